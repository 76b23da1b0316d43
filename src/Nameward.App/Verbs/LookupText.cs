using System.Text;
using Nameward.Engine;
using Nameward.Engine.Intelligence;
using Nameward.Engine.Observations;

namespace Nameward.App.Verbs;

/// <summary>Names, addresses and prefixes as users write them to be looked up; the brackets of a report are taken off.</summary>
static class LookupText
{
    /// <summary>What is meant.</summary>
    /// <exception cref="UserError">It is neither.</exception>
    public static LookedUp Read(string text)
    {
        var plain = text.Trim().Replace("[.]", ".", StringComparison.Ordinal).Replace("[:]", ":", StringComparison.Ordinal);
        if (Network.TryParse(plain, out var network, out _))
        {
            return new() { Text = HostileText.Text(network.ToString()), Network = network };
        }
        var name = new byte[WireName.MaxBytes];
        var length = plain.All(char.IsAscii) && !plain.AsSpan().ContainsAny('/', ' ', '@') ? WireName.FromText(Encoding.ASCII.GetBytes(plain), name) : 0;
        if (length <= 1)
        {
            throw new UserError($"{text}: neither a name nor an address nor a prefix", null, "write it as in c2.example, 192.0.2.7 or 192.0.2.0/24; names of other scripts as xn--");
        }
        var canonical = new byte[length];
        WireName.ToCanonical(name.AsSpan(0, length), canonical);
        return new() { Text = HostileText.Name(canonical), Name = canonical };
    }
}
