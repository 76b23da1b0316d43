using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// What a message of dnsmasq shows. <c>query[A]</c> is the query of a client. <c>forwarded</c> is the same look-up on its way to a server: its client is
/// dnsmasq, whose address is not written. All other lines are answers, a line for each record, at the name where it stands and not at the one that was asked
/// for where aliases led there; whom they were given to is written with <c>log-queries=extra</c> alone, and to join them by their order would be a guess. They
/// are <see cref="Leg.Internal"/>.
/// </summary>
sealed class DnsmasqRow
{
    const string Cut = "the line is cut", NoClient = "the address of the client cannot be read", NoServer = "the address of the server cannot be read";

    readonly LogRow _row = new();

    /// <summary>What dnsmasq writes instead of a name of which it cannot print a byte (<c>sanitise</c> in cache.c).</summary>
    static ReadOnlySpan<byte> Unprintable => "<name unprintable>"u8;

    /// <summary>Reads a message; what is observed stands in the row then.</summary>
    public LineResult Begin(in DnsmasqHead head, DateTime time)
    {
        var message = head.Message;
        if (TextWords.TryTake(ref message, "query["u8) || TextWords.TryTake(ref message, "auth["u8))
        {
            Begin(head, time, Sides.Query, Leg.Client);
            return Query(message);
        }
        if (TextWords.TryTake(ref message, "forwarded "u8))
        {
            _row.Begin(time, Sides.Query, Leg.Upstream);
            return Forwarded(message);
        }
        Begin(head, time, Sides.Response, Leg.Internal);
        return Answer(message);
    }

    /// <summary>Hands the row over.</summary>
    public void End(long offset, IBatchWriter rows) => _row.End(offset, rows);

    void Begin(in DnsmasqHead head, DateTime time, Sides sides, Leg leg)
    {
        ref var message = ref _row.Begin(time, sides, leg);
        (message.Client, message.Transport) = (head.Client, head.Transport);
    }

    /// <summary><c>TYPE] NAME from CLIENT</c>. A name may hold spaces and words, an address none: the last <c>from</c> is dnsmasq's own.</summary>
    LineResult Query(ReadOnlySpan<byte> text)
    {
        var type = TextWords.TakeUntil(ref text, (byte)']');
        var end = text.LastIndexOf(" from "u8);
        if (end < 0 || text[0] != ' ')
        {
            return LineResult.Malformed(Cut);
        }
        if (!Address.TryParse(text[(end + " from "u8.Length)..].TrimEnd((byte)' '), out var client))
        {
            return LineResult.Malformed(NoClient);
        }
        ref var message = ref _row.Message;
        message.Client = message.Client.Address == client ? message.Client : new(client, 0);
        message.Type = DnsWords.Type(type.StartsWith("type="u8) ? type[5..] : type);
        return Named(end == 0 ? [] : text[1..end]);
    }

    /// <summary><c>NAME to SERVER[#port]</c>; the port is written where it is not 53, but never before 2.86.</summary>
    LineResult Forwarded(ReadOnlySpan<byte> text)
    {
        var end = text.LastIndexOf(" to "u8);
        if (end < 0)
        {
            return LineResult.Malformed(Cut);
        }
        var server = text[(end + " to "u8.Length)..];
        if (!DnsWords.TryEndpoint(TextWords.Take(ref server), out var endpoint))
        {
            return LineResult.Malformed(NoServer);
        }
        _row.Message.Server = endpoint;
        return Named(text[..end]);
    }

    /// <summary><c>SOURCE NAME is DATA</c>, among other messages.</summary>
    LineResult Answer(ReadOnlySpan<byte> text)
    {
        var source = DnsmasqWords.TakeSource(ref text);
        if (source == DnsmasqSource.None)
        {
            return LineResult.Ignored;
        }
        var end = text.IndexOf(" is "u8);
        if (end < 0)
        {
            // Of an answer that was cut to fit no name is written: "reply is truncated".
            return source == DnsmasqSource.Other || text.StartsWith("is "u8) ? LineResult.Ignored : LineResult.Malformed(Cut);
        }
        var name = text[..end];
        var data = text[(end + " is "u8.Length)..];
        var kind = DnsmasqWords.KindOf(data);
        if (source == DnsmasqSource.Other)
        {
            name = TextWords.TakeLast(ref name);
            // Text behind words of anyone's is an answer only where it is the name of an address.
            kind = kind == DnsmasqData.Text && (data.Contains((byte)' ') || !Address.TryParse(name, out _)) ? DnsmasqData.None : kind;
        }
        if (kind == DnsmasqData.None || (kind == DnsmasqData.Text && name.SequenceEqual("error"u8)))
        {
            return LineResult.Ignored;
        }
        return IsReverse(name, kind, out var address) ? HostOf(address, kind, data) : Data(name, kind, data);
    }

    LineResult Data(ReadOnlySpan<byte> name, DnsmasqData kind, ReadOnlySpan<byte> data)
    {
        ref var message = ref _row.Message;
        message.Rcode = DnsmasqWords.RcodeOf(kind);
        message.Type = DnsmasqWords.TypeOf(kind);
        message.ShowsAnswers = kind is not (DnsmasqData.Record or DnsmasqData.Alias);
        var isAdded = kind switch
        {
            DnsmasqData.Address => _row.Records.TryAdd(TextWords.Take(ref data), RecordTypes.A),
            DnsmasqData.Text => _row.Records.TryAdd(RecordTypes.Txt, ResourceRecord.UnknownTtl, [], data),
            _ => true,
        };
        return isAdded ? Named(name) : LineResult.Malformed(RecordTexts.TooLong);
    }

    /// <summary>
    /// Whether the address that was asked about stands in the place of the name, as it does where the name of a host was asked for: then its data is a name or
    /// nothing. Where nothing is, a client may also have asked for a name that looks like an address; that is rarer.
    /// </summary>
    static bool IsReverse(ReadOnlySpan<byte> name, DnsmasqData kind, out Address address) =>
        Address.TryParse(name, out address) && kind is not (DnsmasqData.Address or DnsmasqData.Record or DnsmasqData.Alias);

    LineResult HostOf(Address address, DnsmasqData kind, ReadOnlySpan<byte> data)
    {
        Span<byte> name = stackalloc byte[WireName.MaxBytes];
        _row.SetName(name[..ReverseNames.ToWire(address, name)]);
        ref var message = ref _row.Message;
        (message.Type, message.Rcode, message.ShowsAnswers) = (RecordTypes.Ptr, DnsmasqWords.RcodeOf(kind), true);
        if (kind == DnsmasqData.Text && data.SequenceEqual(Unprintable))
        {
            message.ShowsAnswers = false;
            return LineResult.Observed;
        }
        var isAdded = kind != DnsmasqData.Text || _row.Records.TryAdd(RecordTypes.Ptr, ResourceRecord.UnknownTtl, [], data);
        return isAdded ? LineResult.Observed : LineResult.Malformed(RecordTexts.TooLong);
    }

    LineResult Named(ReadOnlySpan<byte> name)
    {
        _row.Message.IsNameHidden = name.SequenceEqual(Unprintable);
        return _row.Message.IsNameHidden || _row.TryRawName(name) ? LineResult.Observed : LineResult.Malformed(LogRow.NoName);
    }
}
