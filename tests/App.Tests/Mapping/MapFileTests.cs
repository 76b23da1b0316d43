using Nameward.App.Settings;
using Nameward.Engine;
using Nameward.Engine.Evidence.Mappings;
using Nameward.Engine.Tests;
using Xunit;

namespace Nameward.App.Tests.Mapping;

/// <summary>A mapping is understood whole, or all that is wrong with it is said.</summary>
public sealed class MapFileTests : IDisposable
{
    readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public void AllMistakesAreSaidAtOnceWithTheirPlaces()
    {
        _place.Write("map.yaml", """
            map: 2
            rows: dns
            csv: { separator: ab, hedder: x }
            time: { from: when, layout: "dd.MM HH:mm", zone: Europe/Berln }
            clent: who
            type: what
            protocol: proto
            server: { always: ns1, from: x }
            rcode: { always: NOPE }
            direction: side
            only: what
            """);
        var error = Assert.Throws<UserError>(() => MapFile.Read(_place["map.yaml"]));
        string[] said =
        [
            "map: 2 is no version", "csv.separator: ab is no mark", "csv.hedder: there is no such key", "time.layout: dd.MM HH:mm names no year", "time.zone Europe/Berln: no such time zone", "clent: there is no such key",
            "protocol: rows of dns have no such field", "server: from and always cannot both hold", "rcode.always: NOPE is no code", "direction: it is not said which words", "only: it is not said which words", "only: what is type already",
            "name: is missing",
        ];
        Assert.All(said, start => Assert.Contains(error.Mistakes, mistake => mistake.What.StartsWith(start, StringComparison.Ordinal)));
        Assert.Equal(said.Length, error.Mistakes.Length);
        Assert.All(error.Mistakes, mistake => Assert.StartsWith(_place["map.yaml"] + ":", mistake.Here, StringComparison.Ordinal));
    }

    [Fact]
    public void TheExampleOfTheDocumentationIsUnderstood()
    {
        var page = File.ReadAllText(Path.Combine(Samples.Root, "docs/map.md"));
        _place.Write("map.yaml", page.Split("```yaml\n")[1].Split("```")[0]);
        var mapping = MapFile.Read(_place["map.yaml"]);
        Assert.Equal((MappedRows.Dns, MappedForm.Csv, (byte)';', 9), (mapping.Rows, mapping.Form, mapping.Separator, mapping.Fields.Length));
        Assert.Equal("dd.MM.yyyy HH:mm:ss", mapping["time"]!.Layout!.Text);
        Assert.Equal(["Antworten", "Antwort"], mapping["answers"]!.From.Select(from => from.Name));
    }

    [Fact]
    public void TheDocumentationHasEveryKey()
    {
        var page = File.ReadAllText(Path.Combine(Samples.Root, "docs/map.md"));
        string[] words = [.. MapKey.All.SelectMany(key => key.Options.Append(key.Word)), .. MapText.Separators.Keys, .. MapText.Undoings.Keys, .. MapText.Units.Keys, .. MapText.Pairs.Keys, .. Engine.Evidence.Mappings.Mapping.Kinds];
        Assert.All(words, word => Assert.Contains($"`{word}`", page, StringComparison.Ordinal));
    }
}
