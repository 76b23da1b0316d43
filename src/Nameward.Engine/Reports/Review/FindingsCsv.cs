using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Nameward.Engine.Cases;
using Nameward.Engine.Cases.Reviewing;
using Nameward.Engine.Observations;
using Nameward.Engine.Reports.Sharing;

namespace Nameward.Engine.Reports.Review;

/// <summary>The findings of a review and the values that may be shared as CSV (RFC 4180): raw values, times RFC 3339, and no field that a spreadsheet would take for a formula.</summary>
public static class FindingsCsv
{
    /// <summary>The findings, one a row.</summary>
    public static byte[] Render(ReviewDocument review) => Table(["finding", "level", "bits", "conclusive", "tool", "title", "client", "zones", "server", "port", "techniques", "first_seen", "first_escalation", "last_seen", "queries", "up_low", "up_high", "down_low", "down_high", "hosts"],
        review.Findings.Select(Row));

    /// <summary>The values that may be shared, one a row, each with to whom.</summary>
    public static byte[] Indicators(ReviewDocument review)
    {
        var shared = SharedCase.Of(review.Record);
        return Table(["tlp", "type", "value", "first_seen", "last_seen", "techniques", "by_what"], shared.Indicators.Select(indicator => new[]
        {
            EscapeCsv.Ours(TlpWord.Of(shared.Tlp)!), EscapeCsv.Ours(indicator.Value.Type), EscapeCsv.Ours(indicator.Value.Text), Time(indicator.FirstSeen), Time(indicator.LastSeen),
            EscapeCsv.Ours(string.Join(' ', indicator.Techniques)), EscapeCsv.Ours(indicator.Description.Replace("\n", " ", StringComparison.Ordinal)),
        }));
    }

    static string[] Row(TriageFinding finding) =>
    [
        EscapeCsv.Ours(finding.Id), EscapeCsv.Ours(finding.Level), finding.Bits.ToString("0.##", CultureInfo.InvariantCulture), finding.Conclusive ? "true" : "false", EscapeCsv.Ours(finding.Tool ?? ""), EscapeCsv.Sentence(finding.Title),
        EscapeCsv.Hostile(finding.Subject.Client), finding.Subject.Zones.IsEmpty ? "" : EscapeCsv.Hostile(HostileText.Joined(finding.Subject.Zones)), EscapeCsv.Hostile(finding.Subject.Server), Number(finding.Subject.Port),
        EscapeCsv.Ours(string.Join(' ', finding.Techniques)), Time(finding.FirstSeen), Time(finding.FirstEscalation?.Time), Time(finding.LastSeen), Number(finding.Queries),
        Number(finding.Payload?.UpBytes.Low), Number(finding.Payload?.UpBytes.High), Number(finding.Payload?.DownBytes.Low), Number(finding.Payload?.DownBytes.High), Number(finding.Affected.Length),
    ];

    static byte[] Table(ImmutableArray<string> columns, IEnumerable<string[]> rows)
    {
        var csv = new StringBuilder().AppendJoin(',', columns).Append("\r\n");
        foreach (var row in rows)
        {
            csv.AppendJoin(',', row).Append("\r\n");
        }
        return Encoding.UTF8.GetBytes(csv.ToString());
    }

    static string Time(DateTime? time) => time is { } some ? Clock.Rfc3339(some) : "";

    static string Number(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
