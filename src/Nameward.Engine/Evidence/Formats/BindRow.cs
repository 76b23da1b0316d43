using System.Buffers;
using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// What a line about a client shows. <c>query:</c> is a query, written before it is answered; <c>response:</c> (9.20 with <c>responselog</c>) and
/// <c>query failed</c> are the response to it, which stands in the log beside its query. What a policy zone or an access list decided is the same look-up
/// once more, seen inside the server: these rows are <see cref="Leg.Internal"/>, so that no look-up is counted twice, and they alone say which policy
/// answered. AA and RA are in none of the lines: a response is never marked <see cref="HeaderBits.Shown"/>.
/// </summary>
sealed class BindRow
{
    /// <summary>Why a line is malformed that ends too early.</summary>
    public const string FewFields = "fewer fields than BIND writes";

    /// <summary>The code with which a server says that it will not answer (RFC 1035 section 4.1.1).</summary>
    const ushort Refused = 5;

    static readonly SearchValues<byte> FlagBytes = SearchValues.Create("ESTDCVK()0123456789"u8);

    readonly LogRow _row = new();
    readonly BindAnswers _answers = new();

    ref DnsMessage Row => ref _row.Message;

    /// <summary>Reads a message.</summary>
    /// <param name="time">When it was written, UTC.</param>
    /// <param name="client">The message and its client.</param>
    /// <param name="isOfQueries">Whether the line shows a category in which nothing but queries or responses are written.</param>
    public LineResult Begin(DateTime time, in BindClient client, bool isOfQueries)
    {
        _row.Begin(time, Sides.None, Leg.Client).Client = client.Peer;
        var message = client.Message;
        var result = message switch
        {
            _ when message.StartsWith("query: "u8) => Query(message[7..]),
            _ when message.StartsWith("response: "u8) => Response(message[10..]),
            _ when message.StartsWith("answer: "u8) => Answer(message[8..]),
            _ when message.StartsWith("UDP: query: "u8) => QueryAndResponse(message[12..], Transport.Udp),
            _ when message.StartsWith("TCP: query: "u8) => QueryAndResponse(message[12..], Transport.Tcp),
            _ when isOfQueries => LineResult.Malformed("neither a query nor a response in a category of these"),
            _ when message.StartsWith("query failed ("u8) => Failure(message[14..]),
            _ when message.StartsWith("rpz "u8) => Rewrite(message[4..], client.Question, isInForce: true),
            _ when message.StartsWith("disabled rpz "u8) => Rewrite(message[13..], client.Question, isInForce: false),
            [_, ..] when BindText.IsCut(message, "query: "u8) || BindText.IsCut(message, "response: "u8) => LineResult.Malformed(BindText.Cut),
            _ => Denial(message),
        };
        return result.IsObserved && client.Peer.Address.IsNone ? LineResult.Malformed("a query of no client") : result;
    }

    /// <summary>Reads an event of Infoblox.</summary>
    public LineResult Begin(DateTime time, ReadOnlySpan<byte> message) => InfobloxEvent.Read(message, time, _row);

    /// <summary>
    /// Reads <c>List Matched 192.0.2.1#32622: query: NAME CLASS TYPE (server) {lists} [tags]</c> of SOLIDserver: the same look-up once more, seen inside the
    /// server.
    /// </summary>
    public LineResult BeginListMatch(DateTime time, ReadOnlySpan<byte> message)
    {
        message = message[BindProducts.ListMatch.Length..];
        var peer = TextWords.Take(ref message);
        if (!DnsWords.TryEndpoint(peer.TrimEnd((byte)':'), out var client) || !TextWords.TryTake(ref message, "query: "u8))
        {
            return LineResult.Malformed(BindClient.Problem);
        }
        _row.Begin(time, Sides.Query, Leg.Internal).Client = client;
        return Query(message);
    }

    /// <summary>Whether it is the refusal of a transfer of a zone, which is more than a look-up that was refused.</summary>
    public bool IsRefusedTransfer => Row.Leg == Leg.Internal && Row.Rcode == Refused && Row.Type is RecordTypes.Axfr or RecordTypes.Ixfr;

    /// <summary>Hands the row over.</summary>
    /// <param name="offset">Where its line begins.</param>
    /// <param name="rows">Takes it.</param>
    public void End(long offset, IBatchWriter rows) => _row.End(offset, rows);

    /// <summary><c>NAME CLASS TYPE FLAGS[ (server)][ [ECS address/source/scope]]</c>; the server's address came with 9.7.</summary>
    LineResult Query(ReadOnlySpan<byte> text)
    {
        var name = TextWords.Take(ref text);
        if (!TakeClassAndType(ref text) || text.IsEmpty)
        {
            return LineResult.Malformed(FewFields);
        }
        Row.Sides = Sides.Query;
        return Flags(text, HeaderBits.Shown) ?? Named(name);
    }

