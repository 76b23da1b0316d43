using System.Buffers.Binary;
using Nameward.Bench.Generating;
using Nameward.Engine.Evidence;
using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Bench.Speeds;

/// <summary>Makes much evidence of a small sample: its observed records again and again, in a way that stays valid.</summary>
static class Repeated
{
    /// <summary>Items in one block of C-DNS: RFC 8618 appendix C.6 found that more hardly pack better.</summary>
    const int ItemsInBlock = 5000;

    static ReadOnlySpan<byte> EventLog => "ElfFile\0"u8;

    static ReadOnlySpan<byte> CdnsType => "eC-DNS"u8;

    /// <summary>Evidence of about <paramref name="size"/> bytes made of a sample.</summary>
    public static byte[] Of(IFormat format, SampleFile sample, int size)
    {
        var bytes = sample.Bytes;
        if (bytes.AsSpan().StartsWith(EventLog))
        {
            return Fill(bytes[..EventChunk.FileHead], EventChunk.Filled(format, sample), size);
        }
        if (bytes.AsSpan(1).StartsWith(CdnsType))
        {
            return Fill([], WithLongBlock(sample), size);
        }
        return format.Info.Positions == PositionKind.BinaryOffset ? Fill([], bytes, size) : OfText(format, sample, size);
    }

    /// <summary>
    /// Made-up packets of DNS over UDP, in either kind of capture: those of connections, which the samples hold, mean something once only.
    /// </summary>
    public static byte[] OfPackets(bool isPcapng, int size)
    {
        const int BytesOfLookUp = 230;
        using var pcap = new MemoryStream();
        Generator.Write(new PcapFile(), Habits.Realistic, size / BytesOfLookUp, pcap);
        return isPcapng ? PcapngOf(pcap.ToArray()) : pcap.ToArray();
    }

    /// <summary>Where records stand alone, all else is left out; where they lean on what stands between them, that is kept.</summary>
    static byte[] OfText(IFormat format, SampleFile sample, int size)
    {
        var (bytes, reports) = (sample.Bytes, sample.Reports);
        var head = bytes[..(int)reports.FirstObserved];
        byte[][] candidates = [Join(bytes, reports.Observed(bytes.Length)), Join(bytes, reports.WellFormed(bytes.Length)), bytes];
        foreach (var records in candidates)
        {
            var read = Reports.Of(format, Fill(head, records, head.Length + 3 * records.Length));
            if (read.Rows == 3 * reports.Rows && !read.HasMalformed)
            {
                return Fill(head, records, size);
            }
        }
        return Fill(head, candidates[^1], size);
    }

    /// <summary>The records in a row, the last one ended as the others are.</summary>
    static byte[] Join(byte[] bytes, IEnumerable<Range> records)
    {
        byte[] joined = [.. records.SelectMany(record => bytes[record])];
        return joined is [.., (byte)'\n'] ? joined : [.. joined, (byte)'\n'];
    }

    static byte[] Fill(byte[] head, byte[] records, int size)
    {
        var copies = Math.Max(1, (size - head.Length) / records.Length);
        var filled = new byte[head.Length + copies * records.Length];
        head.CopyTo(filled, 0);
        for (var i = 0; i < copies; i++)
        {
            records.CopyTo(filled, head.Length + i * records.Length);
        }
        return filled;
    }

    /// <summary>A file of C-DNS (RFC 8618) in which the first list of records is as long as that of a busy server, its tables as they are.</summary>
    static byte[] WithLongBlock(SampleFile sample)
    {
        const byte OpenList = 0x9F;
        var bytes = sample.Bytes;
        var first = (int)sample.Reports.FirstObserved;
        var isOpen = bytes[first - 1] == OpenList;
        var end = first;
        // A short list has the number of its items in the low bits of the byte before them.
        for (var left = isOpen ? int.MaxValue : bytes[first - 1] & 0x1F; left > 0 && bytes[end] != CborHead.Break; left--)
        {
            end += (int)CborItem.Measure(bytes.AsSpan(end));
        }
        Range[] observed = [.. sample.Reports.Observed(bytes.Length).Where(record => record.Start.Value < end)];
        var items = Join(bytes, observed.Select(record => record.Start.Value..(record.Start.Value + (int)CborItem.Measure(bytes.AsSpan(record.Start.Value)))));
        var list = Fill([], items[..^1], (items.Length - 1) * ItemsInBlock / observed.Length);
        return [.. bytes[..(first - 1)], OpenList, .. list, CborHead.Break, .. bytes[(isOpen ? end + 1 : end)..]];
    }

    /// <summary>A capture as Wireshark writes it (draft-ietf-opsawg-pcapng): one section, one interface, enhanced packet blocks.</summary>
    static byte[] PcapngOf(ReadOnlySpan<byte> pcap)
    {
        const int PcapHead = 24, PcapRecordHead = 16, SectionHeader = 0x0A0D0D0A, ByteOrder = 0x1A2B3C4D, Ethernet = 1;
        using var blocks = new MemoryStream(pcap.Length * 2);
        // Version 1.0, a section of unknown length.
        Write(blocks, SectionHeader, [ByteOrder, 1, -1, -1], []);
        Write(blocks, 1, [Ethernet, 0], []);
        for (var at = PcapHead; at < pcap.Length;)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(pcap[(at + 8)..]);
            var time = BinaryPrimitives.ReadUInt32LittleEndian(pcap[at..]) * 1_000_000L + BinaryPrimitives.ReadUInt32LittleEndian(pcap[(at + 4)..]);
            Write(blocks, 6, [0, (int)(time >> 32), (int)time, length, length], pcap.Slice(at + PcapRecordHead, length));
            at += PcapRecordHead + length;
        }
        return blocks.ToArray();
    }

    static void Write(Stream to, int type, ReadOnlySpan<int> fields, ReadOnlySpan<byte> packet)
    {
        var padding = -packet.Length & 3;
        var length = 12 + 4 * fields.Length + packet.Length + padding;
        Write(to, [type, length, .. fields]);
        to.Write(packet);
        to.Write([0, 0, 0], 0, padding);
        Write(to, [length]);
    }

    static void Write(Stream to, ReadOnlySpan<int> words)
    {
        Span<byte> bytes = stackalloc byte[4];
        foreach (var word in words)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes, word);
            to.Write(bytes);
        }
    }
}
