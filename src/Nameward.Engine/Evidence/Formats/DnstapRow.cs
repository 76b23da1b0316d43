using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Evidence.Wire;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Makes one record of each dnstap frame. A frame of a query shows the query, one of a response the response, and both where it carries the query's bytes too.
/// What looks nothing up (UPDATE, NOTIFY), messages without a question and frames without a message's bytes are ignored.
/// </summary>
sealed class DnstapRow
{
    const ulong IpV4 = 1, IpV6 = 2;
    const int Kinds = 6;

    readonly WireParser _parser = new();

    /// <summary>On which part of the way each kind of message is taken: AUTH, RESOLVER, CLIENT, FORWARDER, STUB and TOOL, two types each.</summary>
    static ReadOnlySpan<Leg> Legs => [Leg.Client, Leg.Upstream, Leg.Client, Leg.Upstream, Leg.Client, Leg.Client];

    /// <summary>By <c>socket_protocol</c>. DNSCrypt has no value of its own: what carries it is neither plain UDP nor plain TCP.</summary>
    static ReadOnlySpan<Transport> Transports =>
        [Transport.Unknown, Transport.Udp, Transport.Tcp, Transport.Tls, Transport.Https, Transport.Unknown, Transport.Unknown, Transport.Quic];

    /// <summary>Reports a frame once.</summary>
    public void Write(in DnstapFrame frame, long offset, IBatchWriter rows)
    {
        var result = Read(frame, offset, rows);
        if (result.Because is { } because)
        {
            rows.Malformed(offset, because);
        }
        else if (!result.IsObserved)
        {
            rows.Ignored(offset);
        }
    }

    LineResult Read(in DnstapFrame frame, long offset, IBatchWriter rows)
    {
        if (!frame.IsMessage || frame.Type > 2 * Kinds || (frame.QueryMessage.IsEmpty && frame.ResponseMessage.IsEmpty))
        {
            return LineResult.Ignored;
        }
        if (frame.Type == 0)
        {
            return LineResult.Malformed(DnstapDamage.NoType);
        }
        if (!Fits(frame.QueryAddress, frame.Family) || !Fits(frame.ResponseAddress, frame.Family))
        {
            return LineResult.Malformed(DnstapDamage.Address);
        }
        if (frame.QueryPort > ushort.MaxValue || frame.ResponsePort > ushort.MaxValue)
        {
            return LineResult.Malformed(DnstapDamage.Port);
        }
        Address client = Address.FromBytes(frame.QueryAddress), server = Address.FromBytes(frame.ResponseAddress);
        if (!rows.Wants(client, server))
        {
            return LineResult.Ignored;
        }
        var damage = ReadMessages(frame, out var row);
        if (damage is not null || row.Sides == Sides.None)
        {
            return damage is null ? LineResult.Ignored : LineResult.Malformed(damage);
        }
        row.At = new(0, offset);
        row.Leg = Legs[(int)(frame.Type - 1) / 2];
        row.Transport = frame.Protocol < (ulong)Transports.Length ? Transports[(int)frame.Protocol] : Transport.Unknown;
        row.Client = new(client, (ushort)frame.QueryPort);
        row.Server = new(server, (ushort)frame.ResponsePort);
        row.Time = Time(frame, row.Sides);
        rows.Message(row, _parser.Name, _parser.Records);
        return LineResult.Observed;
    }

    /// <summary>When it was seen: the query where it is shown, else the response; the other of the two where its own time is missing.</summary>
    static DateTime Time(in DnstapFrame frame, Sides sides)
    {
        DateTime query = frame.QueryTime, response = frame.ResponseTime;
        var own = (sides & Sides.Query) != 0 ? query : response;
        return own != DateTime.MinValue ? own : query != DateTime.MinValue ? query : response;
    }

    /// <summary>Reads the response, or the query where there is none; no side is set where nothing is looked up.</summary>
    /// <returns>What is wrong, or null.</returns>
    string? ReadMessages(in DnstapFrame frame, out DnsMessage row)
    {
        var isResponse = frame.Type % 2 == 0;
        row = default;
        if (!isResponse || frame.ResponseMessage.IsEmpty)
        {
            return frame.QueryMessage.IsEmpty ? null : isResponse ? ReadHalf(frame, out row) : ReadQuery(frame, out row);
        }
        var result = _parser.Parse(frame.ResponseMessage, frame.ResponseMessage.Length);
        if (result.Question is WireDamage.None or WireDamage.NoQuestion && !_parser.Header.IsResponse)
        {
            return DnstapDamage.Direction;
        }
        if (result.Question == WireDamage.NoQuestion && _parser.Header.IsQuery && !frame.QueryMessage.IsEmpty)
        {
            return ReadAnsweredQuery(frame, out row);
        }
        if (result.HasQuestion && _parser.Header.IsQuery)
        {
            row = WireRow.Of(_parser, frame.ResponseMessage.Length);
            row.Sides |= frame.QueryMessage.IsEmpty ? Sides.None : Sides.Query;
        }
        return result.Question is WireDamage.None or WireDamage.NoQuestion ? null : result.Question.Because();
    }

    string? ReadQuery(in DnstapFrame frame, out DnsMessage row)
    {
        row = default;
        var result = _parser.Parse(frame.QueryMessage, frame.QueryMessage.Length);
        if (result.Question is not WireDamage.None and not WireDamage.NoQuestion)
        {
            return result.Question.Because();
        }
        if (_parser.Header.IsResponse)
        {
            return DnstapDamage.Direction;
        }
        row = result.HasQuestion && _parser.Header.IsQuery ? WireRow.Of(_parser, frame.QueryMessage.Length) : default;
        return null;
    }

    /// <summary>A response of which the frame shows that it was given and the query that it answers, and nothing more.</summary>
    string? ReadHalf(in DnstapFrame frame, out DnsMessage row)
    {
        var damage = ReadQuery(frame, out row);
        if (row.Sides != Sides.None)
        {
            row.Sides |= Sides.Response;
            row.Header = HeaderBits.None;
            row.Bytes = 0;
        }
        return damage;
    }

    /// <summary>A response that repeats no question, as some of FORMERR do, to a query that the frame holds as well.</summary>
    string? ReadAnsweredQuery(in DnstapFrame frame, out DnsMessage row)
    {
        var response = _parser.Header;
        var damage = ReadHalf(frame, out row);
        if (row.Sides != Sides.None)
        {
            row.Rcode = response.Rcode;
            row.Header = response.Bits;
            row.Bytes = frame.ResponseMessage.Length;
        }
        return damage;
    }

    /// <summary>Some writers leave addresses out, some the family.</summary>
    static bool Fits(ReadOnlySpan<byte> address, ulong family) => address.Length switch
    {
        0 => true,
        4 => family is 0 or IpV4,
        16 => family is 0 or IpV6,
        _ => false,
    };
}
