using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// What Infoblox NIOS writes in CEF: <c>CEF:0|Infoblox|NIOS|version|RPZ-QNAME|ACTION|7|src=... msg="rpz QNAME NXDOMAIN rewrite NAME [TYPE] via RULE"</c>, and of
/// its Threat Protection <c>CEF:0|Infoblox|NIOS Threat|version|rule|name|7|src=... fqdn=NAME hit_count=4</c>. Values are in double quotes, which CEF does not
/// know. Both tell of a look-up that has a line of its own, so they are seen inside the server.
/// </summary>
static class InfobloxEvent
{
    /// <summary>How they begin.</summary>
    public static ReadOnlySpan<byte> Beginning => "CEF:0|Infoblox|"u8;

    /// <summary>Reads one into a row. Ignored are those that name no question.</summary>
    public static LineResult Read(ReadOnlySpan<byte> text, DateTime time, LogRow row)
    {
        ref var message = ref row.Begin(time, Sides.Query, Leg.Internal);
        if (!TryEndpoint(text, " src="u8, " spt="u8, out var client) || !TryEndpoint(text, " dst="u8, " dpt="u8, out var server))
        {
            return LineResult.Malformed("an address or a port cannot be read");
        }
        (message.Client, message.Server, message.Type) = (client, server, DnsWords.Type(Value(text, " qtype="u8)));
        var name = Value(text, " fqdn="u8);
        if (name.IsEmpty)
        {
            var rewritten = Value(text, " msg="u8);
            var at = rewritten.IndexOf(" rewrite "u8);
            rewritten = at < 0 ? [] : rewritten[(at + 9)..];
            name = TextWords.Take(ref rewritten);
        }
        if (name.IsEmpty)
        {
            return LineResult.Ignored;
        }
        return row.TryName(name) ? LineResult.Observed : LineResult.Malformed(LogRow.NoName);
    }

    static bool TryEndpoint(ReadOnlySpan<byte> text, ReadOnlySpan<byte> addressKey, ReadOnlySpan<byte> portKey, out Endpoint endpoint)
    {
        endpoint = default;
        var address = Value(text, addressKey);
        if (!address.IsEmpty && !DnsWords.TryEndpoint(address, out endpoint))
        {
            return false;
        }
        endpoint = endpoint with { Port = Numbers.TryUInt16(Value(text, portKey), out var port) ? port : (ushort)0 };
        return true;
    }

    /// <summary>What stands behind a key, up to the next space or, where quoted, quote.</summary>
    static ReadOnlySpan<byte> Value(ReadOnlySpan<byte> text, ReadOnlySpan<byte> key)
    {
        // The first value follows the bar behind the severity.
        var at = text.IndexOf(key);
        at = at < 0 && text.IndexOf(key[1..]) is > 0 and var first && text[first - 1] == '|' ? first - 1 : at;
        if (at < 0)
        {
            return [];
        }
        var value = text[(at + key.Length)..];
        return TextWords.TryTake(ref value, "\""u8) ? TextWords.TakeUntil(ref value, (byte)'"') : TextWords.Take(ref value);
    }
}
