using Nameward.Engine.Evidence;

namespace Nameward.Fuzz.Targets;

/// <summary>Every format's look at the first bytes of a source that may be anything.</summary>
sealed class SniffTarget(IReadOnlyList<IFormat> formats, IReadOnlyList<byte[]> seeds) : IFuzzTarget
{
    public string Id => "sniff";

    public IReadOnlyList<byte[]> Seeds => seeds;

    public void Read(byte[] input, Random random)
    {
        var head = input.AsSpan(0, Math.Min(input.Length, 64 << 10));
        foreach (var format in formats)
        {
            if (!Enum.IsDefined(format.Sniff(head)))
            {
                throw new BrokenContract($"{format.Info.Id} gives a likeness that there is not");
            }
        }
    }
}
