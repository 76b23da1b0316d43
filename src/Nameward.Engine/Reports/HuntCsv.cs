using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Nameward.Engine.Cases;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Reports;

/// <summary>What a hunt found as CSV (RFC 4180): raw values, times RFC 3339, answers and feeds of one field divided by spaces. Messages can be written as they come.</summary>
public static class HuntCsv
{
    /// <summary>The header of messages.</summary>
    public static byte[] MessageHeader => "time,client,server,port,transport,leg,sides,zone,name,type,rcode,answers,path,position,intel\r\n"u8.ToArray();

    /// <summary>Messages, a line each.</summary>
    public static byte[] Messages(ImmutableArray<HuntMessage> messages) => Lines(messages, message =>
    [
        Time(message.Time),
        EscapeCsv.Hostile(HuntWords.AddressOf(message.Client.Address)),
        EscapeCsv.Hostile(HuntWords.AddressOf(message.Server.Address)),
        message.Server.Port == 0 ? "" : Number(message.Server.Port),
        HuntWords.Of(message.Transport) ?? "",
        HuntWords.Of(message.Leg),
        HuntWords.Of(message.Sides),
        EscapeCsv.Hostile(message.Zone),
        EscapeCsv.Hostile(message.Name),
        HuntWords.TypeOf(message.Type) ?? "",
        message.Rcode is { } rcode ? HuntQuery.RcodeWord(rcode) : "",
        Joined(message.Answers.Select(answer => answer.Data)),
        EscapeCsv.Hostile(message.Path),
        Number(message.At.Offset),
        Joined(message.Intel.Select(match => match.Feed)),
    ]);

    /// <summary>A header, and what is put together, a line each.</summary>
    public static byte[] Rows(ImmutableArray<HuntRow> rows) =>
    [
        .. "kind,client,zone,name,type,answer,server,port,rcode,day,hour,count,count_at_most,clients,names,estimated,first_seen,last_seen,certain,intel\r\n"u8,
        .. Lines(rows, row =>
        [
            row.Kind,
            EscapeCsv.Hostile(HuntWords.AddressOf(row.Client)),
            EscapeCsv.Hostile(row.Zone),
            EscapeCsv.Hostile(row.Name),
            row.Type is { } type ? HuntWords.TypeOf(type) ?? "" : "",
            EscapeCsv.Hostile(row.Answer),
            EscapeCsv.Hostile(HuntWords.AddressOf(row.Server?.Address)),
            row.Server is { Port: > 0 and var port } ? Number(port) : "",
            row.Rcode is { } rcode ? HuntQuery.RcodeWord(rcode) : "",
            row.Day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "",
            Time(row.Hour),
            Number(row.Count),
            Number(row.CountAtMost),
            row.Clients is { } clients ? Number(clients) : "",
            row.Names is { } names ? Number(names) : "",
            row.IsEstimated ? "yes" : "no",
            Time(row.FirstSeen),
            Time(row.LastSeen),
            row.IsCertain ? "yes" : "no",
            Joined(row.Intel.Select(match => match.Feed)),
        ]),
    ];

    static byte[] Lines<T>(ImmutableArray<T> rows, Func<T, string[]> fields)
    {
        var csv = new StringBuilder();
        foreach (var row in rows)
        {
            csv.AppendJoin(',', fields(row)).Append("\r\n");
        }
        return Encoding.UTF8.GetBytes(csv.ToString());
    }

    static string Joined(IEnumerable<HostileText> texts) => EscapeCsv.Hostile(HostileText.Text(string.Join(' ', texts.Select(text => text.Raw))));

    static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    static string Time(DateTime? time) => time is { } known ? Clock.Rfc3339(known) : "";
}
