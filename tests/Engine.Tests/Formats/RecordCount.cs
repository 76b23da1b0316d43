using System.Buffers.Binary;
using System.Text.Json;

namespace Nameward.Engine.Tests.Formats;

/// <summary>Counts the records of a file by other means than the readers of the program.</summary>
static class RecordCount
{
    const int PcapHeader = 24, PacketHeader = 16;

    /// <summary>The number of records.</summary>
    public static long Of(Counted counted, byte[] bytes) => counted switch
    {
        Counted.Lines => bytes.Count(c => c == '\n') + (bytes[^1] == '\n' ? 0 : 1),
        Counted.CsvRows => CsvRows(bytes),
        Counted.JsonValues => JsonValues(bytes),
        Counted.EventElements => Found(bytes, "<Event "u8) + Found(bytes, "<Event>"u8),
        Counted.EventRecords => Found(bytes, [0x2A, 0x2A, 0, 0]),
        Counted.Frames => Frames(bytes),
        Counted.Packets => Packets(bytes),
        Counted.HeadLines => HeadLines(bytes),
        Counted.Settings => System.Text.Encoding.ASCII.GetString(bytes).Split('\n', StringSplitOptions.TrimEntries).Count(line => line is not ("" or "};")),
        _ => throw new ArgumentOutOfRangeException(nameof(counted)),
    };

    static long CsvRows(byte[] bytes)
    {
        var (count, isQuoted) = (0, false);
        foreach (var c in bytes)
        {
            isQuoted ^= c == '"';
            count += c == '\n' && !isQuoted ? 1 : 0;
        }
        return count + (bytes[^1] == '\n' ? 0 : 1);
    }

    static long JsonValues(byte[] bytes)
    {
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { AllowMultipleValues = true });
        var count = 0;
        for (; reader.Read(); count++)
        {
            reader.Skip();
        }
        return count;
    }

    static long HeadLines(ReadOnlySpan<byte> bytes)
    {
        var count = 0;
        bytes = bytes is [.., (byte)'\n'] ? bytes[..^1] : bytes;
        foreach (var line in bytes.Split((byte)'\n'))
        {
            count += bytes[line] is [] or [(byte)'\r'] or [>= (byte)'0' and <= (byte)'9', ..] ? 1 : 0;
        }
        return count;
    }

    static long Found(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> what) => bytes.Count(what);

    /// <summary>A frame whose length is 0 is a control frame, and has its length behind that.</summary>
    static long Frames(ReadOnlySpan<byte> bytes)
    {
        var count = 0;
        while (!bytes.IsEmpty)
        {
            var length = (int)BinaryPrimitives.ReadUInt32BigEndian(bytes);
            count += length == 0 ? 0 : 1;
            bytes = bytes[(4 + (length == 0 ? 4 + (int)BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]) : length))..];
        }
        return count;
    }

    static long Packets(ReadOnlySpan<byte> bytes)
    {
        var isLittle = bytes[0] is 0xD4 or 0x4D;
        var count = 0;
        for (bytes = bytes[PcapHeader..]; !bytes.IsEmpty; count++)
        {
            var stored = isLittle ? BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]) : BinaryPrimitives.ReadInt32BigEndian(bytes[8..]);
            bytes = bytes[(PacketHeader + stored)..];
        }
        return count;
    }
}
