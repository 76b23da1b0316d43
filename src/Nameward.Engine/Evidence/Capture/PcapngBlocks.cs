using System.Buffers.Binary;

namespace Nameward.Engine.Evidence.Capture;

/// <summary>Types and framing of pcapng blocks (draft-ietf-opsawg-pcapng sections 3.1 and 4).</summary>
static class PcapngBlocks
{
    /// <summary>Begins a section; the number reads the same in both byte orders.</summary>
    public const uint SectionHeader = 0x0A0D0D0A;
    /// <summary>Describes an interface.</summary>
    public const uint Interface = 1;
    /// <summary>A packet, in the obsolete form.</summary>
    public const uint ObsoletePacket = 2;
    /// <summary>A packet without time, of the first interface.</summary>
    public const uint SimplePacket = 3;
    /// <summary>Names of addresses.</summary>
    public const uint NameResolution = 4;
    /// <summary>Counts of an interface.</summary>
    public const uint Statistics = 5;
    /// <summary>A packet.</summary>
    public const uint EnhancedPacket = 6;
    /// <summary>Keys of encrypted sessions.</summary>
    public const uint Secrets = 10;

    /// <summary>Type, length, and the length again at the end.</summary>
    public const int Frame = 12;

    /// <summary>Where the body of a block starts.</summary>
    public const int Body = 8;

    const uint Magic = 0x1A2B3C4D;
    const int ShortestSectionHeader = 28;

    /// <summary>Whether a block of this type is a record: one packet.</summary>
    public static bool IsPacket(uint type) => type is EnhancedPacket or SimplePacket or ObsoletePacket;

    /// <summary>Whether a section header with a sound byte-order magic stands at the start of <paramref name="block"/> (12 bytes at least).</summary>
    public static bool IsSectionHeader(ReadOnlySpan<byte> block) =>
        BinaryPrimitives.ReadUInt32BigEndian(block) == SectionHeader
        && (IsBigEndian(block) || BinaryPrimitives.ReadUInt32LittleEndian(block[Body..]) == Magic);

    /// <summary>Whether the section that begins here is big-endian.</summary>
    public static bool IsBigEndian(ReadOnlySpan<byte> block) => BinaryPrimitives.ReadUInt32BigEndian(block[Body..]) == Magic;

    /// <summary>The least length of a block, so that what each type must have is there.</summary>
    public static int Shortest(uint type) => type switch
    {
        SectionHeader => ShortestSectionHeader,
        Interface => Frame + 8,
        EnhancedPacket or ObsoletePacket => Frame + 20,
        SimplePacket => Frame + 4,
        _ => Frame,
    };

    /// <summary>Whether the type is one that a search for sound blocks may believe.</summary>
    public static bool IsKnown(uint type) => type is SectionHeader or (>= Interface and <= EnhancedPacket) or Secrets;
}
