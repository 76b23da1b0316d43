using System.Buffers.Binary;
using BenchmarkDotNet.Attributes;
using Nameward.Bench.Generating;
using Nameward.Engine.Evidence.Wire;

namespace Nameward.Bench.Micro;

/// <summary>DNS messages of packets, queries and responses by turns, read with all their records.</summary>
public class WireMessages
{
    // libpcap's file header; its record header; Ethernet, IPv4 and UDP.
    const int FileHeader = 24, RecordHeader = 16, PacketHeaders = 42;

    readonly WireParser _parser = new();
    readonly byte[][] _messages = Messages();

    [Benchmark(OperationsPerInvoke = 2 * Rows.Count)]
    public int Parse()
    {
        var answers = 0;
        foreach (var message in _messages)
        {
            _parser.Parse(message, message.Length);
            answers += _parser.AnswersRead;
        }
        return answers;
    }

    static byte[][] Messages()
    {
        using var written = new MemoryStream();
        Generator.Write(new PcapFile(), Habits.Realistic, Rows.Count, written);
        var (file, messages) = (written.ToArray(), new List<byte[]>());
        for (var at = FileHeader; at < file.Length;)
        {
            var end = at + RecordHeader + BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(at + 8));
            messages.Add(file[(at + RecordHeader + PacketHeaders)..end]);
            at = end;
        }
        return [.. messages];
    }
}
