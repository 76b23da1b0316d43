using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// The text of a record of Azure Firewall's category AzureFirewallDnsProxy: what CoreDNS logs, without its quotes.
/// <c>DNS Request: 10.0.0.7:48197 - 15676 A IN www.example.net. udp 55 false 512 NOERROR qr,rd,ra 112 0.002s</c>
/// </summary>
static class AzureProxyText
{
    const string Problem = "no text of a DNS proxy's record";

    static ReadOnlySpan<byte> Request => "DNS Request: "u8;

    /// <summary>Whether the text is that of a DNS proxy's record, and not of another category of the firewall.</summary>
    public static bool Is(ReadOnlySpan<byte> text)
    {
        text = text.TrimStart((byte)' ');
        return text.StartsWith(Request) || text.StartsWith("Error: "u8);
    }

    /// <summary>Reads a text that is one.</summary>
    public static LineResult Read(ReadOnlySpan<byte> text, DateTime time, LogRow row, long offset, IBatchWriter rows)
    {
        text = text.Trim((byte)' ');
        if (!TextWords.TryTake(ref text, Request))
        {
            // The same look-up has a line of its own, with the client that this one lacks.
            return LineResult.Ignored;
        }
        var client = TextWords.Take(ref text);
        // A dash, which copies of the log turn into a longer one.
        TextWords.Take(ref text);
        if (!DnsWords.TryEndpoint(client, out var endpoint) || !Numbers.TryUInt16(TextWords.Take(ref text), out var id))
        {
            return LineResult.Malformed(Problem);
        }
        ref var message = ref row.Begin(time, Sides.Query, Leg.Client);
        (message.Client, message.Id, message.Type) = (endpoint, id, DnsWords.Type(TextWords.Take(ref text)));
        TextWords.Take(ref text);
        if (!row.TryName(TakeName(ref text)))
        {
            return LineResult.Malformed(LogRow.NoName);
        }
        if (!TryRest(text, ref message))
        {
            return LineResult.Malformed(Problem);
        }
        row.End(offset, rows);
        return LineResult.Observed;
    }

    /// <summary>Reads what stands behind the name: protocol, size, DO, buffer, code, flags, size of the response, duration.</summary>
    static bool TryRest(ReadOnlySpan<byte> text, ref DnsMessage message)
    {
        message.Transport = DnsWords.Transport(TextWords.Take(ref text));
        var isSize = Numbers.TryUInt16(TextWords.Take(ref text), out var querySize);
        TextWords.Take(ref text);
        TextWords.Take(ref text);
        var code = TextWords.Take(ref text);
        var flags = TextWords.Take(ref text);
        if (!isSize || !Numbers.TryUInt16(TextWords.Take(ref text), out var size))
        {
            return false;
        }
        message.Bytes = querySize;
        // Without flags no response was ever written, whatever the code.
        if (flags is not [(byte)'-'])
        {
            (message.Sides, message.Rcode, message.Header, message.Bytes) = (Sides.Query | Sides.Response, DnsWords.Rcode(code), FlagWords.Read(flags), size);
        }
        return true;
    }

    /// <summary>Takes a name off, in which a space is written behind a backslash.</summary>
    static ReadOnlySpan<byte> TakeName(scoped ref ReadOnlySpan<byte> text)
    {
        var end = 0;
        while (end < text.Length && text[end] != ' ')
        {
            end += text[end] == '\\' ? 2 : 1;
        }
        end = Math.Min(end, text.Length);
        var name = text[..end];
        text = text[Math.Min(end + 1, text.Length)..];
        return name;
    }
}
