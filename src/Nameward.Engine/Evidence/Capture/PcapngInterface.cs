using System.Buffers.Binary;

namespace Nameward.Engine.Evidence.Capture;

/// <summary>What an Interface Description Block says of the packets that name it (draft-ietf-opsawg-pcapng section 4.2).</summary>
struct PcapngInterface
{
    const ushort EndOfOptions = 0, TimeResolution = 9, TimeOffset = 14;
    const ulong DefaultUnits = 1_000_000;
    const int FixedBytes = 8;

    /// <summary>A time of which <see cref="CaptureTime"/> makes no exception: in the year 9000.</summary>
    const ulong LastMicrosecond = 221_845_392_000_000_000;

    /// <summary>Up to picoseconds, units times ticks stay within 64 bits.</summary>
    const ulong FinestIn64Bits = 1_000_000_000_000;

    /// <summary>LINKTYPE.</summary>
    public ushort Link { get; private set; }

    /// <summary>The most bytes captured of a packet; 0 for no limit. A Simple Packet Block has no other word on it.</summary>
    public uint SnapLength { get; private set; }

    /// <summary>Whether it has been said that packets of this link type are not read.</summary>
    public bool IsLinkTold { get; set; }

    /// <summary>Units of a timestamp in a second; 0 where they are smaller than any clock's.</summary>
    ulong UnitsPerSecond { get; set; }

    /// <summary>Seconds to add to every timestamp.</summary>
    long Offset { get; set; }

    /// <summary>Reads the body of a block; damaged options leave their defaults.</summary>
    public static PcapngInterface Read(ReadOnlySpan<byte> body, bool isBigEndian)
    {
        var result = new PcapngInterface { UnitsPerSecond = DefaultUnits };
        if (body.Length < FixedBytes)
        {
            return result;
        }
        result.Link = U16(body, isBigEndian);
        result.SnapLength = isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(body[4..]) : BinaryPrimitives.ReadUInt32LittleEndian(body[4..]);
        var options = body[FixedBytes..];
        while (options.Length >= 4 && U16(options, isBigEndian) != EndOfOptions)
        {
            ushort code = U16(options, isBigEndian), length = U16(options[2..], isBigEndian);
            if (length > options.Length - 4)
            {
                break;
            }
            result.Take(code, options.Slice(4, length), isBigEndian);
            options = options[Math.Min(options.Length, 4 + (length + 3 & ~3))..];
        }
        return result;
    }

    /// <summary>The time of a packet, UTC.</summary>
    public readonly DateTime Time(uint high, uint low)
    {
        var units = (ulong)high << 32 | low;
        if (UnitsPerSecond == DefaultUnits && Offset == 0 && units <= LastMicrosecond)
        {
            // As most writers count; divisions, and more so those of 128 bits, are what a time costs.
            return new(DateTime.UnixEpoch.Ticks + (long)units * TimeSpan.TicksPerMicrosecond, DateTimeKind.Utc);
        }
        if (UnitsPerSecond == 0)
        {
            return DateTime.MinValue;
        }
        var (seconds, rest) = Math.DivRem(units, UnitsPerSecond);
        var ticks = UnitsPerSecond <= FinestIn64Bits
            ? rest * (ulong)TimeSpan.TicksPerSecond / UnitsPerSecond
            : (ulong)((UInt128)rest * TimeSpan.TicksPerSecond / UnitsPerSecond);
        return CaptureTime.Of((long)Int128.Clamp((Int128)seconds + Offset, -1, long.MaxValue), (long)ticks);
    }

    void Take(ushort code, ReadOnlySpan<byte> value, bool isBigEndian)
    {
        if (code == TimeResolution && value.Length >= 1)
        {
            UnitsPerSecond = Units(value[0]);
        }
        else if (code == TimeOffset && value.Length >= 8)
        {
            Offset = isBigEndian ? BinaryPrimitives.ReadInt64BigEndian(value) : BinaryPrimitives.ReadInt64LittleEndian(value);
        }
    }

    /// <summary>if_tsresol: a negative power of 2 where the top bit is set, else of 10.</summary>
    static ulong Units(byte resolution)
    {
        var exponent = resolution & 0x7F;
        if (exponent > (resolution > 0x7F ? 63 : 19))
        {
            return 0;
        }
        if (resolution > 0x7F)
        {
            return 1UL << exponent;
        }
        var units = 1UL;
        for (var i = 0; i < exponent; i++)
        {
            units *= 10;
        }
        return units;
    }

    static ushort U16(ReadOnlySpan<byte> bytes, bool isBigEndian) =>
        isBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes);
}
