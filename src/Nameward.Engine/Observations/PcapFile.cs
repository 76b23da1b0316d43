using System.Buffers;
using System.Buffers.Binary;

namespace Nameward.Engine.Observations;

/// <summary>A capture that is written: pcap 2.4, little-endian, nanoseconds, packets of one kind of link (draft-ietf-opsawg-pcap-04 sections 4 and 5).</summary>
public sealed class PcapFile
{
    /// <summary>LINKTYPE_RAW: each packet begins with its IP header (https://www.tcpdump.org/linktypes.html).</summary>
    public const ushort RawIp = 101;

    const uint Nanoseconds = 0xA1B23C4D, Version = 2 | 4 << 16, MostPacketBytes = 1 << 18;

    readonly ArrayBufferWriter<byte> _file = new();

    /// <summary>A capture without packets.</summary>
    /// <param name="link">LINKTYPE of all its packets.</param>
    public PcapFile(ushort link) => Write([Nanoseconds, Version, 0, 0, MostPacketBytes, link]);

    /// <summary>Packets in it.</summary>
    public long Packets { get; private set; }

    /// <summary>The file.</summary>
    public byte[] Content => _file.WrittenSpan.ToArray();

    /// <summary>Adds a packet; one without a time, or of before 1970, gets that of the Unix epoch.</summary>
    /// <param name="time">When it was on the wire, UTC.</param>
    /// <param name="packet">What is there of it, at most 256 kB.</param>
    /// <param name="sentBytes">How long it was on the wire, bytes.</param>
    public void Add(DateTime time, ReadOnlySpan<byte> packet, int sentBytes)
    {
        var since = Math.Max(0, (time - DateTime.UnixEpoch).Ticks);
        var seconds = (uint)Math.Min(since / TimeSpan.TicksPerSecond, uint.MaxValue);
        Write([seconds, (uint)(since % TimeSpan.TicksPerSecond * TimeSpan.NanosecondsPerTick), (uint)packet.Length, (uint)Math.Max(packet.Length, sentBytes)]);
        _file.Write(packet);
        Packets++;
    }

    void Write(ReadOnlySpan<uint> words)
    {
        foreach (var word in words)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(_file.GetSpan(sizeof(uint)), word);
            _file.Advance(sizeof(uint));
        }
    }
}
