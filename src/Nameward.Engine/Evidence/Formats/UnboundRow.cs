using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// What a message of Unbound shows. With <c>log-queries</c> a line is the query, with <c>log-replies</c> the response, told apart by how many words they have:
/// with both options on each look-up has both lines (<c>log_query_in</c> and <c>log_reply_info</c> in util/). What a local zone or a policy zone did, and why an
/// answer was SERVFAIL, is the same look-up once more, seen inside the server: <see cref="Leg.Internal"/>.
/// </summary>
sealed class UnboundRow
{
    const string FewFields = "fewer fields than Unbound writes", NoClient = "the address of the client cannot be read";

    /// <summary>Codes of an answer (RFC 1035 section 4.1.1).</summary>
    const ushort NoError = 0, ServFail = 2, Refused = 5;

    /// <summary>Bytes of a last label of one letter and of 63, with the byte before it and that of the root behind it.</summary>
    const int ShortestEnd = 3, LongestEnd = 65;

    /// <summary>How local zones answer (<c>local_zone_type2str</c> in services/localzone.c).</summary>
    static readonly byte[][] ZoneTypes =
    [
        [.. "transparent"u8], [.. "typetransparent"u8], [.. "static"u8], [.. "redirect"u8], [.. "deny"u8], [.. "refuse"u8], [.. "nodefault"u8], [.. "inform"u8],
        [.. "inform_deny"u8], [.. "inform_redirect"u8], [.. "always_transparent"u8], [.. "block_a"u8], [.. "always_refuse"u8], [.. "always_nxdomain"u8],
        [.. "always_nodata"u8], [.. "always_deny"u8], [.. "always_null"u8], [.. "noview"u8], [.. "truncate"u8],
    ];

    readonly LogRow _row = new();

    /// <summary>Reads a message; what is observed stands in the row then.</summary>
    public LineResult Begin(in UnboundHead head, DateTime time)
    {
        var text = head.Message;
        _row.Begin(time, Sides.None, Leg.Client);
        if (head.Type.SequenceEqual("query"u8) || head.Type.SequenceEqual("reply"u8))
        {
            return Exchange(text);
        }
        if (head.Type.SequenceEqual("error"u8))
        {
            return TextWords.TryTake(ref text, "SERVFAIL <"u8) ? Failure(text) : LineResult.Ignored;
        }
        return head.Type.SequenceEqual("info"u8) ? Information(text) : LineResult.Ignored;
    }

    /// <summary>Hands the row over.</summary>
    public void End(long offset, IBatchWriter rows) => _row.End(offset, rows);

    /// <summary>Among much else that is of no concern, queries and replies that are not marked as such begin with the address of the client.</summary>
    LineResult Information(ReadOnlySpan<byte> text)
    {
        var rest = text;
        var first = TextWords.Take(ref rest);
        if (Address.TryParse(first, out _))
        {
            return Exchange(text);
        }
        return TextWords.TryTake(ref text, "rpz: applied "u8) ? Policy(text) : LocalAction(text);
    }

    /// <summary><c>client name type class</c>, and of a reply <c>rcode seconds cached bytes[ on protocol server port]</c> behind it.</summary>
    LineResult Exchange(ReadOnlySpan<byte> text)
    {
        if (!Address.TryParse(TextWords.Take(ref text), out var client))
        {
            return LineResult.Malformed(NoClient);
        }
        _row.Message.Client = new(client, 0);
        var name = TextWords.Take(ref text);
        if (name.SequenceEqual("-"u8))
        {
            // A message that could not be read: its client and its answer FORMERR are known, and no name.
            return text.StartsWith("- - "u8) ? LineResult.Ignored : LineResult.Malformed(FewFields);
        }
        if (!TryQuestion(name, TextWords.Take(ref text), TextWords.Take(ref text)))
        {
            return LineResult.Malformed(name.IsEmpty || TryName(name) ? FewFields : LogRow.NoName);
        }
        _row.Message.Sides = text.IsEmpty ? Sides.Query : Sides.Response;
        return text.IsEmpty || TryReply(text) ? LineResult.Observed : LineResult.Malformed(FewFields);
    }

    bool TryReply(ReadOnlySpan<byte> text)
    {
        ref var message = ref _row.Message;
        message.Rcode = DnsWords.Rcode(TextWords.Take(ref text));
        var isTimed = Durations.TrySeconds(TextWords.Take(ref text), out _);
        var cached = TextWords.Take(ref text);
        if (!isTimed || cached is not [(byte)'0' or (byte)'1'] || !Numbers.TryUInt16(TextWords.Take(ref text), out var bytes))
        {
            return false;
        }
        message.Bytes = bytes;
        if (!TextWords.TryTake(ref text, "on "u8))
        {
            return true;
        }
        message.Transport = DnsWords.Transport(TextWords.Take(ref text));
        var isServer = Address.TryParse(TextWords.Take(ref text), out var server);
        if (isServer & Numbers.TryUInt16(TextWords.Take(ref text), out var port))
        {
            message.Server = new(server, port);
        }
        return true;
    }

