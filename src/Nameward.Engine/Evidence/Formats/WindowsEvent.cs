using System.Text;
using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// One event of Windows, whichever container it came in: provider, number, time, computer and its data by name. All values are text in UTF-8, numbers in
/// decimal digits, as <c>wevtutil</c> prints them. It is filled again for the next event, so that nothing is allocated for one.
/// </summary>
sealed class WindowsEvent
{
    /// <summary>Data items that are kept of an event; those of the known providers have at most 30.</summary>
    public const int MostData = 128;

    /// <summary>What a time without a zone that no clock of the log's zone shows is counted as.</summary>
    public const string SkippedTime = "the clocks of the time zone skip this time";

    const string NoTime = "the time of the event cannot be read";

    /// <summary>Text that is kept of an event that is text itself: that of the largest record, decoded.</summary>
    const int MostText = 2 * IRecordReader.LargestRecord;

    /// <summary>Text that is kept of a binary event: a record has at most 64 KiB, of which values in UTF-16 grow by half and bytes in hexadecimal to twice as many.</summary>
    const int MostTextOfBinary = 4 * WindowsChunk.Bytes;

    const int DigitsOfId = 5;

    readonly int _most;
    readonly Slice[] _fields = new Slice[(int)WindowsField.DataName];
    readonly Slice[] _names = new Slice[MostData];
    readonly Slice[] _values = new Slice[MostData];
    byte[] _text = new byte[4096];
    byte[][] _order = [];
    DateTime _instant;
    int _nameless;

    /// <summary>An event without anything.</summary>
    /// <param name="isBinary">Whether events come in binary XML, which may repeat a value as often as it has room for its number.</param>
    public WindowsEvent(bool isBinary = false) => _most = isBinary ? MostTextOfBinary : MostText;

    /// <summary>Number of the event; -1 where there is none.</summary>
    public int Id { get; private set; }

    /// <summary>Its provider.</summary>
    public WindowsSource Source { get; private set; }

    /// <summary>Data items.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes of text written so far.</summary>
    public int Used { get; private set; }

    /// <summary>A field's text; empty where the event does not have it.</summary>
    public ReadOnlySpan<byte> this[WindowsField field] => Text(_fields[(int)field]);

    /// <summary>Starts the next event.</summary>
    public void Clear()
    {
        _fields.AsSpan().Clear();
        (Id, Source, Count, Used, _nameless, _order, _instant) = (-1, WindowsSource.Other, 0, 0, 0, [], default);
    }

    /// <summary>Room for so many bytes of text; false where an event would grow beyond measure.</summary>
    public bool TryRoom(int bytes, out Span<byte> room)
    {
        room = [];
        if (bytes > _most - Used)
        {
            return false;
        }
        if (Used + bytes > _text.Length)
        {
            Array.Resize(ref _text, Math.Max(Used + bytes, 2 * _text.Length));
        }
        room = _text.AsSpan(Used, bytes);
        return true;
    }

    /// <summary>Keeps bytes that were written into <see cref="TryRoom"/>.</summary>
    public void Advance(int bytes) => Used += bytes;

    /// <summary>Copies text; what would go beyond measure is left out.</summary>
    public Slice Copy(ReadOnlySpan<byte> text)
    {
        var start = Used;
        if (TryRoom(text.Length, out var room))
        {
            text.CopyTo(room);
            Advance(text.Length);
        }
        return new(start, Used - start);
    }

    /// <summary>Takes the text from <paramref name="start"/> to here for a field.</summary>
    public void SetField(WindowsField field, int start) => _fields[(int)field] = new(start, Used - start);

    /// <summary>Sets the time where the container has it in binary.</summary>
    public void SetTime(DateTime time) => _instant = time;

    /// <summary>Adds a data item; more than <see cref="MostData"/> are left out.</summary>
    /// <param name="name">Its name; empty where it has none and counts by its place.</param>
    /// <param name="value">Its text.</param>
    public void AddData(Slice name, Slice value)
    {
        if (Count < MostData)
        {
            // In place of a name stands which of those without one it is.
            _names[Count] = name.Length > 0 ? name : new(_nameless++, 0);
            _values[Count++] = value;
        }
    }

    /// <summary>Settles number and provider once all fields are set.</summary>
    public void End()
    {
        var id = this[WindowsField.Id].Trim(" \t\r\n"u8);
        Id = id.Length <= DigitsOfId && Numbers.TryUInt16(id, out var number) ? number : -1;
        Source = WindowsSources.Of(this);
    }

