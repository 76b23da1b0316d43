using Nameward.Engine.Evidence.Envelopes;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence;

/// <summary>Fetches the lines that stand at given offsets of a source.</summary>
static class ExcerptReading
{
    const int MostBytes = 512;

    /// <summary>Adds the line at each of <paramref name="positions"/>, which are in rising order; nothing where the source is packets, changed or gone.</summary>
    public static void Read(SourceState source, IEnumerable<SourcePosition> positions, IDictionary<SourcePosition, HostileText> excerpts)
    {
        if (source.Format?.Info.Positions != PositionKind.ByteOffset)
        {
            return;
        }
        using var file = source.Reopen();
        if (file is null)
        {
            return;
        }
        using var bytes = UnpackedBytes.Open(file);
        var window = new UnpackedWindow(bytes);
        foreach (var position in positions)
        {
            var line = window.At(position.Offset + source.Start, MostBytes).Span;
            if (!line.IsEmpty && !IsBinary(line))
            {
                excerpts[position] = HostileText.Text(WithoutEnd(line));
            }
        }
    }

    /// <summary>Whether a record is no text: those of an event log of Windows begin with a signature of which half is zeros.</summary>
    static bool IsBinary(ReadOnlySpan<byte> record) => record[..Math.Min(record.Length, 4)].Contains((byte)0);

    static ReadOnlySpan<byte> WithoutEnd(ReadOnlySpan<byte> line)
    {
        var end = line.IndexOf((byte)'\n');
        line = end < 0 ? line : line[..end];
        return end >= 0 && line is [.., (byte)'\r'] ? line[..^1] : line;
    }
}