    /// <summary><c>name type class>: reason</c>, for whichever client it was asked.</summary>
    LineResult Failure(ReadOnlySpan<byte> text)
    {
        ref var message = ref _row.Message;
        (message.Leg, message.Sides, message.Rcode) = (Leg.Internal, Sides.Response, ServFail);
        text = TextWords.TakeUntil(ref text, (byte)'>');
        return TryQuestion(TextWords.Take(ref text), TextWords.Take(ref text), text) ? LineResult.Observed : LineResult.Malformed(FewFields);
    }

    /// <summary>
    /// <c>[list] trigger action client@port name type class</c>. Tag and trigger are free text, so that words are taken from the end. Where a client did not
    /// ask itself, there is none.
    /// </summary>
    LineResult Policy(ReadOnlySpan<byte> text)
    {
        if (!TryTakeQuestion(ref text))
        {
            return LineResult.Malformed(FewFields);
        }
        var client = TextWords.TakeLast(ref text);
        var action = TextWords.TakeLast(ref text);
        if (!client.IsEmpty && !TryClient(client))
        {
            return LineResult.Malformed(NoClient);
        }
        SetAction(action switch
        {
            _ when action.SequenceEqual("rpz-nxdomain"u8) => DnsWords.NxDomain,
            _ when action.SequenceEqual("rpz-nodata"u8) => NoError,
            _ => null,
        }, isAnswer: action.SequenceEqual("rpz-local-data"u8) || action.SequenceEqual("rpz-cname-override"u8));
        return LineResult.Observed;
    }

    /// <summary><c>[zone ]type client@port name type class</c>; whatever else an information says has other words there.</summary>
    LineResult LocalAction(ReadOnlySpan<byte> text)
    {
        if (!TryTakeQuestion(ref text) || !TryClient(TextWords.TakeLast(ref text)))
        {
            return LineResult.Ignored;
        }
        var type = TextWords.TakeLast(ref text);
        if (!IsZoneType(type))
        {
            return LineResult.Ignored;
        }
        SetAction(type switch
        {
            _ when type.SequenceEqual("always_nxdomain"u8) => DnsWords.NxDomain,
            _ when type.SequenceEqual("always_nodata"u8) || type.SequenceEqual("always_null"u8) => NoError,
            _ when type.SequenceEqual("always_refuse"u8) => Refused,
            _ => null,
        }, isAnswer: false);
        return LineResult.Observed;
    }

    /// <summary>Only an action of which it is certain that it answers by itself shows a response.</summary>
    void SetAction(ushort? rcode, bool isAnswer)
    {
        ref var message = ref _row.Message;
        message.Leg = Leg.Internal;
        message.Sides = rcode is null && !isAnswer ? Sides.Query : Sides.Response;
        message.Rcode = rcode;
    }

    bool TryClient(ReadOnlySpan<byte> text)
    {
        var isClient = text.Contains((byte)'@') & DnsWords.TryEndpoint(text, out var client);
        _row.Message.Client = client;
        return isClient;
    }

    bool TryTakeQuestion(scoped ref ReadOnlySpan<byte> text)
    {
        var zoneClass = TextWords.TakeLast(ref text);
        var type = TextWords.TakeLast(ref text);
        return TryQuestion(TextWords.TakeLast(ref text), type, zoneClass);
    }

    bool TryQuestion(ReadOnlySpan<byte> name, ReadOnlySpan<byte> type, ReadOnlySpan<byte> zoneClass)
    {
        _row.Message.Type = DnsWords.Type(type);
        return !type.IsEmpty && DnsWords.IsClass(zoneClass) && TryName(name);
    }

    /// <summary>
    /// Takes a name, whose end is a dot, or <c>&amp;</c> in the place of the last label where the name is of the full 255 bytes, as those of tunnels are: then its
    /// zone is not known. A byte that is no letter, digit, hyphen, underscore or star is written <c>?</c> (<c>dname_str</c> in util/data/dname.c).
    /// </summary>
    bool TryName(ReadOnlySpan<byte> name)
    {
        if (name is not [.., (byte)'.', (byte)'&'])
        {
            return name is [.., (byte)'.'] && _row.TryRawName(name);
        }
        var shown = name[..^1];
        if (shown.Length is < WireName.MaxBytes - LongestEnd or > WireName.MaxBytes - ShortestEnd || !_row.TryRawName(shown))
        {
            return false;
        }
        _row.SetName(WireName.Root);
        _row.Message.IsNameHidden = true;
        return true;
    }

    static bool IsZoneType(ReadOnlySpan<byte> word)
    {
        foreach (var type in ZoneTypes)
        {
            if (word.SequenceEqual(type))
            {
                return true;
            }
        }
        return false;
    }
}
