using System.Text.Json;
using Nameward.Engine.Tests;
using Xunit;

namespace Nameward.App.Tests;

/// <summary>Change requests on the command line and in the site file: what is wrong with them is said before any work.</summary>
public sealed class TicketsOptionTests : IDisposable
{
    readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task TheDocumentTellsTheTickets()
    {
        var run = await Triage("--tickets", Samples.Own("samples/changes/tickets.csv"), "--timezone", "Europe/Berlin", "--format", "json");
        using var json = JsonDocument.Parse(run.Output);
        var tickets = json.RootElement.GetProperty("tickets");
        Assert.Equal((0, 6, "servicenow", "Europe/Berlin"), (run.Status, tickets.GetProperty("count").GetInt32(), tickets.GetProperty("layout").GetString(), tickets.GetProperty("timezone").GetString()));
    }

    [Fact]
    public async Task ASiteFileNamesThemToo()
    {
        File.Copy(Samples.Own("samples/changes/tickets.csv"), _place["changes.csv"]);
        File.WriteAllText(_place["site.yaml"], "tickets: { file: changes.csv, timezone: Asia/Tokyo, columns: { number: Number, object: Configuration item } }\n");
        var run = await Triage("--site", _place["site.yaml"], "--format", "json");
        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal("Asia/Tokyo", json.RootElement.GetProperty("tickets").GetProperty("timezone").GetString());
    }

    [Theory]
    [InlineData("--tickets nothing-of-the-kind.csv", "there is no such file")]
    [InlineData("--tickets .", "this is a folder")]
    public async Task AFileThatIsNotThereIsSaid(string words, string what)
    {
        var run = await Triage(words.Split(' '));
        Assert.Equal(2, run.Status);
        Assert.Contains(what, run.ErrorInOneLine, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MistakesInItAreSaidWithTheirLines()
    {
        File.WriteAllText(_place["changes.csv"], "Number,Short description,Planned start date,Planned end date\nCHG1,x,soon,later\n");
        var run = await Triage("--tickets", _place["changes.csv"]);
        Assert.Equal(2, run.Status);
        Assert.Contains("line 2: \"soon\" is no time", run.ErrorInOneLine, StringComparison.Ordinal);
        Assert.Contains("line 2: \"later\" is no time", run.ErrorInOneLine, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AZoneOfTheSiteFileThatIsNoneIsSaid()
    {
        File.Copy(Samples.Own("samples/changes/tickets.csv"), _place["changes.csv"]);
        File.WriteAllText(_place["site.yaml"], "tickets: { file: changes.csv, timezone: Nowhere/Land }\n");
        var run = await Triage("--site", _place["site.yaml"]);
        Assert.Equal(2, run.Status);
        Assert.Contains("tickets.timezone Nowhere/Land: no such time zone", run.ErrorInOneLine, StringComparison.Ordinal);
    }

    Task<ProgramRun> Triage(params string[] words) => ProgramRun.In(_place.Folder, ["triage", Samples.Own("samples/formats/coredns/queries.log"), .. words]);
}
