using Nameward.Engine.Evidence.Envelopes;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Carving;

/// <summary>
/// Takes lines out of a log to the byte. Where the format is not known by these lines alone, the lines at the top of the log that tell of it (Zeek's "#fields", the
/// header of a CSV file) stand before them.
/// </summary>
static class LineCarving
{
    const int MostRecord = 1 << 20, MostHeader = 64;

    /// <summary>The lines.</summary>
    public static CarvedSource Carve(SourceState source, UnpackedWindow window, CarveWish wish)
    {
        var head = window.At(source.Start, Identification.HeadBytes).ToArray();
        using var lines = new MemoryStream();
        var missing = 0L;
        foreach (var position in wish.Positions.Order())
        {
            var record = window.At(position + source.Start, MostRecord).Span;
            var length = Length(record);
            if (length == 0)
            {
                missing++;
                continue;
            }
            lines.Write(record[..length]);
            if (record[length - 1] != '\n')
            {
                lines.WriteByte((byte)'\n');
            }
        }
        var carved = lines.ToArray();
        return new([new("log", [.. Header(source.Format!, head, carved), .. carved])], wish.Positions.Count - missing, missing);
    }

    /// <summary>Bytes of the record at the start: its line, and those behind it that begin with a blank and so go on with it.</summary>
    static int Length(ReadOnlySpan<byte> bytes)
    {
        var end = 0;
        do
        {
            var line = bytes[end..].IndexOf((byte)'\n');
            end = line < 0 ? bytes.Length : end + line + 1;
        }
        while (end < bytes.Length && bytes[end] is (byte)' ' or (byte)'\t');
        return end;
    }

    /// <summary>As few lines of the top of the log as let the format know the carved ones for its own as surely as it knew the log.</summary>
    static byte[] Header(IFormat format, byte[] head, byte[] carved)
    {
        var wanted = format.Sniff(head);
        var end = 0;
        for (var lines = 0; lines < MostHeader; lines++)
        {
            byte[] tried = [.. head.AsSpan(0, end), .. carved.AsSpan(0, Math.Min(carved.Length, Identification.HeadBytes - Math.Min(end, Identification.HeadBytes)))];
            if (format.Sniff(tried) >= wanted)
            {
                return head[..end];
            }
            var next = head.AsSpan(end).IndexOf((byte)'\n');
            if (next < 0)
            {
                break;
            }
            end += next + 1;
        }
        return [];
    }
}
