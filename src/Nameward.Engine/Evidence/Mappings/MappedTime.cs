using Nameward.Engine.Evidence.Formats;
using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Mappings;

/// <summary>The times of mapped records. One belongs to one reader.</summary>
sealed class MappedTime(Mapping mapping)
{
    /// <summary>No time, with its date in another column, is longer.</summary>
    const int Longest = 128;

    readonly bool _isThere = mapping["time"] is not null;
    readonly bool _hasTwo = mapping["time"]?.And is not null;
    readonly TimeLayout? _layout = mapping["time"]?.Layout;
    readonly byte[] _both = new byte[Longest];

    /// <summary>When a record was, as it is written; the time of its envelope where it has none itself.</summary>
    public LogStamp StampOf(MappedValues values, LogStamp envelope)
    {
        if (!_isThere)
        {
            return envelope;
        }
        var text = TextOf(values);
        return _layout is null ? LogStamp.Iso(text) : !_layout.TryRead(text, out var time, out var isUtc) ? LogStamp.Damaged : isUtc ? LogStamp.Utc(time) : LogStamp.Local(time);
    }

    /// <summary>How long a conversation lasted, by two times on one clock; null where they do not tell.</summary>
    public TimeSpan? DurationOf(MappedValues values) =>
        TryRead(TextOf(values), out var from) && TryRead(values[LogField.End], out var to) && to > from ? to - from : null;

    bool TryRead(ReadOnlySpan<byte> text, out DateTime time) => _layout is null ? Timestamps.TryParse(text, out time) : _layout.TryRead(text, out time, out _);

    ReadOnlySpan<byte> TextOf(MappedValues values)
    {
        var date = values[LogField.Time];
        if (!_hasTwo)
        {
            return date;
        }
        var clock = values[MapKey.SecondOfTime];
        if (date.Length + 1 + clock.Length > Longest)
        {
            return [];
        }
        date.CopyTo(_both);
        _both[date.Length] = (byte)' ';
        clock.CopyTo(_both.AsSpan(date.Length + 1));
        return _both.AsSpan(0, date.Length + 1 + clock.Length);
    }
}
