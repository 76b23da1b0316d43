using System.Text;
using System.Text.Json;
using Nameward.Engine.Cases.Blocks;
using Nameward.Engine.Cases.Restoring;
using Nameward.Engine.Containment;
using Nameward.Engine.Observations;
using Nameward.Engine.Reports;
using Nameward.Engine.Reports.Contain;
using Nameward.Engine.Tests.Containing;
using Nameward.Engine.Tests.Reading;
using Nameward.Engine.Tests.Reports;
using Nameward.Engine.Verdicts;
using Xunit;

namespace Nameward.Engine.Tests.Restoring;

/// <summary>Names, values, paths and accounts of an adversary in what is put back: data in patches, words that are left out of commands, text in reports.</summary>
public class HostileRestoreTests
{
    static readonly string[] Texts = ["$(reboot)", "a\nreboot", "a\r\n--- /etc/passwd\n+++ /etc/passwd", "../../etc/passwd", "'; reboot; '", "\u001b[2J", "\u202Egpj", "<script>alert(1)</script>", new string('\\', 255), "-rf", "=1+1"];

    public static TheoryData<string> All => [.. Texts];

    [Theory, MemberData(nameof(All))]
    public void NoLineOfAFileBeginsWithAnythingButOurs(string text)
    {
        var document = Document(text);
        foreach (var file in document.Targets.Where(target => target.Id.StartsWith("restore-", StringComparison.Ordinal)).SelectMany(target => target.Files))
        {
            var content = RestoreSamples.Text(file.Content);
            Assert.StartsWith("nameward-7.", file.Name, StringComparison.Ordinal);
            Assert.DoesNotContain(content.Split('\n'), line => line.Contains("reboot", StringComparison.Ordinal) && !line.StartsWith("# ", StringComparison.Ordinal) && line[0] is not ('+' or '-' or ' '));
            Assert.DoesNotContain(content.Split('\n'), line => (line.StartsWith("--- ", StringComparison.Ordinal) || line.StartsWith("+++ ", StringComparison.Ordinal)) && line[4..] is not ("configuration" or "passwd" or "named.conf"));
        }
    }

    [Theory, MemberData(nameof(All))]
    public void EachReportShowsItAsText(string text)
    {
        var document = Document(text);
        var page = Encoding.UTF8.GetString(HtmlContain.Render(document, new LastDotDefang()));
        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', page);
        Assert.DoesNotContain(TerminalContain.Render(document, new()), line => line.Text.Any(Harmless.IsNot));
        using var json = JsonDocument.Parse(ContainJson.Line(document));
        Assert.Equal(text, json.RootElement.GetProperty("restores")[0].GetProperty("actor").GetString());
    }

    [Theory]
    [InlineData("$(reboot)"), InlineData("x\"; }; include \"/etc/passwd"), InlineData("a b")]
    public void AZoneOfAnyNameIsTakenBackFromTheFile(string zone)
    {
        using var folder = new EvidenceFolder();
        const string Good = "options {\n\trecursion no;\n};\nzone \"x-example.com\" {\n\ttype primary;\n\tfile \"x\";\n};\n";
        folder.Write("named-2026-03-17.conf", Good);
        folder.Write("named-2026-03-18.conf", Good + $"zone \"{zone.Replace("\"", "\\\"", StringComparison.Ordinal)}\" {{\n\ttype forward;\n\tforwarders {{ 203.0.113.66; }};\n}};\n");
        var document = RestoreSamples.Contain(folder.Path);
        Assert.Equal(Good, RestoreSamples.Text(Assert.Single(document.Restore.Files).Restored));
        var patch = document.Targets.Single(target => target.Id == "restore-bind").Files[0];
        Assert.All(RestoreSamples.Text(patch.Content).Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Contains(line[0], "#-+ @"));
    }

    static ContainDocument Document(string text)
    {
        var hostile = HostileText.Text(text);
        Restoration Item(RestoreProduct product) => new()
        {
            Server = hostile,
            Product = product,
            Path = hostile,
            Kind = ConfigurationKind.Forwarders,
            Object = hostile,
            Property = hostile,
            Good = hostile,
            Today = hostile,
            Because = Sentence.Of($"of {hostile}"),
            Changed = ContainSamples.Made,
            Actor = hostile,
            Outcome = ChangeOutcome.NoTicket,
        };
        var items = Enum.GetValues<RestoreProduct>().Select(Item).ToList();
        var file = new RestoredFile(hostile, RestoreProduct.Bind, Encoding.Latin1.GetBytes($"a\n{text}\nb\n"), "a\nb\n"u8.ToArray(), [items[0] with { IsInPatch = true }]);
        var advice = new AdvisedServer(hostile, null, [new("open-recursion", "recursion for anybody", hostile, hostile, "advice", [new(RestoreProduct.Bind, "setting", "source")])]);
        var document = ContainSamples.Of(BlockAction.NxDomain) with { Restore = new([.. items], [file], [advice], [Sentence.Of($"{hostile}")]) };
        return TargetList.Packed(document, TargetList.All.Select(target => target.Id).ToHashSet());
    }
}
