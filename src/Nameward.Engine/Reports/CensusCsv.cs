using System.Globalization;
using System.Text;
using Nameward.Engine.Cases;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Reports;

/// <summary>The census as CSV (RFC 4180), one row for each server and transport: raw values, times RFC 3339, lists divided by spaces.</summary>
public static class CensusCsv
{
    /// <summary>The file, with a header and CRLF line ends.</summary>
    public static byte[] Render(CensusDocument document)
    {
        var csv = new StringBuilder("server,port,transport,role,approved,inside,asked_by,clients,queries,answers,first_seen,last_seen,top_clients,reasons\r\n");
        foreach (var server in document.Census)
        {
            csv.AppendJoin(',',
                EscapeCsv.Hostile(server.Server),
                server.Port?.ToString(CultureInfo.InvariantCulture),
                EscapeCsv.Ours(server.Transport),
                EscapeCsv.Ours(server.Role),
                server.Authorised switch { true => "yes", false => "no", null => "" },
                server.Inside ? "yes" : "no",
                server.AskedBy,
                Count(server.Clients),
                Count(server.Queries),
                Count(server.Answers),
                server.FirstSeen is { } first ? Clock.Rfc3339(first) : "",
                server.LastSeen is { } last ? Clock.Rfc3339(last) : "",
                EscapeCsv.Hostile(HostileText.Text(string.Join(' ', server.TopClients.Select(client => client.Raw)))),
                EscapeCsv.Hostile(HostileText.Text(string.Join("; ", server.Reasons.Select(reason => reason.Render(text => text.Raw)))))).Append("\r\n");
        }
        return Encoding.UTF8.GetBytes(csv.ToString());
    }

    static string Count(long count) => count.ToString(CultureInfo.InvariantCulture);
}
