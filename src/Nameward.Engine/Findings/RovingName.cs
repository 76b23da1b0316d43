using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Findings;

/// <summary>A name that led to several ranges of one family of addresses, and how these came up.</summary>
/// <param name="Hash"><see cref="WireName"/> of the name.</param>
/// <param name="Zone">Chained hash of its registrable domain.</param>
/// <param name="Networks">Networks (/24, /48) that are known.</param>
/// <param name="Ranges">The ranges (/16, /32) that these lie in: they stand for autonomous systems, which the evidence does not tell.</param>
/// <param name="Share">The share of all networks that is known: of very many a fair sample.</param>
/// <param name="Times">Different seconds in which a range was new. All that one answer gives at once is one.</param>
/// <param name="Later">Those of them in the second half of the time.</param>
/// <param name="Ttl">Median over the networks of the greatest time to live in seconds; null where none is told.</param>
/// <param name="Others">Other registrable domains that led to the same networks, in the mean over these.</param>
sealed record RovingName(ulong Hash, ulong Zone, int Networks, int Ranges, double Share, int Times, int Later, uint? Ttl, double Others)
{
    /// <summary>How often, at least, the name led to a range where it had never led before, the first time not counted. Of many ranges that came at once a sample holds one mostly, so it is not scaled up.</summary>
    public int Renewals => Times - 1;

    /// <summary>
    /// The score of Holz et al. (NDSS 2008), 1.32 for each address and 18.54 for each autonomous system, for which ranges stand. Load balancers of large clouds pass
    /// its line of 142.38 with a single answer, so it is told and not weighed.
    /// </summary>
    public double Score => (1.32 * Networks + 18.54 * Ranges) / Share;

    /// <summary>Whether a name led to several ranges at all; hardly any does, and no more is reckoned of the others.</summary>
    public static bool IsSpread(in KnownName name)
    {
        var (v4, v6) = (0UL, 0UL);
        foreach (ref readonly var answer in name.Answers.AsSpan())
        {
            ref var first = ref AnswerNetwork.Kind(answer.Network) == AnswerNetwork.V4Kind ? ref v4 : ref v6;
            var range = AnswerNetwork.Kind(answer.Network) is AnswerNetwork.V4Kind or AnswerNetwork.V6Kind ? RangeOf(AnswerNetwork.AddressOf(answer.Network)) : 0;
            if (range != 0 && first != 0 && range != first)
            {
                return true;
            }
            first = range != 0 ? range : first;
        }
        return false;
    }

    /// <summary>What is known of a name in the family in which it moved more; null where it led to one range or none.</summary>
    public static RovingName? Of(in KnownName name, NetworkUse use) =>
        (Of(name, AnswerNetwork.V4Kind, use), Of(name, AnswerNetwork.V6Kind, use)) is var (v4, v6) && v6?.Times > (v4?.Times ?? 0) ? v6 : v4;

    /// <summary>The range of an address, as one number: the /16 of an IPv4 address, the /32 of an IPv6 address, which is what registries give a holder first (RFC 6177).</summary>
    public static ulong RangeOf(Address address) => address.IsV4 ? address.V4 >> 16 : address.High >> 32 | 1UL << 40;

    static RovingName? Of(KnownName name, int kind, NetworkUse use)
    {
        var answers = name.Answers.Where(answer => AnswerNetwork.Kind(answer.Network) == kind && !AnswerNetwork.AddressOf(answer.Network).IsInternal).ToList();
        var ranges = answers.GroupBy(answer => RangeOf(AnswerNetwork.AddressOf(answer.Network))).Select(range => range.Min(answer => answer.First)).ToList();
        if (ranges.Count < 2)
        {
            return null;
        }
        var networks = answers.GroupBy(answer => answer.Network).ToList();
        var (times, half) = (ranges.Distinct().Order().ToList(), (answers.Max(answer => answer.Last) - answers.Min(answer => answer.First)) / 2);
        var ttls = networks.Select(network => network.Max(answer => answer.Ttl)).OfType<uint>().Order().ToList();
        return new(name.Hash, name.Zone, networks.Count, ranges.Count, name.Share, times.Count, times.Count(time => time - times[0] > half), ttls.Count > 0 ? ttls[ttls.Count / 2] : null,
            networks.Average(network => use.OthersAt(network.Key, name.Zone)));
    }
}