    /// <summary><c>NAME CLASS TYPE RCODE answers authorities additionals FLAGS (server)[ [ECS ...]]</c>: how many records, and none of them.</summary>
    LineResult Response(ReadOnlySpan<byte> text)
    {
        var name = TextWords.Take(ref text);
        var hasType = TakeClassAndType(ref text);
        var rcode = TextWords.Take(ref text);
        var areCounts = IsNumber(ref text) & IsNumber(ref text) & IsNumber(ref text);
        if (!hasType || !areCounts || text.IsEmpty)
        {
            return LineResult.Malformed(FewFields);
        }
        Row.Sides = Sides.Response;
        Row.Rcode = DnsWords.Rcode(rcode);
        return Flags(text, HeaderBits.None) ?? Named(name);
    }

    /// <summary><c>NAME CLASS TYPE[ FLAGS] (server) -> RCODE[ records]</c> (EfficientIP SOLIDserver): the response to a query that has a line of its own.</summary>
    LineResult Answer(ReadOnlySpan<byte> text)
    {
        var arrow = text.IndexOf(" -> "u8);
        if (arrow < 0)
        {
            return LineResult.Malformed(BindText.Cut);
        }
        var records = text[(arrow + 4)..];
        var result = Query(text[..arrow]);
        Row.Sides = Sides.Response;
        Row.Header &= ~HeaderBits.Shown;
        Row.Rcode = DnsWords.Rcode(TextWords.Take(ref records));
        Row.ShowsAnswers = true;
        return !result.IsObserved || _answers.TryAddWords(_row, records) ? result : LineResult.Malformed(RecordTexts.TooLong);
    }

    /// <summary>
    /// <c>NAME CLASS TYPE response: RCODE FLAGS[ records]</c> (Infoblox NIOS): the response to a query that has a line of its own. A in the flags is AA.
    /// </summary>
    LineResult QueryAndResponse(ReadOnlySpan<byte> text, Transport transport)
    {
        var name = TextWords.Take(ref text);
        if (!TakeClassAndType(ref text) || !TextWords.TryTake(ref text, "response: "u8))
        {
            return LineResult.Malformed(FewFields);
        }
        Row.Sides = Sides.Response;
        Row.Transport = transport;
        Row.Rcode = DnsWords.Rcode(TextWords.Take(ref text));
        var flags = TextWords.Take(ref text);
        Row.Header = (flags.StartsWith("+"u8) ? HeaderBits.RecursionDesired : HeaderBits.None) | (flags.Contains((byte)'A') ? HeaderBits.Authoritative : HeaderBits.None);
        Row.ShowsAnswers = true;
        return BindAnswers.TryAddList(_row, text) ? Named(name) : LineResult.Malformed(RecordTexts.TooLong);
    }

    /// <summary><c>RESULT) for NAME/CLASS/TYPE at FILE:LINE</c>. A result in words is BIND's own; with what code it answered then is not written.</summary>
    LineResult Failure(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOf(") "u8);
        if (end < 0)
        {
            return LineResult.Malformed(BindText.Cut);
        }
        var rcode = DnsWords.Rcode(text[..end]);
        text = text[(end + 2)..];
        if (!text.StartsWith("for "u8))
        {
            return LineResult.Ignored;
        }
        text = text[4..];
        var name = TextWords.Take(ref text);
        var type = BindText.TakeLastPart(ref name);
        if (!DnsWords.IsClass(BindText.TakeLastPart(ref name)))
        {
            return LineResult.Malformed(FewFields);
        }
        Row.Sides = Sides.Response;
        Row.Rcode = rcode;
        Row.Type = DnsWords.Type(type);
        return Named(name);
    }

    /// <summary>
    /// <c>TRIGGER POLICY rewrite NAME[/TYPE/CLASS] via RULE[ (CNAME to: TARGET)]</c>. The name is the one at which the policy took hold, maybe an alias of
    /// what was asked, so the client's question goes before it. Only a policy in force that answers by itself shows a response.
    /// </summary>
    LineResult Rewrite(ReadOnlySpan<byte> text, ReadOnlySpan<byte> question, bool isInForce)
    {
        TextWords.Take(ref text);
        var policy = TextWords.Take(ref text);
        if (policy.SequenceEqual("rewrite"u8) || !TextWords.Take(ref text).SequenceEqual("rewrite"u8))
        {
            return LineResult.Ignored;
        }
        var name = TextWords.Take(ref text);
        if (!text.StartsWith("via "u8))
        {
            return LineResult.Malformed(BindText.Cut);
        }
        var rest = name;
        ushort type = 0;
        if (DnsWords.IsClass(BindText.TakeLastPart(ref rest)))
        {
            type = DnsWords.Type(BindText.TakeLastPart(ref rest));
            name = rest;
        }
        Row.Leg = Leg.Internal;
        Row.Sides = isInForce ? SidesOf(policy) : Sides.Query;
        Row.Rcode = isInForce ? CodeOf(policy) : null;
        Row.Type = type;
        return Named(question.IsEmpty ? name : question);
    }

