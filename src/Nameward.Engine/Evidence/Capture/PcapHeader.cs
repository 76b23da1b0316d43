using System.Buffers.Binary;

namespace Nameward.Engine.Evidence.Capture;

/// <summary>The header of a pcap file (draft-ietf-opsawg-pcap), and how the header of each record is read by it.</summary>
/// <param name="IsBigEndian">Byte order of all headers.</param>
/// <param name="IsNanoseconds">Whether times count nanoseconds, not microseconds.</param>
/// <param name="RecordHeader">Bytes before each packet: 16, or 24 from a patched libpcap (magic A1B2CD34).</param>
/// <param name="MostBytes">The longest packet that is believed; with two record headers it stays below the largest record of all formats.</param>
/// <param name="Link">LINKTYPE: the low 16 bits of the last word, whose upper ones tell of the frame check sequence.</param>
readonly record struct PcapHeader(bool IsBigEndian, bool IsNanoseconds, int RecordHeader, int MostBytes, ushort Link)
{
    /// <summary>Its length.</summary>
    public const int Bytes = 24;

    const uint Micro = 0xA1B2C3D4, Nano = 0xA1B23C4D, Patched = 0xA1B2CD34;
    const int PlainRecord = 16, PatchedRecord = 24;

    /// <summary>The most that libpcap itself captures of one packet; files with a smaller snapshot length may still hold as much.</summary>
    const uint LibpcapMost = 262_144;

    /// <summary>The units of the second word in a second.</summary>
    public uint UnitsPerSecond => IsNanoseconds ? 1_000_000_000u : 1_000_000u;

    /// <summary>Whether <paramref name="head"/> begins with one of the magic numbers.</summary>
    public static bool IsMagic(ReadOnlySpan<byte> head) =>
        head.Length >= 4 && (IsKnown(BinaryPrimitives.ReadUInt32LittleEndian(head)) || IsKnown(BinaryPrimitives.ReadUInt32BigEndian(head)));

    /// <summary>Reads the first <see cref="Bytes"/> of a file; false where they begin with no magic number.</summary>
    public static bool TryRead(ReadOnlySpan<byte> file, out PcapHeader header)
    {
        header = default;
        if (file.Length < Bytes || !IsMagic(file))
        {
            return false;
        }
        var isBigEndian = IsKnown(BinaryPrimitives.ReadUInt32BigEndian(file));
        var magic = U32(file, 0, isBigEndian);
        var record = magic == Patched ? PatchedRecord : PlainRecord;
        var most = Math.Clamp(U32(file, 16, isBigEndian), LibpcapMost, (uint)(IRecordReader.LargestRecord - 2 * record));
        header = new(isBigEndian, magic == Nano, record, (int)most, (ushort)U32(file, 20, isBigEndian));
        return true;
    }

    /// <summary>Seconds since 1970 of the record at the start of <paramref name="record"/>.</summary>
    public uint Seconds(ReadOnlySpan<byte> record) => U32(record, 0, IsBigEndian);

    /// <summary>What is to be added to the seconds, in microseconds or nanoseconds.</summary>
    public uint Fraction(ReadOnlySpan<byte> record) => U32(record, 4, IsBigEndian);

    /// <summary>Bytes of the packet that the file holds.</summary>
    public uint Captured(ReadOnlySpan<byte> record) => U32(record, 8, IsBigEndian);

    /// <summary>Bytes that the packet had.</summary>
    public uint Original(ReadOnlySpan<byte> record) => U32(record, 12, IsBigEndian);

    /// <summary>When the packet was captured.</summary>
    public DateTime Time(ReadOnlySpan<byte> record) =>
        CaptureTime.Of(Seconds(record), IsNanoseconds ? Fraction(record) / 100 : Fraction(record) * 10L);

    static bool IsKnown(uint magic) => magic is Micro or Nano or Patched;

    static uint U32(ReadOnlySpan<byte> bytes, int at, bool isBigEndian) =>
        isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]) : BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);
}
