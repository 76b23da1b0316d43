namespace Nameward.Engine.Transcripts.Rebuilding;

/// <summary>One direction of a TCP conversation (RFC 9293): numbers of 32 bits are places in a stream that only goes on.</summary>
sealed class InnerStream
{
    // Numbers farther from the last than any window (RFC 7323 section 2.3: 2^30) are none of this stream.
    const long Window = 1L << 30, First = 1L << 32;

    long? _last, _begin, _heard, _heardFirst;
    bool _isHeardOnly = true;

    /// <summary>What was sent.</summary>
    public ByteStream Bytes { get; } = new();

    /// <summary>Whether a SYN with this number begins another stream than this.</summary>
    public bool IsOther(uint sequence)
    {
        const int Near = 1 << 16;
        var begin = Place(sequence) + 1;
        var known = _begin ?? (Bytes.IsEmpty ? _last ?? begin : Bytes.Start);
        return !_isHeardOnly && (_begin is null ? begin > known || begin < known - Near : begin != known);
    }

    /// <summary>Takes a segment.</summary>
    /// <returns>Bytes that were new.</returns>
    public int Take(uint sequence, bool begins, bool ends, ReadOnlySpan<byte> data)
    {
        var place = Place(sequence);
        if (_last is { } last && Math.Abs(place - last) > Window)
        {
            return 0;
        }
        _isHeardOnly = false;
        if (begins)
        {
            place++;
            if (_begin is null)
            {
                Bytes.BeginsAt((_begin = place).Value);
            }
        }
        var fresh = Bytes.Put(place, data);
        if (ends)
        {
            Bytes.GoesTo(place + data.Length);
        }
        _last = Math.Max(_last ?? place, place + data.Length);
        return fresh;
    }

    /// <summary>The other side has everything before this number.</summary>
    public void Heard(uint acknowledgement)
    {
        var place = Place(acknowledgement);
        if (_last is { } last && Math.Abs(place - last) > Window)
        {
            return;
        }
        // Only seen through the other side: what it has when it is first seen is the beginning.
        if (_last is null && _begin is null)
        {
            _heardFirst = place;
        }
        _last ??= place;
        _heard = Math.Max(_heard ?? place, place);
    }

    /// <summary>Ends the stream: it goes on to where the other side heard it. One byte more may be the end itself, which has a number too.</summary>
    public void Finish()
    {
        if (_isHeardOnly && _heardFirst is { } first)
        {
            Bytes.BeginsAt(first);
        }
        if (_heard is { } heard && heard > Bytes.End + 1 && (!Bytes.IsEmpty || _begin is not null || _isHeardOnly))
        {
            Bytes.GoesTo(heard);
        }
    }

    long Place(uint number) => _last is { } last ? last + (int)(number - (uint)last) : First + number;
}
