using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>One end of a connection: <c>inside:192.0.2.7/40000 (203.0.113.9/1024)</c>, a user in brackets behind either.</summary>
/// <param name="Real">The end on its own side of the firewall.</param>
/// <param name="Mapped">The same end as the other side sees it; that of no address where it is not said.</param>
readonly record struct CiscoEnd(Endpoint Real, Endpoint Mapped)
{
    /// <summary>The end as who speaks to it knows it.</summary>
    public Endpoint Seen => Mapped.Address.IsNone ? Real : Mapped;

    /// <summary>Takes an end off a text.</summary>
    public static bool TryTake(scoped ref ReadOnlySpan<byte> text, out CiscoEnd end)
    {
        end = default;
        var word = TextWords.Take(ref text).TrimStart((byte)'(').TrimEnd(",;.)"u8);
        var bracket = word.IndexOf((byte)'(');
        if (!TryReal(bracket > 0 ? word[..bracket] : word, out var real))
        {
            return false;
        }
        // What stands in brackets right behind it is a user, or without a space the mapped end.
        var mapped = default(Endpoint);
        if (bracket > 0 && !FlowWords.TrySlashed(word[(bracket + 1)..], out mapped))
        {
            mapped = default;
        }
        if (text is [(byte)'(', ..] && text.IndexOf((byte)')') is > 0 and var close && !FlowWords.TrySlashed(text[1..close], out mapped))
        {
            mapped = default;
        }
        end = new(real, mapped);
        return true;
    }

    /// <summary>Reads <c>interface/192.0.2.7(40000)</c>, as access lists write it.</summary>
    public static bool TryOfList(ReadOnlySpan<byte> word, out Endpoint end)
    {
        word = word[(word.IndexOf((byte)'/') + 1)..];
        var bracket = word.IndexOf((byte)'(');
        var close = bracket < 0 ? -1 : word[bracket..].IndexOf((byte)')');
        var port = (ushort)0;
        var isRead = Address.TryParse(bracket < 0 ? word : word[..bracket], out var address) && (close < 0 || Numbers.TryUInt16(word.Slice(bracket + 1, close - 1), out port));
        end = new(address, port);
        return isRead;
    }

    /// <summary>The name of an interface ends with the first colon; not all messages have one.</summary>
    static bool TryReal(ReadOnlySpan<byte> word, out Endpoint end) => FlowWords.TrySlashed(word, out end) || FlowWords.TrySlashed(word[(word.IndexOf((byte)':') + 1)..], out end);
}
