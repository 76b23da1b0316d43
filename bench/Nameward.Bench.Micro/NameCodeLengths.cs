using BenchmarkDotNet.Attributes;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Bench.Micro;

/// <summary>How long what stands before the zone is, in the code that ordinary host names are short in.</summary>
public class NameCodeLengths
{
    readonly byte[][] _prefixes = [.. Rows.Names().Select(name => name[..PublicSuffixes.Shipped.Cut(name).Start])];

    [Benchmark(OperationsPerInvoke = Rows.Count)]
    public int OfPrefix()
    {
        var bits = 0;
        foreach (var prefix in _prefixes)
        {
            bits += CodeLengths.OfPrefix(prefix);
        }
        return bits;
    }
}
