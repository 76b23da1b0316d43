using Nameward.Engine.Evidence.Envelopes;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence;

/// <summary>Fetches the lines that stand at given offsets of sources.</summary>
sealed class ExcerptReading : IDisposable
{
    const int MostBytes = 512;

    readonly ReopenedFile _file = new();

    /// <summary>Adds the line at each of <paramref name="positions"/>, which are in rising order; nothing where the source is no text, changed or gone.</summary>
    public void Read(SourceState source, IEnumerable<SourcePosition> positions, IDictionary<SourcePosition, HostileText> excerpts)
    {
        if (source.Format?.Info.Positions != PositionKind.ByteOffset)
        {
            return;
        }
        using var peeled = _file.Open(source);
        if (peeled is null)
        {
            return;
        }
        var window = new UnpackedWindow(peeled.Bytes);
        foreach (var position in positions)
        {
            var line = window.At(position.Offset + source.Start, MostBytes).Span;
            if (!line.IsEmpty && !IsBinary(line))
            {
                excerpts[position] = HostileText.Text(WithoutEnd(line));
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    /// <summary>Whether a record is no text: those of an event log of Windows begin with a signature of which half is zeros.</summary>
    static bool IsBinary(ReadOnlySpan<byte> record) => record[..Math.Min(record.Length, 4)].Contains((byte)0);

    static ReadOnlySpan<byte> WithoutEnd(ReadOnlySpan<byte> line)
    {
        var end = line.IndexOf((byte)'\n');
        line = end < 0 ? line : line[..end];
        return end >= 0 && line is [.., (byte)'\r'] ? line[..^1] : line;
    }
}
