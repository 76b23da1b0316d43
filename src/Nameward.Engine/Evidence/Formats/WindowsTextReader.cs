using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Reads events from a text in which each is one piece, of a line or of many. What is kept from one to the next is the clock, where the log's times carry
/// no zone and its clocks are put back. A piece whose end does not come within <see cref="IRecordReader.LargestRecord"/> is one malformed record, behind which
/// the next event is looked for.
/// </summary>
abstract class WindowsTextReader : IRecordReader
{
    /// <summary>Why an event is malformed that ends too early.</summary>
    public const string CutEvent = "the event is cut";

    const string NoEvent = "no event stands where one should";
    const string LongEvent = "the event is longer than 1 MiB";
    const string LongLine = "the line is longer than 1 MiB";

    readonly LocalClock _clock;
    long _offset;
    bool _isLost;

    // Made when first read with: what is forked is kept for each block of a source.
    WindowsRows Rows => field ??= new();

    /// <summary>A reader at the start of a source.</summary>
    protected WindowsTextReader(TimeZoneInfo zone) => _clock = new(zone);

    /// <summary>A reader that stands where <paramref name="other"/> stands.</summary>
    protected WindowsTextReader(WindowsTextReader other) => (_clock, _offset, _isLost) = (other._clock.Fork(), other._offset, other._isLost);

    static ReadOnlySpan<byte> Mark => "\uFEFF"u8;

    /// <summary>Cuts the piece that a text begins with.</summary>
    /// <returns>Its bytes; those of the text where its end is not in sight.</returns>
    protected abstract int Cut(ReadOnlySpan<byte> text, out WindowsUnit unit);

    /// <summary>Finds where an event may begin again.</summary>
    /// <returns>Whether it was found; <paramref name="length"/> are the bytes before it, or those that surely hold none.</returns>
    protected abstract bool TryFind(ReadOnlySpan<byte> text, out int length);

    /// <summary>Reads a piece.</summary>
    protected abstract WindowsParse Parse(ReadOnlySpan<byte> text, WindowsEvent to);

    /// <inheritdoc/>
    public abstract IRecordReader Fork();

    /// <inheritdoc/>
    public int Read(ReadOnlySpan<byte> block, bool isLast, IBatchWriter rows) => Walk(block, isLast, rows);

    /// <inheritdoc/>
    public int Skim(ReadOnlySpan<byte> block, bool isLast, IBatchWriter inOrder) => Walk(block, isLast, rows: null);

    /// <summary>Walks over whole pieces and reads them into <paramref name="rows"/>; where that is null, keeps only what later records need.</summary>
    int Walk(ReadOnlySpan<byte> block, bool isLast, IBatchWriter? rows)
    {
        var at = _offset == 0 && block.StartsWith(Mark) ? Mark.Length : 0;
        while (at < block.Length)
        {
            var wasLost = _isLost;
            var length = wasLost ? Find(block[at..], isLast) : Step(block[at..], isLast, _offset + at, rows);
            at += length;
            if (wasLost ? _isLost : length == 0)
            {
                break;
            }
        }
        _offset += at;
        return at;
    }

    int Find(ReadOnlySpan<byte> rest, bool isLast)
    {
        _isLost = !TryFind(rest, out var length);
        return _isLost && isLast ? rest.Length : length;
    }

    /// <summary>Reads one piece.</summary>
    /// <returns>Its bytes; 0 where more of the source must be seen.</returns>
    int Step(ReadOnlySpan<byte> rest, bool isLast, long offset, IBatchWriter? rows)
    {
        var isFull = rest.Length >= IRecordReader.LargestRecord;
        var window = isFull ? rest[..IRecordReader.LargestRecord] : rest;
        var length = Cut(window, out var unit);
        var isOpen = unit is WindowsUnit.OpenEvent or WindowsUnit.OpenJunk;
        if (isOpen && !isFull && !isLast)
        {
            return 0;
        }
        _isLost = isOpen && isFull;
        Take(window[..length], unit, offset, rows);
        return length;
    }

    void Take(ReadOnlySpan<byte> text, WindowsUnit unit, long offset, IBatchWriter? rows)
    {
        if (unit == WindowsUnit.Event)
        {
            TakeEvent(text, offset, rows);
        }
        else if (unit != WindowsUnit.Nothing && rows is not null)
        {
            var isLong = text.Length >= IRecordReader.LargestRecord;
            rows.Malformed(offset, unit switch
            {
                WindowsUnit.OpenEvent when isLong => LongEvent,
                WindowsUnit.OpenJunk when isLong => LongLine,
                WindowsUnit.OpenJunk or WindowsUnit.Junk => NoEvent,
                _ => CutEvent,
            });
        }
    }

    void TakeEvent(ReadOnlySpan<byte> text, long offset, IBatchWriter? rows)
    {
        if (rows is null && !_clock.NeedsOrder)
        {
            return;
        }
        var parse = Parse(text, Rows.Event);
        if (rows is null)
        {
            if (parse == WindowsParse.Event)
            {
                Rows.Event.ReadTime(_clock, out _);
            }
        }
        else if (parse == WindowsParse.Event)
        {
            Rows.Take(_clock, offset, rows);
        }
        else if (parse == WindowsParse.Other)
        {
            rows.Ignored(offset);
        }
        else
        {
            rows.Malformed(offset, "the event is not well-formed");
        }
    }
}
