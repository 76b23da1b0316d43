using BenchmarkDotNet.Attributes;
using Nameward.Engine.Observations;

namespace Nameward.Bench.Micro;

/// <summary>IPv4 addresses in text, as a log names its clients.</summary>
public class AddressesAsText
{
    readonly byte[][] _addresses = Rows.Column(2);

    [Benchmark(OperationsPerInvoke = Rows.Count)]
    public ulong Parse()
    {
        ulong bits = 0;
        foreach (var text in _addresses)
        {
            bits ^= Address.TryParse(text, out var address) ? address.Low : 0;
        }
        return bits;
    }
}
