using System.Text;
using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// One row of <c>dns.log</c>: a query and its response, or the one that was seen. No code means that no response was seen. A row with a code but no
/// type of a question is a response whose query was not seen: Zeek then takes the flow's direction from the first packet it saw, and the sides are
/// put right by the port. AA and RA are those of the answer's records, so they are unset in a response without any; TC and RD are the query's.
/// </summary>
sealed class ZeekDnsRow
{
    const ushort NetBiosNames = 137;
    const ushort NbType = 32;
    const ushort NbStatType = 33;

    readonly byte[] _name = new byte[PlainNames.Room];
    int _nameLength;
    DnsMessage _row;

    /// <summary>The records of the answer, added between <see cref="Begin"/> and <see cref="End"/>.</summary>
    public ZeekAnswers Answers { get; } = new();

    /// <summary>Type of the question; 0 where it was not seen.</summary>
    public ushort QuestionType => _row.Type;

    /// <summary>
    /// Reads all but the answers. Ignored are rows without a name, which no question can be told from (a response without records whose query
    /// was not seen), and NetBIOS name service, which Zeek logs as DNS: types NB, NBSTAT or none on port 137 (RFC 1002 section 4.2).
    /// </summary>
    /// <param name="fields">The row.</param>
    /// <param name="query">The bytes that the field <c>query</c> stands for; the empty name is the root.</param>
    /// <param name="canShowType">Whether the log has a field for the question's type.</param>
    /// <param name="rows">Says which rows are wanted.</param>
    public LineResult Begin(in ZeekFields fields, ReadOnlySpan<byte> query, bool canShowType, IBatchWriter rows)
    {
        Answers.Clear();
        if (!Timestamps.TryParse(fields[ZeekField.Time], out var time))
        {
            return LineResult.Malformed("ts is not a time");
        }
        if (!fields.TryEndpoint(ZeekField.Originator, ZeekField.OriginatorPort, out var originator)
            || !fields.TryEndpoint(ZeekField.Responder, ZeekField.ResponderPort, out var responder))
        {
            return LineResult.Malformed("an address or a port cannot be read");
        }
        if (!fields.TryNumber(ZeekField.MessageId, out var id) || !fields.TryNumber(ZeekField.Rcode, out var rcode))
        {
            return LineResult.Malformed("trans_id or rcode is not a number up to 65535");
        }
        var sides = SidesOf(fields, canShowType);
        var isTurned = sides == Sides.Response && IsServicePort(originator.Port) && responder.Port != 53;
        _row = new()
        {
            Time = time,
            Sides = sides,
            Leg = Leg.Wire,
            Transport = TransportOf(fields[ZeekField.Protocol]),
            Client = isTurned ? responder : originator,
            Server = isTurned ? originator : responder,
            Type = Type(fields),
            Rcode = fields.IsSet(ZeekField.Rcode) ? rcode : null,
            Header = Header(fields),
            Id = id,
        };
        var isOfUse = fields.IsSet(ZeekField.Query) && !IsNetBios && rows.Wants(_row.Client.Address, _row.Server.Address);
        return isOfUse ? BeginName(query) : LineResult.Ignored;
    }

    /// <summary>Hands the row over.</summary>
    /// <param name="offset">Where its line begins.</param>
    /// <param name="canShowAnswers">Whether the log has a field for the answer.</param>
    /// <param name="rows">Takes it.</param>
    public void End(long offset, bool canShowAnswers, IBatchWriter rows)
    {
        var sides = _row.Sides | (Answers.IsEmpty ? Sides.None : Sides.Response);
        // AA and RA are those of the records: a response without any says nothing of them, though the fields read F.
        var isSilent = Answers.IsEmpty && (_row.Header & (HeaderBits.Authoritative | HeaderBits.RecursionAvailable)) == 0;
        var header = isSilent ? _row.Header & ~HeaderBits.Shown : _row.Header;
        _row.At = new(0, offset);
        _row.Sides = sides;
        _row.Header = header;
        _row.ShowsAnswers = canShowAnswers && (sides & Sides.Response) != 0;
        rows.Message(_row, _name.AsSpan(0, _nameLength), Answers.Written);
    }

    bool IsNetBios => _row.Server.Port == NetBiosNames && _row.Type is (0 or NbType or NbStatType);

    LineResult BeginName(ReadOnlySpan<byte> query)
    {
        _nameLength = RawNames.ToWire(query, _name);
        return _nameLength == 0 ? LineResult.Malformed("query is not a name") : LineResult.Observed;
    }

    static Sides SidesOf(in ZeekFields fields, bool canShowType)
    {
        if (!fields.IsSet(ZeekField.Rcode))
        {
            return Sides.Query;
        }
        var sawQuery = !canShowType || fields.IsSet(ZeekField.Type) || fields.IsSet(ZeekField.TypeName);
        return sawQuery ? Sides.Query | Sides.Response : Sides.Response;
    }

    /// <summary>Ports on which a sender of one message answers rather than asks: DNS, NetBIOS names, mDNS (RFC 6762), LLMNR (RFC 4795).</summary>
    static bool IsServicePort(ushort port) => port is 53 or NetBiosNames or 5353 or 5355;

    static ushort Type(in ZeekFields fields)
    {
        if (fields.IsSet(ZeekField.Type) && fields.TryNumber(ZeekField.Type, out var type))
        {
            return type;
        }
        // Zeek names a type that it does not know "query-65".
        var name = fields[ZeekField.TypeName];
        name = name.StartsWith("query-"u8) ? name[6..] : name;
        Span<char> chars = stackalloc char[16];
        if (name.IsEmpty || name.Length > chars.Length)
        {
            return 0;
        }
        var length = Encoding.Latin1.GetChars(name, chars);
        return RecordTypes.TryParse(chars[..length], out type) ? type : (ushort)0;
    }

    static HeaderBits Header(in ZeekFields fields)
    {
        var header = Bit(fields, ZeekField.Authoritative, HeaderBits.Authoritative) | Bit(fields, ZeekField.Truncated, HeaderBits.Truncated);
        return header | Bit(fields, ZeekField.RecursionDesired, HeaderBits.RecursionDesired)
            | Bit(fields, ZeekField.RecursionAvailable, HeaderBits.RecursionAvailable);
    }

    static HeaderBits Bit(in ZeekFields fields, ZeekField field, HeaderBits bit) => fields[field] switch
    {
        [] => HeaderBits.None,
        [(byte)'T' or (byte)'t', ..] => bit | HeaderBits.Shown,
        _ => HeaderBits.Shown,
    };

    static Transport TransportOf(ReadOnlySpan<byte> name)
    {
        if (name.SequenceEqual("udp"u8))
        {
            return Transport.Udp;
        }
        return name.SequenceEqual("tcp"u8) ? Transport.Tcp : Transport.Unknown;
    }
}
