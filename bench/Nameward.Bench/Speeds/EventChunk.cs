using System.Buffers.Binary;
using Nameward.Engine.Evidence;
using Nameward.Engine.Observations;

namespace Nameward.Bench.Speeds;

/// <summary>A chunk of an event log of Windows (libevtx, Windows XML Event Log, "Chunk"), as full as a busy log has them: samples hold few events.</summary>
static class EventChunk
{
    /// <summary>Bytes of the head of a log; whole chunks follow.</summary>
    public const int FileHead = 4096;

    const int Bytes = 65_536, FirstRecord = 512;
    const int LastNumber = 16, LastId = 32, LastRecord = 44, FreeSpace = 48, RecordsSum = 52, HeadSummed = 120, HeadSum = 124, Offsets = 128;

    /// <summary>The first chunk of a sample, filled up with the first event in it that means the same wherever it stands: one that brings no template of its own. Where there is none, as it is.</summary>
    public static byte[] Filled(IFormat format, SampleFile sample)
    {
        foreach (var range in sample.Reports.Observed(sample.Bytes.Length))
        {
            var start = range.Start.Value;
            var record = sample.Bytes.AsSpan(start, BinaryPrimitives.ReadInt32LittleEndian(sample.Bytes.AsSpan(start + 4)));
            var chunk = sample.Bytes.AsSpan(FileHead, Bytes).ToArray();
            var copies = Fill(chunk, record);
            var read = Reports.Of(format, [.. sample.Bytes[..FileHead], .. chunk]);
            if (read.Rows == sample.Reports.Rows + copies && !read.HasMalformed)
            {
                return chunk;
            }
        }
        return sample.Bytes[FileHead..(FileHead + Bytes)];
    }

    static int Fill(Span<byte> chunk, ReadOnlySpan<byte> record)
    {
        var (at, copies) = (BinaryPrimitives.ReadInt32LittleEndian(chunk[FreeSpace..]), 0);
        var id = BinaryPrimitives.ReadUInt64LittleEndian(chunk[LastId..]);
        for (; at + record.Length <= Bytes; at += record.Length, copies++)
        {
            record.CopyTo(chunk[at..]);
            BinaryPrimitives.WriteUInt64LittleEndian(chunk[(at + 8)..], ++id);
            BinaryPrimitives.WriteInt32LittleEndian(chunk[LastRecord..], at);
        }
        BinaryPrimitives.WriteUInt64LittleEndian(chunk[LastNumber..], id);
        BinaryPrimitives.WriteUInt64LittleEndian(chunk[LastId..], id);
        BinaryPrimitives.WriteInt32LittleEndian(chunk[FreeSpace..], at);
        BinaryPrimitives.WriteUInt32LittleEndian(chunk[RecordsSum..], Crc32.Append(0, chunk[FirstRecord..at]));
        BinaryPrimitives.WriteUInt32LittleEndian(chunk[HeadSum..], Crc32.Append(Crc32.Append(0, chunk[..HeadSummed]), chunk[Offsets..FirstRecord]));
        return copies;
    }
}
