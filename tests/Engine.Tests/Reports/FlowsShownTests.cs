using System.Text;
using Nameward.Engine.Cases;
using Nameward.Engine.Reports;
using Xunit;

namespace Nameward.Engine.Tests.Reports;

/// <summary>Where a source gave flows, every output for people says how many; where none did, the word does not occur.</summary>
public class FlowsShownTests
{
    static readonly LastDotDefang Brackets = new();
    static readonly TriageDocument WithFlows = TriageSamples.CannotTell with
    {
        Evidence = [TriageSamples.CannotTell.Evidence[0], TriageSamples.Source("conn.log", "zeek-conn", 12_034, 9, "00:00:00", "10:58:12") with { DnsMessages = 0, Flows = 12_034 }],
    };

    [Fact]
    public void TheTerminalCountsThemOverAllSources()
    {
        Assert.Contains("12,034 flows; no gap", Terminal(WithFlows), StringComparison.Ordinal);
        Assert.DoesNotContain("flow", Terminal(TriageSamples.CannotTell), StringComparison.Ordinal);
    }

    [Fact]
    public void ThePageNamesThemBesideTheFormat()
    {
        Assert.Contains("zeek-conn, 12,034 flows", Text(HtmlReport.Render(WithFlows, Brackets)), StringComparison.Ordinal);
        Assert.Contains("zeek-dns<", Text(HtmlReport.Render(WithFlows, Brackets)), StringComparison.Ordinal);
    }

    [Fact]
    public void TheTicketNamesThemBesideTheFormat()
    {
        Assert.Contains("| zeek-conn, 12,034 flows |", Text(MarkdownReport.Render(WithFlows, Brackets)), StringComparison.Ordinal);
        Assert.Contains("| zeek-dns |", Text(MarkdownReport.Render(WithFlows, Brackets)), StringComparison.Ordinal);
    }

    static string Text(byte[] file) => Encoding.UTF8.GetString(file);

    static string Terminal(TriageDocument document) =>
        string.Join(' ', TerminalSummary.Render(document, new() { Columns = 120 }).SelectMany(line => line.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
}
