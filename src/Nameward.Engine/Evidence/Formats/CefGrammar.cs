using System.Buffers;
using System.Text;
using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// What events of CEF say. The standard calls <c>in</c> what goes from source to destination; the products that fill it (Fortinet, Palo Alto Networks, Check Point,
/// Zscaler) mean what the source received, and that is how it is read.
/// </summary>
sealed class CefGrammar : TableGrammar
{
    const LogField Application = LogField.First, EventName = LogField.Second, EventClass = LogField.Third, Domain = LogField.Fourth, Zone = LogField.Fifth, Outcome = LogField.Sixth;

    static readonly FieldTable Fields = new(
        ("start", LogField.Time), ("startTime", LogField.Time), ("rt", LogField.Time), ("deviceReceiptTime", LogField.Time), ("FTNTFGTeventtime", LogField.Time),
        ("FortinetFortiGateeventtime", LogField.Time), ("end", LogField.End), ("endTime", LogField.End), ("dtz", Zone),
        ("src", LogField.Client), ("sourceAddress", LogField.Client), ("Source IPv6 Address", LogField.Client), ("spt", LogField.ClientPort), ("sourcePort", LogField.ClientPort),
        ("dst", LogField.Server), ("destinationAddress", LogField.Server), ("Destination IPv6 Address", LogField.Server), ("dpt", LogField.ServerPort),
        ("destinationPort", LogField.ServerPort), ("proto", LogField.Protocol), ("transportProtocol", LogField.Protocol), ("app", Application),
        ("applicationProtocol", Application), ("act", LogField.Action), ("deviceAction", LogField.Action), ("outcome", Outcome),
        ("out", LogField.UpBytes), ("bytesOut", LogField.UpBytes), ("in", LogField.DownBytes), ("bytesIn", LogField.DownBytes),
        ("Rule", LogField.Rule), ("Rule Name", LogField.Rule), ("ruleName", LogField.Rule), ("Policy", LogField.Rule), ("Policy Name", LogField.Rule), ("Policy Id", LogField.Rule),
        ("Policy ID", LogField.Rule), ("Elapsed time in seconds", LogField.Duration), ("Duration", LogField.Duration), ("Session Duration", LogField.Duration),
        ("sourceTranslatedAddress", LogField.TranslatedClient), ("sourceTranslatedPort", LogField.TranslatedClientPort),
        ("destinationTranslatedAddress", LogField.TranslatedServer), ("destinationTranslatedPort", LogField.TranslatedServerPort),
        ("name", EventName), ("deviceEventClassId", EventClass),
        ("query", LogField.Name), ("dnsQuery", LogField.Name), ("queryName", LogField.Name), ("qname", LogField.Name), ("DNS Query", LogField.Name), ("Query Name", LogField.Name),
        ("FTNTFGTqname", LogField.Name), ("FortinetFortiGateqname", LogField.Name), ("destinationDnsDomain", Domain),
        ("queryType", LogField.Type), ("qtype", LogField.Type), ("DNS Query Type", LogField.Type), ("Query Type", LogField.Type), ("Record Type", LogField.Type),
        ("FTNTFGTqtype", LogField.Type), ("FortinetFortiGateqtype", LogField.Type),
        ("rcode", LogField.Rcode), ("responseCode", LogField.Rcode), ("Response Code", LogField.Rcode), ("DNS Response Code", LogField.Rcode));

    static readonly SearchValues<byte> VersionBytes = SearchValues.Create("0123456789."u8);

    public override FieldTable Table => Fields;

    public override PairForm PairsOf(scoped ref ReadOnlySpan<byte> line) => TryFind(ref line, "CEF:"u8) ? PairForm.Cef : PairForm.None;

    /// <summary>Takes what stands before a header of CEF or LEEF off; false where there is none.</summary>
    public static bool TryFind(scoped ref ReadOnlySpan<byte> line, ReadOnlySpan<byte> mark)
    {
        const int MostBytesBefore = 512, MostBytesOfVersion = 4;
        var at = line[..Math.Min(line.Length, MostBytesBefore)].IndexOf(mark);
        var version = at < 0 ? [] : line[(at + mark.Length)..];
        var end = version.IndexOf((byte)'|');
        if (end is < 1 or > MostBytesOfVersion || version[..end].ContainsAnyExcept(VersionBytes))
        {
            return false;
        }
        line = line[at..];
        return true;
    }

    public override bool IsMine(FieldValues fields) => IsLookUp(fields) || (!fields[LogField.Client].IsEmpty && !fields[LogField.Server].IsEmpty);

    public override LogStamp StampOf(FieldValues fields)
    {
        var text = fields[fields[LogField.Time].IsEmpty ? LogField.End : LogField.Time];
        if (text.IsEmpty)
        {
            return Envelope;
        }
        var stamp = WrittenDates.Stamp(text);
        return fields[Zone].SequenceEqual("UTC"u8) || fields[Zone].SequenceEqual("GMT"u8) ? stamp.AsUtc() : stamp;
    }

    public override LineResult Read(FieldValues fields, DateTime time, long offset, IBatchWriter rows)
    {
        if (!IsLookUp(fields))
        {
            return ReadConversation(fields, time, offset, rows);
        }
        if (Begin(fields, time, IsNone(fields[LogField.Rcode]) ? Sides.Query : Sides.Query | Sides.Response, Leg.Wire) is { } problem)
        {
            return problem;
        }
        Row.Message.Transport = DnsWords.Transport(fields[LogField.Protocol]);
        Row.TurnToServer();
        return End(NameOf(fields), offset, rows);
    }

    static LineResult ReadConversation(FieldValues fields, DateTime time, long offset, IBatchWriter rows)
    {
        if (FlowRow.Read(fields, time, offset, out var flow) is { } problem)
        {
            return problem;
        }
        var verdict = fields[LogField.Action].IsEmpty ? FlowWords.Verdict(fields[Outcome]) : flow.Verdict;
        rows.Flow(flow with { Verdict = verdict, IsAnswered = verdict == FlowVerdict.Denied ? false : flow.IsAnswered }, fields[LogField.Rule]);
        return LineResult.Observed;
    }

    /// <summary>Whether an event is about a look-up and says of which name: the domain of its destination is what was looked up only there.</summary>
    static bool IsLookUp(FieldValues fields) => !IsNone(NameOf(fields)) && (Ascii.EqualsIgnoreCase(fields[Application], "dns"u8) || NamesDns(fields[EventName]) || NamesDns(fields[EventClass]));

    static ReadOnlySpan<byte> NameOf(FieldValues fields) => fields[fields.Has(LogField.Name) ? LogField.Name : Domain];

    /// <summary>Whether a text has DNS in it, in any case.</summary>
    public static bool NamesDns(ReadOnlySpan<byte> text)
    {
        for (var at = 0; at + 3 <= text.Length; at++)
        {
            if (Ascii.EqualsIgnoreCase(text.Slice(at, 3), "dns"u8))
            {
                return true;
            }
        }
        return false;
    }
}
