using Nameward.Bench.Generating;
using Nameward.Engine.Evidence;
using Nameward.Engine.Observations;

namespace Nameward.Bench.Micro;

/// <summary>Made-up look-ups for the benchmarks, the same always.</summary>
static class Rows
{
    /// <summary>Few enough to stay in the second cache, so that what is measured is work and not waiting for memory.</summary>
    public const int Count = 1024;

    /// <summary>The lines of one form without their ends, heads left out.</summary>
    public static byte[][] Lines(string form)
    {
        using var written = new MemoryStream();
        Generator.Write(Generator.Forms[form](), Habits.Realistic, Count, written);
        var lines = new List<byte[]>();
        foreach (var range in written.ToArray().AsSpan().Split((byte)'\n'))
        {
            var line = written.GetBuffer()[range];
            if (line is [not (byte)'#', ..])
            {
                lines.Add(line);
            }
        }
        return [.. lines];
    }

    /// <summary>One field of every line of a Zeek log, counted from 0.</summary>
    public static byte[][] Column(int number) => [.. Lines("zeek").Select(line => Field(line, number))];

    /// <summary>The names of all look-ups in canonical wire form.</summary>
    public static byte[][] Names() => [.. Column(9).Select(text =>
    {
        var name = new byte[WireName.MaxBytes + 1];
        return name[..WireName.FromText(text, name)];
    })];

    /// <summary>The look-ups as batches that can be taken again and again.</summary>
    public static HeldBatch[] Batches(string form, IFormat format, int lookUps)
    {
        using var written = new MemoryStream();
        Generator.Write(Generator.Forms[form](), Habits.Realistic, lookUps, written);
        var sink = new HoldingSink();
        var writer = new BatchWriter(sink);
        writer.Begin(new(0, 0), format.Info.Number);
        format.Open(new(0, TimeZoneInfo.Utc)).Read(written.ToArray(), isLast: true, writer);
        writer.Flush();
        return [.. sink.Batches];
    }

    static byte[] Field(ReadOnlySpan<byte> line, int number)
    {
        foreach (var range in line.Split((byte)'\t'))
        {
            if (number-- == 0)
            {
                return line[range].ToArray();
            }
        }
        return [];
    }
}
