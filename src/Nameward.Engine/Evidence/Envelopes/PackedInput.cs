namespace Nameward.Engine.Evidence.Envelopes;

/// <summary>The packed bytes of a layer through a window that remembers the last <see cref="Remembered"/> bytes, so that reading can go back over damage.</summary>
sealed class PackedInput
{
    /// <summary>How far back <see cref="GoTo"/> reaches.</summary>
    public const int Remembered = 64 << 10;

    // To go back in a layer that is packed itself is to unpack it from its start: a file made for it would have that done without end.
    const int MostReturns = 16;

    readonly UnpackedBytes? _below;
    long _start;
    int _returns;
    bool _isAtEnd;

    /// <summary>Stands where <paramref name="below"/> stands, which is its start.</summary>
    public PackedInput(UnpackedBytes below)
    {
        _below = below;
        Window = new byte[3 * Remembered];
    }

    /// <summary>Bytes that are all at hand.</summary>
    public PackedInput(byte[] bytes)
    {
        (Window, End, _isAtEnd) = (bytes, bytes.Length, true);
    }

    /// <summary>The window.</summary>
    public byte[] Window { get; }

    /// <summary>Place of the next byte in the window.</summary>
    public int At { get; set; }

    /// <summary>End of what is in the window.</summary>
    public int End { get; private set; }

    /// <summary>Offset of the next byte in the layer.</summary>
    public long Position => _start + At;

    /// <summary>What the window holds from the next byte on.</summary>
    public ReadOnlySpan<byte> Ahead => Window.AsSpan(At, End - At);

    /// <summary>The last <paramref name="count"/> bytes before the next one; no more than <see cref="Remembered"/>, and only what was gone over.</summary>
    public ReadOnlySpan<byte> Behind(int count) => Window.AsSpan(At - count, count);

    /// <summary>Brings more bytes into the window.</summary>
    /// <returns>Whether there are any.</returns>
    public bool More()
    {
        if (_isAtEnd)
        {
            return false;
        }
        var from = Math.Max(0, At - Remembered);
        Window.AsSpan(from, End - from).CopyTo(Window);
        (_start, At, End) = (_start + from, At - from, End - from);
        var room = Window.AsSpan(End);
        var count = _below!.Fill(room);
        End += count;
        _isAtEnd = count < room.Length;
        return count > 0;
    }

    /// <summary>Sees to it that <paramref name="count"/> bytes are ahead.</summary>
    /// <returns>Whether there are so many.</returns>
    public bool Has(int count)
    {
        while (End - At < count && More())
        {
        }
        return End - At >= count;
    }

    /// <summary>The next byte; -1 at the end.</summary>
    public int ReadByte() => Has(1) ? Window[At++] : -1;

    /// <summary>Goes back, or on within what is at hand.</summary>
    public void GoTo(long position) => At = (int)(position - _start);

    /// <summary>Goes back to any place.</summary>
    /// <returns>False where that would be too much work; then it stands where it stood.</returns>
    public bool TryGoBack(long position)
    {
        if (position >= _start)
        {
            GoTo(position);
            return true;
        }
        if (_below is null || _below.SeekableLength is null && _returns++ >= MostReturns || !_below.SkipTo(position))
        {
            return false;
        }
        (_start, At, End, _isAtEnd) = (position, 0, 0, false);
        return true;
    }

    /// <summary>Puts the layer to its start and begins again.</summary>
    public void Restart()
    {
        _below?.SkipTo(0);
        (_start, At, End, _isAtEnd, _returns) = (0, 0, 0, false, 0);
    }
}
