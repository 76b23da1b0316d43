using System.Globalization;
using System.Text;
using Nameward.Engine.Evaluation;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Reports;

/// <summary>An evaluation as CSV (RFC 4180), one row for each labelled session: raw values, times RFC 3339, lists divided by spaces, empty where unknown.</summary>
public static class EvaluationCsv
{
    const string Header = "path,clients,subject,label,tool,start,end,payload_bytes,bytes_per_second,evidence,expectation,found,outcome,finding,level,bits,"
        + "tool_named,tool_verdict,first_escalation_query,first_escalation_seconds,first_escalation_bytes\r\n";

    /// <summary>The file, with a header and CRLF line ends.</summary>
    public static byte[] Render(EvaluationDocument document)
    {
        var csv = new StringBuilder(Header);
        foreach (var session in document.Sessions)
        {
            csv.AppendJoin(',', Truth(session).Concat(Found(session))).Append("\r\n");
        }
        return Encoding.UTF8.GetBytes(csv.ToString());
    }

    static IEnumerable<string> Truth(EvaluatedSession session)
    {
        var truth = session.Truth;
        yield return EscapeCsv.Hostile(session.File);
        yield return EscapeCsv.Hostile(HostileText.Text(truth.Clients.IsEmpty ? "*" : string.Join(' ', truth.Clients.Select(client => client.Raw))));
        yield return EscapeCsv.Hostile(truth.Subject.Text);
        yield return EscapeCsv.Ours(truth.Label);
        yield return EscapeCsv.Ours(truth.Tool ?? "");
        yield return truth.Start is { } start ? Clock.Rfc3339(start) : "";
        yield return truth.End is { } end ? Clock.Rfc3339(end) : "";
        yield return Number(truth.PayloadBytes);
        yield return Number(truth.Rate);
        yield return EvaluationWords.Evidence(session.ShowsAnswers);
        yield return EvaluationWords.Of(truth.Expectation);
    }

    static IEnumerable<string> Found(EvaluatedSession session)
    {
        yield return session.IsFound ? "yes" : "no";
        yield return EvaluationWords.Of(session.Outcome);
        yield return session.Finding?.Id ?? "";
        yield return session.Finding?.Level ?? "";
        yield return Number(session.Finding?.Bits);
        yield return EscapeCsv.Ours(session.Tool ?? "");
        yield return EvaluationWords.Of(session.ToolVerdict) ?? "";
        yield return Number(session.First?.Query);
        yield return Number(session.Seconds);
        yield return Number(session.First?.PayloadBytes);
    }

    static string Number(double? number) => number is { } some ? Figures.Rounded(some).ToString("0.##########", CultureInfo.InvariantCulture) : "";
}
