namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// A text of a statement about configuration, put together from parts: one thing, or a list of items with <c>, </c> between them. One belongs to one reader; its buffer is used
/// again. Of a list that is longer than it holds the first items are kept, and <c>...</c> behind them.
/// </summary>
sealed class SettingText
{
    const int Most = 8 << 10;

    /// <summary>Bytes that are left for the mark behind a list that is cut.</summary>
    const int Spare = 8;

    byte[] _bytes = [];
    int _length;
    int _item;
    bool _isFull;

    /// <summary>What was put together.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    /// <summary>Whether there is nothing.</summary>
    public bool IsEmpty => _length == 0;

    /// <summary>Begins anew.</summary>
    public SettingText Clear()
    {
        (_length, _item, _isFull) = (0, 0, false);
        return this;
    }

    /// <summary>Begins the next item.</summary>
    public SettingText Next()
    {
        if (_length > 0)
        {
            Add(", "u8);
        }
        _item = _isFull ? _item : _length;
        return this;
    }

    /// <summary>Adds a part to what was begun.</summary>
    public SettingText Add(ReadOnlySpan<byte> part)
    {
        if (_isFull)
        {
            return this;
        }
        _bytes = _bytes.Length == 0 ? new byte[Most] : _bytes;
        _isFull = part.Length > Most - Spare - _length;
        if (_isFull)
        {
            // An item that is cut would be another one.
            _length = _item;
            part = "..."u8;
        }
        part.CopyTo(_bytes.AsSpan(_length));
        _length += part.Length;
        return this;
    }

    /// <summary>Adds a name in the form that all statements have: in lower case, without a dot at its end, the root as a dot.</summary>
    public SettingText AddName(ReadOnlySpan<byte> name)
    {
        var hasDot = name is [_, .., (byte)'.'] && name is not [.., (byte)'\\', (byte)'.'];
        var start = _length;
        Add(hasDot ? name[..^1] : name);
        foreach (ref var c in _bytes.AsSpan(Math.Min(start, _length), Math.Max(0, _length - start)))
        {
            c |= c is >= (byte)'A' and <= (byte)'Z' ? (byte)0x20 : (byte)0;
        }
        return this;
    }

    /// <summary>Adds a port behind an address where it is not the one of DNS.</summary>
    public SettingText AddPort(ReadOnlySpan<byte> port) => port.IsEmpty || port.SequenceEqual("53"u8) ? this : Add("#"u8).Add(port);
}
