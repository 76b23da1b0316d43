using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// The header of CEF or LEEF before the fields of one vendor's record, as it comes over relays: these take <c>CEF:</c> for the name of a program and cut it off, and
/// some products put an empty vendor before their own.
/// </summary>
static class PairHeader
{
    /// <summary>Finds a vendor's header.</summary>
    /// <param name="line">The line; from the header's version or vendor on then.</param>
    /// <param name="vendor">The vendor, in upright strokes: <c>|Check Point|</c>.</param>
    /// <returns><see cref="PairForm.None"/> where the line has none of this vendor.</returns>
    public static PairForm Take(scoped ref ReadOnlySpan<byte> line, ReadOnlySpan<byte> vendor)
    {
        var at = line.IndexOf(vendor);
        if (at < 1)
        {
            return PairForm.None;
        }
        var before = line[..at].TrimEnd((byte)'|');
        var start = before.Length;
        while (start > 0 && (Numbers.IsDigit(before[start - 1]) || before[start - 1] == '.'))
        {
            start--;
        }
        var version = before[start..];
        if (version.Length is 0 or > 3)
        {
            return PairForm.None;
        }
        // LEEF counts 1.0 and 2.0, CEF 0 and 1.
        var isLeef = before.IndexOf("LEEF:"u8) >= 0 || (version.Contains((byte)'.') && before.IndexOf("CEF:"u8) < 0);
        line = line[(isLeef ? start : at)..];
        return isLeef ? PairForm.Leef : PairForm.Cef;
    }

    /// <summary>Whether a line has a header of CEF or LEEF, of whatever vendor.</summary>
    public static bool Has(ReadOnlySpan<byte> line) => line.IndexOf("CEF:"u8) >= 0 || line.IndexOf("LEEF:"u8) >= 0;

    /// <summary>Takes the priority of syslog off, behind which some devices write their first field at once.</summary>
    public static ReadOnlySpan<byte> WithoutPriority(ReadOnlySpan<byte> line)
    {
        const int Longest = 5;
        var end = line is [(byte)'<', ..] ? line[..Math.Min(line.Length, Longest)].IndexOf((byte)'>') : -1;
        return end > 1 && Numbers.TryUInt16(line[1..end], out _) ? line[(end + 1)..] : line;
    }
}
