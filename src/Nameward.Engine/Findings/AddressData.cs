using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Findings;

/// <summary>
/// Whether the IPv4 addresses that names spell are none, but data in their place. A likelihood ratio over the networks of 256 that they lie in, each counted once, so that
/// the addresses of one site, or a sweep through one, are one witness. Data drawn evenly: one first octet in eight is of no host (<see cref="NameTraits.NoHostsAddress"/>),
/// where lists, whose users ask for hosts that connected to them, hardly see one in 500. Text: all four octets are printable but for one in twenty, which of real networks
/// one in seven may be whose first two are.
/// </summary>
static class AddressData
{
    /// <summary>Bits from which the addresses are taken for data: one client's alert budget, 0.1 in 1,000 a day. What they say is weighed as any other name's only then.</summary>
    public const double FewestBits = 13.3;

    /// <summary>Bits of an address that is none.</summary>
    public const int BitsPerName = 32;

    /// <summary>Shares of addresses of no host: of even data 33 first octets in 256, and of look-ups.</summary>
    const double NoHostOfData = 33 / 256.0, NoHostOfLookUps = 0.002;

    /// <summary>Shares of printable addresses: of text, and of look-ups in networks whose first half is printable.</summary>
    const double TextOfData = 0.95, TextOfLookUps = 0.14;

    /// <summary>For which of the two it is.</summary>
    const double ChoiceBits = 1;

    /// <summary>The bits that the names of a sample carry in addresses; 0 where these are taken for what they are.</summary>
    public static double Bits(NameSample names, double scale, ref Tally networks)
    {
        networks.Clear();
        var addresses = 0;
        for (var i = 0; i < names.Count; i++)
        {
            ref readonly var name = ref names[i];
            if ((name.Traits & NameTraits.WholeAddress) != 0)
            {
                addresses++;
                networks.Add(0, Network(name), (int)name.Traits);
            }
        }
        return addresses > 0 && Evidence(networks) >= FewestBits ? addresses * scale * BitsPerName : 0;
    }

    static double Evidence(in Tally networks)
    {
        double even = 0, text = 0;
        for (var i = 0; i < networks.Count; i++)
        {
            var traits = (NameTraits)networks[i].Value;
            even += Vote((traits & NameTraits.NoHostsAddress) != 0, NoHostOfData, NoHostOfLookUps);
            text += Vote((traits & NameTraits.TextAddress) != 0, TextOfData, TextOfLookUps);
        }
        return Math.Max(even, text) - ChoiceBits;
    }

    static double Vote(bool isSo, double ofData, double ofLookUps) => isSo ? Math.Log2(ofData / ofLookUps) : Math.Log2((1 - ofData) / (1 - ofLookUps));

    /// <summary>The labels of a name but for the outermost: all but the last octet.</summary>
    static ulong Network(in SampledName name)
    {
        var network = 0ul;
        for (var depth = 0; depth < name.Depth - 1; depth++)
        {
            network = WyHash.Of(name.Labels[depth], network);
        }
        return network;
    }
}
