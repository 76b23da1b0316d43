using System.Text;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Reports;

/// <summary>Brackets by the public suffix list: example[.]co.uk, user[.]github.io; and for every address outside the reserved networks.</summary>
public sealed class SuffixDefang(PublicSuffixes suffixes) : IDefang
{
    /// <inheritdoc/>
    public int DotOf(string name)
    {
        Span<byte> wire = stackalloc byte[WireName.MaxBytes + 1];
        var length = name.Length > WireName.MaxBytes * 4 ? 0 : WireName.FromText(Encoding.Latin1.GetBytes(name), wire);
        if (length <= 1)
        {
            return name.LastIndexOf('.');
        }
        var labels = 0;
        for (var at = suffixes.SuffixStart(wire[..length]); at < length && wire[at] != 0; at += wire[at] + 1)
        {
            labels++;
        }
        var dot = name.Length;
        while (labels-- > 0 && dot > 0)
        {
            dot = name.LastIndexOf('.', dot - 1);
        }
        return dot;
    }

    /// <inheritdoc/>
    public bool IsOurs(Address address) => address.IsInternal || address.IsMulticast;
}
