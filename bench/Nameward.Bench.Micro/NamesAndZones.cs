using BenchmarkDotNet.Attributes;
using Nameward.Engine.Observations;

namespace Nameward.Bench.Micro;

/// <summary>Names in wire form: hashed whole, and cut where their zone begins.</summary>
public class NamesAndZones
{
    readonly byte[][] _names = Rows.Names();

    [Benchmark(OperationsPerInvoke = Rows.Count)]
    public ulong Hash()
    {
        ulong bits = 0;
        foreach (var name in _names)
        {
            bits ^= WireName.Hash(name, NameHashing.Seed);
        }
        return bits;
    }

    [Benchmark(OperationsPerInvoke = Rows.Count)]
    public ulong Cut()
    {
        ulong bits = 0;
        foreach (var name in _names)
        {
            bits ^= PublicSuffixes.Shipped.Cut(name).Hash;
        }
        return bits;
    }
}
