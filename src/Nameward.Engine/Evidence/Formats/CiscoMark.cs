using System.Text;
using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>The mark before a message of Cisco's firewalls: <c>%ASA-6-302013: </c>, with the class of the message in EMBLEM (<c>%ASA-session-6-302013: </c>).</summary>
static class CiscoMark
{
    /// <summary>Times, hosts and priorities stand before it, maybe those of two relays.</summary>
    const int LongestHead = 256;

    const int IdDigits = 6;

    static readonly byte[][] Products = [[.. "ASA-"u8], [.. "FTD-"u8], [.. "PIX-"u8], [.. "FWSM-"u8], [.. "NGIPS-"u8], [.. "FPTD-"u8]];

    /// <summary>Where the mark of a line stands; -1 where it has none.</summary>
    public static int Find(ReadOnlySpan<byte> line)
    {
        var head = line[..Math.Min(line.Length, LongestHead)];
        for (var at = head.IndexOf((byte)'%'); at >= 0; at = head[(at + 1)..].IndexOf((byte)'%') is >= 0 and var next ? at + 1 + next : -1)
        {
            if (IsProduct(head[(at + 1)..]))
            {
                return at;
            }
        }
        return -1;
    }

    /// <summary>Takes the mark off a text that begins with it.</summary>
    /// <returns>The number of the message; 0 where there is none.</returns>
    public static uint Take(scoped ref ReadOnlySpan<byte> text)
    {
        var mark = TextWords.Take(ref text).TrimEnd((byte)':');
        var digits = mark[(mark.LastIndexOf((byte)'-') + 1)..];
        return digits.Length == IdDigits && Numbers.TrySeconds(digits, out var id) ? id : 0;
    }

    static bool IsProduct(ReadOnlySpan<byte> text)
    {
        foreach (var product in Products)
        {
            if (text.Length > product.Length && Ascii.EqualsIgnoreCase(text[..product.Length], product))
            {
                return true;
            }
        }
        return false;
    }
}
