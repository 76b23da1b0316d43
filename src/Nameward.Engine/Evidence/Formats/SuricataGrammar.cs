using System.Buffers.Text;
using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// The DNS events of Suricata. Version 1 (no number; an event for each record of a response) and 2 name the question itself, version 3 lists the questions.
/// Version 3 gives the ends of the packet, 2 those of the flow; some builds of 2 do as 3 does, so that the port decides which end answers.
/// </summary>
sealed class SuricataGrammar : TableGrammar
{
    const LogField Direction = LogField.First, Flags = LogField.Second, Questions = LogField.Third, Version = LogField.Fourth, Authorities = LogField.Fifth, Grouped = LogField.Sixth,
        Ttl = LogField.Seventh, Data = LogField.Eighth;

    static readonly FieldTable Fields = new(
        ("timestamp", LogField.Time), ("event_type", LogField.Kind), ("src_ip", LogField.Client), ("src_port", LogField.ClientPort), ("dest_ip", LogField.Server),
        ("dest_port", LogField.ServerPort), ("proto", LogField.Transport), ("dns.type", Direction), ("dns.version", Version), ("dns.id", LogField.Id), ("dns.flags", Flags),
        ("dns.rcode", LogField.Rcode), ("dns.rrname", LogField.Name), ("dns.rrtype", LogField.Type), ("dns.queries", Questions), ("dns.answers", LogField.Answers),
        ("dns.authorities", Authorities), ("dns.grouped", Grouped), ("dns.rdata", Data), ("dns.ttl", Ttl));

    static readonly FieldTable OfQuestion = new(("rrname", LogField.Name), ("rrtype", LogField.Type));

    readonly JsonFields _question = new(OfQuestion);
    readonly SuricataRecords _records = new();
    readonly byte[] _name = new byte[6 * WireName.MaxBytes];

    /// <inheritdoc/>
    public override FieldTable Table => Fields;

    /// <inheritdoc/>
    public override bool IsMine(FieldValues fields) => fields.Has(LogField.Kind) && fields.Has(LogField.Time) && fields.Has(LogField.Client) && fields.Has(LogField.Server);

    /// <inheritdoc/>
    /// <remarks>Ignored are other events, and those that name no question.</remarks>
    public override LineResult Read(FieldValues fields, DateTime time, long offset, IBatchWriter rows)
    {
        if (!fields[LogField.Kind].SequenceEqual("dns"u8) || SidesOf(fields[Direction]) is not { } sides)
        {
            return LineResult.Ignored;
        }
        if (Begin(fields, time, sides, Leg.Wire) is { } problem)
        {
            return problem;
        }
        ref var row = ref Row.Message;
        row.Header = HeaderOf(fields[Flags]);
        Turn(fields[Version], ref row);
        if (Question(fields) is not { } question)
        {
            return LineResult.Ignored;
        }
        row.Type = DnsWords.Type(question[LogField.Type]);
        if ((sides & Sides.Response) != 0 && !TryAddRecords(fields))
        {
            return LineResult.Malformed(JsonRecords.Problem);
        }
        var name = question[LogField.Name];
        if (name.Length > _name.Length || !Row.TryRawName(_name.AsSpan(0, HexEscapes.Decode(name, _name))))
        {
            return LineResult.Malformed(LogRow.NoName);
        }
        Row.End(offset, rows);
        return LineResult.Observed;
    }

    static Sides? SidesOf(ReadOnlySpan<byte> direction)
    {
        if (direction.SequenceEqual("query"u8) || direction.SequenceEqual("request"u8))
        {
            return Sides.Query;
        }
        return direction.SequenceEqual("answer"u8) || direction.SequenceEqual("response"u8) ? Sides.Response : null;
    }

    /// <summary>Makes the end that answers the server.</summary>
    static void Turn(ReadOnlySpan<byte> version, ref DnsMessage row)
    {
        var (isServer, isClient) = (IsServicePort(row.Server.Port), IsServicePort(row.Client.Port));
        var isPacket = version is not ([] or [(byte)'1' or (byte)'2']);
        if (isServer == isClient ? isPacket && (row.Sides & Sides.Response) != 0 : isClient)
        {
            (row.Client, row.Server) = (row.Server, row.Client);
        }
    }

    /// <summary>DNS, DNS over TLS, multicast DNS and LLMNR.</summary>
    static bool IsServicePort(ushort port) => port is 53 or 853 or 5353 or 5355;

    /// <summary>Reads the second word of the header in hexadecimal (RFC 1035 section 4.1.1).</summary>
    static HeaderBits HeaderOf(ReadOnlySpan<byte> flags)
    {
        const int Authoritative = 0x400, Truncated = 0x200, RecursionDesired = 0x100, RecursionAvailable = 0x80;
        if (!Utf8Parser.TryParse(flags, out ushort bits, out var used, 'x') || used != flags.Length)
        {
            return HeaderBits.None;
        }
        return HeaderBits.Shown | If(bits & Authoritative, HeaderBits.Authoritative) | If(bits & Truncated, HeaderBits.Truncated)
            | If(bits & RecursionDesired, HeaderBits.RecursionDesired) | If(bits & RecursionAvailable, HeaderBits.RecursionAvailable);
    }

    static HeaderBits If(int bit, HeaderBits value) => bit == 0 ? HeaderBits.None : value;

    /// <summary>The fields that name the question; null where none do.</summary>
    FieldValues? Question(FieldValues fields)
    {
        if (fields.Has(LogField.Name))
        {
            return fields;
        }
        var list = fields.Written(Questions);
        var scanner = new JsonScanner(list);
        return fields.Kind(Questions) == JsonKind.Array && scanner.TryBegin((byte)'[') && scanner.TryItem(out var first) && _question.TryRead(first.In(list)) && _question.Has(LogField.Name)
            ? _question : null;
    }

    bool TryAddRecords(FieldValues fields)
    {
        // Version 1 writes the one record beside the name; without a record there is none of its fields.
        if (fields[Version].IsEmpty && fields.Has(Data))
        {
            return _records.TryAddOne(Row, fields[LogField.Type], fields[Ttl], fields[Data]);
        }
        Row.Message.ShowsAnswers = true;
        var isAdded = fields.Has(LogField.Answers)
            ? _records.TryAddList(Row, fields.Written(LogField.Answers), Section.Answer)
            : _records.TryAddGroups(Row, fields.Written(Grouped));
        return isAdded && _records.TryAddList(Row, fields.Written(Authorities), Section.Authority);
    }
}
