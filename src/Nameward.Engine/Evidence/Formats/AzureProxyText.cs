using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// The text of a record of Azure Firewall's category AzureFirewallDnsProxy: what CoreDNS logs, without its quotes.
/// <c>DNS Request: 10.0.0.7:48197 - 15676 A IN www.example.net. udp 55 false 512 NOERROR qr,rd,ra 112 0.002s</c>
/// </summary>
static class AzureProxyText
{
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
        var result = CoreDnsBody.Read(text, time, row);
        if (result.IsObserved)
        {
            row.End(offset, rows);
        }
        return result;
    }
}