    /// <summary>Gives the names of items that have none, in the order in which the provider's manifest lists them.</summary>
    public void NameInOrder(byte[][] order) => _order = order;

    /// <summary>Name of an item; empty where it has none.</summary>
    public ReadOnlySpan<byte> NameOf(int item) => _names[item] switch
    {
        { Length: > 0 } name => Text(name),
        { Start: var place } => place < _order.Length ? _order[place] : [],
    };

    /// <summary>Text of an item.</summary>
    public ReadOnlySpan<byte> ValueOf(int item) => Text(_values[item]);

    /// <summary>Text of the first item of a name, in any case; empty where there is none.</summary>
    public ReadOnlySpan<byte> Data(ReadOnlySpan<byte> name)
    {
        for (var item = 0; item < Count; item++)
        {
            if (Ascii.EqualsIgnoreCase(NameOf(item), name))
            {
                return ValueOf(item);
            }
        }
        return [];
    }

    /// <summary>Text of the last item of a name, in any case: where the event itself has a member of that name, as the objects of PowerShell do, that stands before its data.</summary>
    public ReadOnlySpan<byte> LastData(ReadOnlySpan<byte> name)
    {
        for (var item = Count - 1; item >= 0; item--)
        {
            if (Ascii.EqualsIgnoreCase(NameOf(item), name))
            {
                return ValueOf(item);
            }
        }
        return [];
    }

    /// <summary>The account on whose behalf the event was written: <c>DOMAIN\name</c>, or its SID where no name is told; empty where neither is.</summary>
    public ReadOnlySpan<byte> Account => this[WindowsField.Account] is { IsEmpty: false } name ? InDomain(this[WindowsField.AccountDomain], name) : this[WindowsField.UserId];

    /// <summary>An account with its domain, where that is told apart from it.</summary>
    public ReadOnlySpan<byte> InDomain(ReadOnlySpan<byte> domain, ReadOnlySpan<byte> name)
    {
        if (domain.Trim((byte)'-').IsEmpty || name.IsEmpty || name.Contains((byte)'\\'))
        {
            return name;
        }
        var start = Copy(domain).Start;
        Copy("\\"u8);
        Copy(name);
        return Text(new(start, Used - start));
    }

    /// <summary>When the event was written, UTC; <see cref="DateTime.MinValue"/> where it does not tell.</summary>
    /// <param name="clock">Shows the times of the log that carry no zone; it is told each of them.</param>
    /// <param name="time">The time.</param>
    /// <returns>Null, or why it cannot be read.</returns>
    public string? ReadTime(LocalClock clock, out DateTime time)
    {
        time = _instant;
        var text = this[WindowsField.Time];
        var local = this[WindowsField.LocalTime];
        if (_instant != default || (text.IsEmpty && local.IsEmpty))
        {
            return null;
        }
        var isRead = text.IsEmpty ? Timestamps.TryParse(local, out time) : TryTime(text, out time);
        if (!isRead)
        {
            time = default;
            return NoTime;
        }
        return !text.IsEmpty || IsInstant(local) || clock.TryToUtc(DateTime.SpecifyKind(time, DateTimeKind.Unspecified), out time) ? null : SkippedTime;
    }

    /// <summary>Reads ISO 8601, a number from 1970, or <c>/Date(1763716442000)/</c>, as PowerShell 5 writes milliseconds from 1970.</summary>
    static bool TryTime(ReadOnlySpan<byte> text, out DateTime time)
    {
        if (text.StartsWith("/Date("u8) && text.EndsWith(")/"u8))
        {
            text = text[6..^2];
            // An offset behind the number tells of the zone that it was shown in, and counts for nothing.
            var end = text.IndexOfAny((byte)'+', (byte)'-');
            text = end > 0 ? text[..end] : text;
        }
        return Timestamps.TryParse(text, out time);
    }

    /// <summary>Whether a time that was read is a number from 1970, or names its zone.</summary>
    static bool IsInstant(ReadOnlySpan<byte> text) => text is not [_, _, _, _, (byte)'-', ..] || text[19..].IndexOfAny("Z+-"u8) >= 0;

    ReadOnlySpan<byte> Text(Slice slice) => _text.AsSpan(slice.Start, slice.Length);
}
