using System.Buffers.Binary;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>The fields AA, TC, RD and RA where they stand one behind the other, as Zeek writes them: <c>F, F, T, T</c> and a tab behind each.</summary>
static class ZeekHeaderBits
{
    const ulong Tabs = 0x0900_0900_0900_0900, Letters = 0x00FF_00FF_00FF_00FF, LowestBits = 0x0001_0001_0001_0001;

    /// <summary>T and F differ in these bits, of which each has one.</summary>
    const ulong Differing = 0x0012_0012_0012_0012, Common = 0x0044_0044_0044_0044;

    /// <summary>Moves the lowest bits of four letters together, the first one lowest.</summary>
    const ulong Together = 0x0001_0002_0004_0008;

    /// <summary>Reads the four; false where one of them reads otherwise. Eight bytes must stand from the place on.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, int start, out HeaderBits bits)
    {
        var fields = BinaryPrimitives.ReadUInt64LittleEndian(text[start..]);
        var isTrue = fields >> 4 & LowestBits;
        bits = (HeaderBits)(isTrue * Together >> 48 & 15);
        return (fields & ~Letters) == Tabs & (fields & Letters & ~Differing) == Common & (isTrue ^ fields >> 1 & LowestBits) == LowestBits;
    }
}
