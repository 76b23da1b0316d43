using System.Buffers;
using System.Buffers.Binary;

namespace Nameward.Engine.Transcripts.Rebuilding;

/// <summary>A capture of IP packets: pcap 2.4, little-endian, microseconds, LINKTYPE_RAW (https://www.tcpdump.org/manpages/pcap-savefile.5.html, linktypes.html).</summary>
sealed class InnerPcap
{
    const int HeaderBytes = 24, RecordBytes = 16, MostPacketBytes = 1 << 16, RawIp = 101;

    readonly ArrayBufferWriter<byte> _file = new();

    /// <summary>A capture without packets.</summary>
    public InnerPcap()
    {
        Span<byte> header = stackalloc byte[HeaderBytes];
        header.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(header, 0xA1B2C3D4);
        BinaryPrimitives.WriteUInt16LittleEndian(header[4..], 2);
        BinaryPrimitives.WriteUInt16LittleEndian(header[6..], 4);
        BinaryPrimitives.WriteInt32LittleEndian(header[16..], MostPacketBytes);
        BinaryPrimitives.WriteInt32LittleEndian(header[20..], RawIp);
        _file.Write(header);
    }

    /// <summary>Whether it holds no packet.</summary>
    public bool IsEmpty => _file.WrittenCount == HeaderBytes;

    /// <summary>The file.</summary>
    public byte[] Content => _file.WrittenSpan.ToArray();

    /// <summary>Adds a packet of at most 64 kB; one without a time gets that of the Unix epoch.</summary>
    public void Add(DateTime time, ReadOnlySpan<byte> packet)
    {
        Span<byte> record = stackalloc byte[RecordBytes];
        var since = time == DateTime.MinValue ? TimeSpan.Zero : time - DateTime.UnixEpoch;
        BinaryPrimitives.WriteUInt32LittleEndian(record, (uint)Math.Clamp(since.Ticks / TimeSpan.TicksPerSecond, 0, uint.MaxValue));
        BinaryPrimitives.WriteInt32LittleEndian(record[4..], (int)(Math.Max(since.Ticks, 0) % TimeSpan.TicksPerSecond / TimeSpan.TicksPerMicrosecond));
        BinaryPrimitives.WriteInt32LittleEndian(record[8..], packet.Length);
        BinaryPrimitives.WriteInt32LittleEndian(record[12..], packet.Length);
        _file.Write(record);
        _file.Write(packet);
    }
}
