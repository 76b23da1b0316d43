using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// What a message of PowerDNS shows. The Authoritative Server writes queries; the Recursor writes a line for the question and one for the answer, each one
/// side of the same look-up; the classic line of the answer does not say whose it is, and so is the same look-up seen inside the server. Names are in presentation form (<c>DNSName::toLogString</c>): a space is <c>\032</c>, and a quote or a bar stands as it is.
/// </summary>
sealed class PowerDnsRow
{
    const string FewFields = "fewer fields than PowerDNS writes", Cut = "the line is cut", NoClient = "the address of the client cannot be read";

    readonly LogRow _row = new();
    readonly byte[] _unquoted = new byte[4 * WireName.MaxBytes];

    /// <summary>Reads a message; what is observed stands in the row then.</summary>
    public LineResult Begin(ReadOnlySpan<byte> message, DateTime time)
    {
        _row.Begin(time, Sides.Query, Leg.Client);
        if (PowerDnsFields.Begin(message))
        {
            return Structured(PowerDnsFields.Of(message));
        }
        if (TextWords.TryTake(ref message, "Remote "u8))
        {
            return Authoritative(message);
        }
        if (TextWords.TryTake(ref message, "TCP Remote "u8))
        {
            _row.Message.Transport = Transport.Tcp;
            return Authoritative(message);
        }
        return TakeThread(ref message) ? Classic(message) : LineResult.Ignored;
    }

    /// <summary>Hands the row over.</summary>
    public void End(long offset, IBatchWriter rows) => _row.End(offset, rows);

    /// <summary><c>ip[:port][&lt;-subnet] wants 'NAME|TYPE', do = ...</c>.</summary>
    LineResult Authoritative(ReadOnlySpan<byte> text)
    {
        var client = TextWords.Take(ref text);
        var subnet = client.IndexOf("<-"u8);
        if (!TextWords.TryTake(ref text, "wants '"u8))
        {
            return LineResult.Malformed(Cut);
        }
        return Question(text, "', do = "u8) ?? Asked(subnet < 0 ? client : client[..subnet]);
    }

    /// <summary>Takes <c>2 [1572/1] </c> off: the thread, the look-up's number in it and how many look-ups there are.</summary>
    static bool TakeThread(scoped ref ReadOnlySpan<byte> message)
    {
        var rest = message;
        var isThread = Numbers.TryUInt16(TextWords.Take(ref rest), out _);
        var lookUp = TextWords.Take(ref rest);
        if (!isThread || lookUp is not [(byte)'[', .., (byte)']'] || !lookUp.Contains((byte)'/'))
        {
            return false;
        }
        message = rest;
        return true;
    }

    /// <summary><c>[TCP ]question for 'NAME|TYPE' from ip:port</c>, or <c>answer to question 'NAME|TYPE': ..., rcode=n</c>, in which no client stands.</summary>
    LineResult Classic(ReadOnlySpan<byte> text)
    {
        ref var message = ref _row.Message;
        message.Transport = TextWords.TryTake(ref text, "TCP "u8) ? Transport.Tcp : Transport.Unknown;
        if (TextWords.TryTake(ref text, "question for '"u8))
        {
            const int FromBytes = 7;
            var end = text.IndexOf("' from "u8);
            var client = end < 0 ? [] : text[(end + FromBytes)..];
            return Question(text, "' from "u8) ?? Asked(TextWords.Take(ref client));
        }
        if (!TextWords.TryTake(ref text, "answer to question '"u8))
        {
            return LineResult.Ignored;
        }
        (message.Sides, message.Leg) = (Sides.Response, Leg.Internal);
        var mark = text.LastIndexOf("rcode="u8);
        var rcode = mark < 0 ? [] : text[(mark + "rcode="u8.Length)..];
        message.Rcode = DnsWords.Rcode(TextWords.TakeUntil(ref rcode, (byte)','));
        return Question(text, "': "u8) ?? (message.Rcode is null ? LineResult.Malformed(Cut) : LineResult.Observed);
    }

    /// <summary><c>NAME|TYPE</c> before a mark that begins with a quote and holds a space, which no name does. Null where all is well.</summary>
    LineResult? Question(ReadOnlySpan<byte> text, ReadOnlySpan<byte> mark)
    {
        var end = text.IndexOf(mark);
        var bar = end < 0 ? -1 : text[..end].LastIndexOf((byte)'|');
        if (bar < 0)
        {
            return LineResult.Malformed(Cut);
        }
        _row.Message.Type = DnsWords.Type(text[(bar + 1)..end]);
        return _row.TryName(text[..bar]) ? null : LineResult.Malformed(LogRow.NoName);
    }

    LineResult Structured(in PowerDnsFields fields)
    {
        ref var message = ref _row.Message;
        if (fields.Message.SequenceEqual("Answer"u8))
        {
            message.Sides = Sides.Response;
            message.Rcode = DnsWords.Rcode(fields.Rcode);
        }
        else if (!fields.Message.SequenceEqual("Question"u8) && !fields.Message.SequenceEqual("Query received"u8))
        {
            return LineResult.Ignored;
        }
        if (fields.Name.IsEmpty || fields.Type.IsEmpty || fields.Remote.IsEmpty || (message.Sides == Sides.Response && message.Rcode is null))
        {
            return LineResult.Malformed(FewFields);
        }
        message.Type = DnsWords.Type(fields.Type);
        message.Transport = DnsWords.Transport(fields.Protocol);
        var length = PowerDnsFields.Unquote(fields.Name, _unquoted);
        return length > 0 && _row.TryName(_unquoted.AsSpan(0, length)) ? Asked(fields.Remote) : LineResult.Malformed(LogRow.NoName);
    }

    LineResult Asked(ReadOnlySpan<byte> client)
    {
        var isClient = DnsWords.TryEndpoint(client, out var endpoint);
        _row.Message.Client = endpoint;
        return isClient ? LineResult.Observed : LineResult.Malformed(NoClient);
    }
}
