using System.Text;
using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// A security event of Firepower Threat Defense (430001 to 430005): <c>SrcIP: 192.0.2.7, DstIP: 198.51.100.53, ..., DNSQuery: www.example.com, DNSRecordType: a host address</c>. With a queried name
/// it is a message, else a flow. A rule logs the begin of its connections (430002), their end (430003), or both: each record counts. One belongs to one reader.
/// </summary>
sealed class CiscoEvent
{
    const uint First = 430001, Last = 430005;

    static readonly FieldTable Fields = new(
        ("SrcIP", LogField.Client), ("SrcPort", LogField.ClientPort), ("DstIP", LogField.Server), ("DstPort", LogField.ServerPort), ("Protocol", LogField.Protocol),
        ("AccessControlRuleAction", LogField.Action), ("AccessControlRuleName", LogField.Rule), ("InitiatorPackets", LogField.UpPackets), ("InitiatorBytes", LogField.UpBytes),
        ("ResponderPackets", LogField.DownPackets), ("ResponderBytes", LogField.DownBytes), ("ConnectionDuration", LogField.Duration), ("NAT_InitiatorIP", LogField.TranslatedClient),
        ("NAT_InitiatorPort", LogField.TranslatedClientPort), ("NAT_ResponderIP", LogField.TranslatedServer), ("NAT_ResponderPort", LogField.TranslatedServerPort),
        ("DNSQuery", LogField.Name), ("DNSRecordType", LogField.Type), ("DNSResponseType", LogField.Rcode));

    /// <summary>Types by the meaning that IANA's registry gives them (DNS Parameters, Resource Record TYPEs), as the device writes them.</summary>
    static readonly (byte[] Meaning, ushort Type)[] Types =
    [
        ([.. "a host address"u8], 1), ([.. "an authoritative name server"u8], 2), ([.. "the canonical name for an alias"u8], 5), ([.. "marks the start of a zone of authority"u8], 6),
        ([.. "a null RR (EXPERIMENTAL)"u8], 10), ([.. "a null RR"u8], 10), ([.. "a well known service description"u8], 11), ([.. "a domain name pointer"u8], 12), ([.. "host information"u8], 13),
        ([.. "mail exchange"u8], 15), ([.. "text strings"u8], 16), ([.. "for security signature"u8], 24), ([.. "for security key"u8], 25), ([.. "IP6 Address"u8], 28), ([.. "Server Selection"u8], 33),
        ([.. "Naming Authority Pointer"u8], 35), ([.. "Delegation Signer"u8], 43), ([.. "HTTPS Binding"u8], 65), ([.. "transfer of an entire zone"u8], 252),
        ([.. "A request for all records the server/cache has available"u8], 255),
    ];

    readonly PhraseFields _fields = new(Fields);

    /// <summary>Whether a message of this number is one.</summary>
    public static bool Is(uint id) => id is >= First and <= Last;

    /// <summary>The time of the first packet, where the message is such an event; else none.</summary>
    public static LogStamp TimeIn(ReadOnlySpan<byte> message)
    {
        if (!Is(CiscoMark.Take(ref message)) || message.IndexOf("FirstPacketSecond: "u8) is not (>= 0 and var at))
        {
            return default;
        }
        message = message[(at + "FirstPacketSecond: ".Length)..];
        return LogStamp.Iso(TextWords.TakeUntil(ref message, (byte)',')).AsUtc();
    }

    /// <summary>Reads the text of one.</summary>
    public LineResult Read(ReadOnlySpan<byte> text, DateTime time, long offset, LogRow row, IBatchWriter rows)
    {
        _fields.Read(text);
        if (!_fields.Has(LogField.Client) || !_fields.Has(LogField.Server))
        {
            return LineResult.Malformed(CiscoAsaText.NoEnds);
        }
        if (FlowRow.Read(_fields, time, offset, out var flow) is { } problem)
        {
            return problem;
        }
        if (!_fields[LogField.Name].IsEmpty)
        {
            return ReadMessage(flow, row, offset, rows);
        }
        var isBlocked = _fields[LogField.Action].IndexOf("Block"u8) >= 0;
        rows.Flow(isBlocked ? flow with { Verdict = FlowVerdict.Denied, IsAnswered = false } : flow, _fields[LogField.Rule]);
        return LineResult.Observed;
    }

    LineResult ReadMessage(in Flow flow, LogRow row, long offset, IBatchWriter rows)
    {
        var code = _fields[LogField.Rcode];
        ref var message = ref row.Begin(flow.Time, code.IsEmpty ? Sides.Query : Sides.Query | Sides.Response, Leg.Wire);
        (message.Client, message.Server) = (flow.Client, flow.Server);
        message.Transport = DnsWords.Transport(_fields[LogField.Protocol]);
        message.Type = TypeOf(_fields[LogField.Type]);
        message.Rcode = code.IsEmpty ? null : Ascii.EqualsIgnoreCase(code, "Non-Existent Domain"u8) ? DnsWords.NxDomain : DnsWords.Rcode(code);
        if (!row.TryRawName(_fields[LogField.Name]))
        {
            return LineResult.Malformed(LogRow.NoName);
        }
        row.End(offset, rows);
        return LineResult.Observed;
    }

    static ushort TypeOf(ReadOnlySpan<byte> meaning)
    {
        foreach (var (known, type) in Types)
        {
            if (Ascii.EqualsIgnoreCase(meaning, known))
            {
                return type;
            }
        }
        return DnsWords.Type(meaning);
    }
}
