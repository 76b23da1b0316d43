using System.Text;
using Nameward.Engine.Observations;

namespace Nameward.Fuzz.Targets;

/// <summary>Names as text and in wire form: what is taken for a name is one in every other way too.</summary>
sealed class NameTarget : IFuzzTarget
{
    public string Id => "name";

    public IReadOnlyList<byte[]> Seeds { get; } =
        [[.. "www.example.com."u8], [.. @"a\.b\032c.example"u8], [.. "xn--bcher-kva.example"u8], [3, .. "www"u8, 7, .. "example"u8, 3, .. "com"u8, 0]];

    public void Read(byte[] input, Random random)
    {
        Span<byte> starts = stackalloc byte[WireName.MaxLabels];
        if (WireName.Labels(input, starts) >= 0)
        {
            Check(input);
        }
        Span<byte> name = stackalloc byte[WireName.MaxBytes];
        var length = WireName.FromText(input, name);
        if (length > 0)
        {
            Check(name[..length]);
        }
    }

    static void Check(ReadOnlySpan<byte> name)
    {
        Span<byte> starts = stackalloc byte[WireName.MaxLabels], again = stackalloc byte[WireName.MaxBytes], canonical = stackalloc byte[WireName.MaxBytes];
        if (WireName.Labels(name, starts) < 0)
        {
            throw new BrokenContract("what was read from text is no name in wire form");
        }
        var length = WireName.FromText(Encoding.Latin1.GetBytes(WireName.ToText(name)), again);
        if (!again[..length].SequenceEqual(name))
        {
            throw new BrokenContract($"the name {WireName.ToText(name)} does not read as itself");
        }
        WireName.ToCanonical(name, canonical);
        if (WireName.Labels(canonical[..name.Length], starts) < 0)
        {
            throw new BrokenContract("the canonical form is no name");
        }
        _ = WireName.Hash(name, NameHashing.Seed);
    }
}
