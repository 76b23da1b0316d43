using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// One record of the debug log: a line, or a packet's line with its details, or details or an event with all lines behind it that are nothing by
/// themselves. A record holds at most <see cref="IRecordReader.LargestRecord"/> bytes: it ends before the line that goes beyond.
/// </summary>
readonly record struct MicrosoftUnit
{
    /// <summary>What its first line is.</summary>
    public MicrosoftLineKind Kind { get; private init; }

    /// <summary>Date and time of the first line.</summary>
    public MicrosoftStamp Stamp { get; private init; }

    /// <summary>Bytes of the first line without its end.</summary>
    public int LineLength { get; private init; }

    /// <summary>Where the second line begins.</summary>
    public int BodyStart { get; private init; }

    /// <summary>Cuts the record that a block begins with.</summary>
    /// <returns>Bytes of the record, line ends included; 0 where it may go on behind the block.</returns>
    public static int Cut(ReadOnlySpan<byte> block, bool isLast, out MicrosoftUnit unit)
    {
        if (block[0] == 0)
        {
            unit = new() { Kind = MicrosoftLineKind.Zeros };
            var zeros = block.IndexOfAnyExcept((byte)0);
            return zeros < 0 ? block.Length : zeros;
        }
        isLast &= block.Length < IRecordReader.LargestRecord;
        var isFull = block.Length >= IRecordReader.LargestRecord;
        var window = isFull ? block[..IRecordReader.LargestRecord] : block;
        var length = MicrosoftLine.EndOf(window, isLast, out var next);
        if (length < 0)
        {
            unit = new() { Kind = MicrosoftLineKind.Endless };
            var end = block.IndexOf((byte)'\n');
            return !isFull ? 0 : end < 0 ? block.Length : end + 1;
        }
        var kind = MicrosoftLine.KindOf(window[..length], out var stamp);
        unit = new() { Kind = kind, Stamp = stamp, LineLength = length, BodyStart = next };
        return kind switch
        {
            MicrosoftLineKind.Packet => EndOfPacket(window, next, isLast, isFull),
            MicrosoftLineKind.Event or MicrosoftLineKind.Details => EndOfOthers(window, next, isLast, isFull),
            _ => next,
        };
    }

    static int EndOfPacket(ReadOnlySpan<byte> window, int at, bool isLast, bool isFull)
    {
        if (at < window.Length && Numbers.IsDigit(window[at]))
        {
            return at;
        }
        var length = MicrosoftLine.EndOf(window[at..], isLast, out var next);
        if (length < 0)
        {
            return isFull ? at : 0;
        }
        var isDetails = MicrosoftLine.KindOf(window.Slice(at, length), out _) == MicrosoftLineKind.Details;
        return isDetails ? EndOfOthers(window, at + next, isLast, isFull) : at;
    }

    static int EndOfOthers(ReadOnlySpan<byte> window, int at, bool isLast, bool isFull)
    {
        while (at < window.Length)
        {
            var length = MicrosoftLine.EndOf(window[at..], isLast, out var next);
            if (length < 0)
            {
                return isFull ? at : 0;
            }
            if (MicrosoftLine.KindOf(window.Slice(at, length), out _) != MicrosoftLineKind.Other)
            {
                return at;
            }
            at += next;
        }
        return isLast || isFull ? at : 0;
    }
}
