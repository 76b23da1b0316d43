using Nameward.Engine;
using Nameward.Engine.Baselines;
using Nameward.Engine.Cases;

namespace Nameward.Fuzz.Targets;

/// <summary>A baseline that somebody changed: it is refused, or it reads as what is written back, and can be shown and judged by.</summary>
sealed class BaselineTarget(IReadOnlyList<byte[]> seeds) : IFuzzTarget
{
    public string Id => "baseline";

    public IReadOnlyList<byte[]> Seeds => seeds;

    public void Read(byte[] input, Random random)
    {
        if (Open(input) is not { } baseline)
        {
            return;
        }
        var written = StoredBaseline.Write(baseline);
        if (Open(written) is not { } again || !StoredBaseline.Write(again).AsSpan().SequenceEqual(written))
        {
            throw new BrokenContract("a baseline that was read is not written as it would be read again");
        }
        BaselineDocumentBuilder.Build(baseline);
        _ = new NormalDays(baseline, (ushort)random.Next(ushort.MaxValue)).NewZones([(ulong)random.NextInt64()]);
    }

    static Baseline? Open(byte[] bytes)
    {
        try
        {
            return StoredBaseline.Read("--baseline", "fuzzed", new MemoryStream(bytes));
        }
        catch (UserError)
        {
            return null;
        }
    }
}
