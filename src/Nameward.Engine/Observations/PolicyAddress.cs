using System.Globalization;
using System.Net;

namespace Nameward.Engine.Observations;

/// <summary>How a response policy zone writes addresses as names (draft-vixie-dnsop-dns-rpz-00 section 4.1.1).</summary>
static class PolicyAddress
{
    /// <summary>Prefix length, then the address from behind: 32.66.113.0.203; of IPv6 groups in hexadecimal digits, zz for the longest run of zeros.</summary>
    public static string Of(Network network)
    {
        var address = network.First.ToString();
        if (network.First.IsV4)
        {
            return $"{network.Length}.{string.Join('.', address.Split('.').Reverse())}";
        }
        var bytes = IPAddress.Parse(address).GetAddressBytes();
        var groups = Enumerable.Range(0, 8).Select(at => (bytes[2 * at] << 8 | bytes[2 * at + 1]).ToString("x", CultureInfo.InvariantCulture)).ToList();
        var (start, length) = LongestZeros(groups);
        if (length > 1)
        {
            groups.RemoveRange(start, length);
            groups.Insert(start, "zz");
        }
        groups.Reverse();
        return $"{network.Length}.{string.Join('.', groups)}";
    }

    static (int Start, int Length) LongestZeros(List<string> groups)
    {
        var best = (Start: 0, Length: 0);
        for (var at = 0; at < groups.Count; at++)
        {
            var run = groups.Skip(at).TakeWhile(group => group == "0").Count();
            best = run > best.Length ? (at, run) : best;
        }
        return best;
    }
}