    /// <summary>Whether a policy answers by itself. PASSTHRU and DNS64 leave the answer to others, DROP gives none, TCP-ONLY asks for the query again.</summary>
    static Sides SidesOf(ReadOnlySpan<byte> policy) =>
        CodeOf(policy) is not null || policy.SequenceEqual("Local-Data"u8) || policy.SequenceEqual("CNAME"u8) ? Sides.Response : Sides.Query;

    /// <summary>The code of the answer that a policy gives; null where it gives none, or an alias whose target decides: Local-Data may be one.</summary>
    static ushort? CodeOf(ReadOnlySpan<byte> policy)
    {
        const ushort NoError = 0, NxDomain = 3;
        if (policy.SequenceEqual("NXDOMAIN"u8))
        {
            return NxDomain;
        }
        return policy.SequenceEqual("NODATA"u8) ? NoError : null;
    }

    /// <summary><c>query[ (cache)] 'NAME/TYPE/CLASS' denied[ (reason)]</c>, and the same of a zone transfer: the client is refused.</summary>
    LineResult Denial(ReadOnlySpan<byte> text)
    {
        var start = text.IndexOf("'"u8);
        var isDenial = start > 0 && (text[..start].SequenceEqual("query (cache) "u8) || text[..start].SequenceEqual("query "u8) || text[..start].SequenceEqual("zone transfer "u8));
        if (!isDenial)
        {
            return LineResult.Ignored;
        }
        text = text[(start + 1)..];
        var name = TextWords.Take(ref text);
        if (!text.StartsWith("denied"u8))
        {
            return LineResult.Ignored;
        }
        name = name.TrimEnd((byte)'\'');
        var isComplete = DnsWords.IsClass(BindText.TakeLastPart(ref name));
        var type = BindText.TakeLastPart(ref name);
        Row.Leg = Leg.Internal;
        Row.Sides = Sides.Response;
        Row.Rcode = Refused;
        Row.Type = DnsWords.Type(type);
        return isComplete ? Named(name) : LineResult.Malformed(FewFields);
    }

    bool TakeClassAndType(ref ReadOnlySpan<byte> text)
    {
        var isClass = DnsWords.IsClass(TextWords.Take(ref text));
        var type = TextWords.Take(ref text);
        Row.Type = DnsWords.Type(type);
        return isClass && !type.IsEmpty;
    }

    /// <summary>
    /// Reads <c>+E(0)TDC (192.0.2.53)</c>: RD or not, then a set whose order changed between versions: EDNS, signed, TCP (TLS and HTTPS too), DO, CD, cookie.
    /// </summary>
    /// <returns>Null where all is well.</returns>
    LineResult? Flags(ReadOnlySpan<byte> text, HeaderBits shown)
    {
        // SOLIDserver leaves the flags out where it is told to.
        var flags = text is [(byte)'(', ..] ? "-"u8 : TextWords.Take(ref text);
        if (flags is not [(byte)'+' or (byte)'-', ..] || flags[1..].ContainsAnyExcept(FlagBytes))
        {
            return LineResult.Malformed("the flags cannot be read");
        }
        var server = default(Endpoint);
        if (!text.IsEmpty)
        {
            var end = text.IndexOf((byte)')');
            if (text[0] != '(' || end < 0 || !DnsWords.TryEndpoint(text[1..end], out server))
            {
                return LineResult.Malformed("the address of the server cannot be read");
            }
        }
        Row.Server = server;
        Row.Transport = flags.Contains((byte)'T') ? Transport.Tcp : Transport.Udp;
        Row.Header = shown | (flags[0] == '+' ? HeaderBits.RecursionDesired : HeaderBits.None);
        return null;
    }

    LineResult Named(ReadOnlySpan<byte> name)
    {
        return !name.IsEmpty && _row.TryName(name) ? LineResult.Observed : LineResult.Malformed(LogRow.NoName);
    }

    static bool IsNumber(ref ReadOnlySpan<byte> text) => Numbers.TryUInt16(TextWords.Take(ref text), out _);
}
