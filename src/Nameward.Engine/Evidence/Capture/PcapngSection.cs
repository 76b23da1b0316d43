using System.Buffers.Binary;

namespace Nameward.Engine.Evidence.Capture;

/// <summary>
/// One section of a pcapng file (draft-ietf-opsawg-pcapng section 4.1): its byte order and the interfaces described so far. A packet names its
/// interface by the order of the descriptions; more than are kept stay undescribed.
/// </summary>
sealed class PcapngSection
{
    /// <summary>What a hostile file may make a reader keep: 160 KiB.</summary>
    const int MostInterfaces = 4096;

    PcapngInterface[] _interfaces = new PcapngInterface[4];
    int _count;

    /// <summary>A section that has just begun.</summary>
    public PcapngSection(bool isBigEndian) => IsBigEndian = isBigEndian;

    PcapngSection(PcapngSection other)
    {
        IsBigEndian = other.IsBigEndian;
        _interfaces = [.. other._interfaces];
        _count = other._count;
    }

    /// <summary>Byte order of everything in the section.</summary>
    public bool IsBigEndian { get; }

    /// <summary>An independent section that stands where this one does.</summary>
    public PcapngSection Fork() => new(this);

    /// <summary>Adds the interface that a block describes.</summary>
    public void Describe(ReadOnlySpan<byte> body)
    {
        if (_count == MostInterfaces)
        {
            return;
        }
        if (_count == _interfaces.Length)
        {
            Array.Resize(ref _interfaces, _count * 2);
        }
        _interfaces[_count++] = PcapngInterface.Read(body, IsBigEndian);
    }

    /// <summary>Whether the interface has been described.</summary>
    public bool Has(uint number) => number < (uint)_count;

    /// <summary>An interface that the section <see cref="Has"/>.</summary>
    public ref PcapngInterface this[uint number] => ref _interfaces[number];

    /// <summary>A 16-bit number of the section.</summary>
    public ushort U16(ReadOnlySpan<byte> bytes, int at) =>
        IsBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]) : BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    /// <summary>A 32-bit number of the section.</summary>
    public uint U32(ReadOnlySpan<byte> bytes, int at) =>
        IsBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]) : BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);
}
