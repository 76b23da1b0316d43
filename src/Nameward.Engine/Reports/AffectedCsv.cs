using System.Text;
using Nameward.Engine.Cases;

namespace Nameward.Engine.Reports;

/// <summary>The affected hosts of every finding as CSV (RFC 4180), one row for each host and finding: raw values, times RFC 3339.</summary>
public static class AffectedCsv
{
    /// <summary>The file, with a header and CRLF line ends.</summary>
    public static byte[] Render(TriageDocument document)
    {
        var csv = new StringBuilder("client,host,user,process,owner,finding,first_seen,last_seen,queries,role,criticality,note\r\n");
        foreach (var finding in document.Findings)
        {
            foreach (var row in finding.Affected)
            {
                csv.AppendJoin(',',
                    EscapeCsv.Hostile(row.Client),
                    EscapeCsv.Hostile(row.Host),
                    EscapeCsv.Hostile(row.User),
                    EscapeCsv.Hostile(row.Process),
                    EscapeCsv.Hostile(row.Owner),
                    EscapeCsv.Ours(finding.Id),
                    row.FirstSeen is { } first ? Clock.Rfc3339(first) : "",
                    row.LastSeen is { } last ? Clock.Rfc3339(last) : "",
                    row.Queries.ToString(System.Globalization.CultureInfo.InvariantCulture),
                    EscapeCsv.Hostile(row.Role),
                    EscapeCsv.Hostile(row.Criticality),
                    EscapeCsv.Sentence(row.Note)).Append("\r\n");
            }
        }
        return Encoding.UTF8.GetBytes(csv.ToString());
    }
}
