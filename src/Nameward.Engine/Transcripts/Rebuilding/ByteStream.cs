namespace Nameward.Engine.Transcripts.Rebuilding;

/// <summary>
/// The bytes of one direction, each put where it belongs and counted once: pieces may come in any order, again, or not at all. What came first stands; bytes
/// that contradict it are counted and left out.
/// </summary>
sealed class ByteStream
{
    /// <summary>Most bytes of one stream that are kept; what is beyond is counted.</summary>
    public const long MostBytes = 64L << 20;

    // A tree: pieces that come in reverse order cost no more than others.
    readonly SortedSet<Piece> _pieces = new(Comparer<Piece>.Create((one, other) => one.At.CompareTo(other.At)));
    long? _origin;

    /// <summary>Bytes that are known, each once; those that were too many to keep too.</summary>
    public long Recovered => Kept + Left;

    /// <summary>Bytes kept.</summary>
    public long Kept { get; private set; }

    /// <summary>Bytes that were not kept because there were too many.</summary>
    public long Left { get; private set; }

    /// <summary>Bytes that came again and said something else.</summary>
    public long Contradicted { get; private set; }

    /// <summary>Whether nothing was put.</summary>
    public bool IsEmpty => Recovered == 0;

    /// <summary>Where the bytes begin: the place that <see cref="BeginsAt"/> named, or the first that is known.</summary>
    public long Start => _origin ?? _pieces.Min.At;

    /// <summary>The place behind the last byte that is known or known to be missing.</summary>
    public long End { get; private set; }

    /// <summary>Runs of missing bytes between the start and the end.</summary>
    public int Gaps => Runs().Count(run => run.IsMissing);

    /// <summary>Bytes missing between the start and the end.</summary>
    public long Missing => Math.Max(0, End - Start - Kept);

    /// <summary>Names the place of the first byte, so that one missing before the first that came is a gap; pieces before it are left out.</summary>
    public void BeginsAt(long place)
    {
        _origin = place;
        End = Math.Max(End, place);
    }

    /// <summary>Says that the stream goes on to this place, whether or not the bytes before it come.</summary>
    public void GoesTo(long place) => End = Math.Max(End, place);

    /// <summary>Puts bytes behind the last.</summary>
    /// <returns>How many were new.</returns>
    public int Append(ReadOnlySpan<byte> data) => Put(End, data);

    /// <summary>Puts bytes at a place.</summary>
    /// <returns>How many of them were new.</returns>
    public int Put(long place, ReadOnlySpan<byte> data)
    {
        if (_origin is { } origin && place < origin)
        {
            data = data[(int)Math.Min(data.Length, origin - place)..];
            place = origin;
        }
        var fresh = 0;
        while (!data.IsEmpty)
        {
            var known = Before(place);
            var same = (int)Math.Clamp(known.End - place, 0, data.Length);
            if (same > 0)
            {
                Contradicted += Differing(known.Data.AsSpan((int)(place - known.At), same), data[..same]);
            }
            else
            {
                same = (int)Math.Min(data.Length, Behind(place) - place);
                fresh += Keep(place, data[..same]);
            }
            place += same;
            data = data[same..];
        }
        End = Math.Max(End, place);
        return fresh;
    }

    /// <summary>The first bytes in one run from the start, at most so many.</summary>
    public byte[] Head(int most)
    {
        var head = new List<byte>();
        foreach (var piece in _pieces)
        {
            if (piece.At != Start + head.Count || head.Count >= most)
            {
                break;
            }
            head.AddRange(piece.Data.AsSpan(0, Math.Min(piece.Data.Length, most - head.Count)));
        }
        return [.. head];
    }

    /// <summary>
    /// All of it, zeros where bytes are missing; a gap of more than <paramref name="mostGap"/> bytes is written as none, and so are all behind as many zeros as
    /// there are bytes: gaps cost an adversary nothing.
    /// </summary>
    public byte[] Content(int mostGap = 1 << 20)
    {
        using var whole = new MemoryStream();
        var zeros = Math.Max(mostGap, Kept);
        foreach (var (length, data) in Runs())
        {
            if (data is null)
            {
                var written = length <= Math.Min(mostGap, zeros) ? length : 0;
                zeros -= written;
                whole.Write(new byte[written]);
            }
            else
            {
                whole.Write(data);
            }
        }
        return whole.ToArray();
    }

    /// <summary>What is known and what is missing, in order; a run that is missing has no bytes.</summary>
    public IEnumerable<(long Length, byte[]? Data)> Parts() => Runs().Select(run => (run.Length, run.Data));

    IEnumerable<PieceRun> Runs()
    {
        var at = Start;
        foreach (var piece in _pieces)
        {
            if (piece.At > at)
            {
                yield return new(piece.At - at, null);
            }
            yield return new(piece.Data.Length, piece.Data);
            at = piece.End;
        }
        if (End > at && Left == 0)
        {
            yield return new(End - at, null);
        }
    }

    int Keep(long place, ReadOnlySpan<byte> data)
    {
        var room = (int)Math.Min(data.Length, MostBytes - Kept);
        Left += data.Length - room;
        if (room > 0)
        {
            _pieces.Add(new(place, data[..room].ToArray()));
            Kept += room;
        }
        return data.Length;
    }

    static int Differing(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        var differing = 0;
        for (var i = 0; i < one.Length; i++)
        {
            differing += one[i] == other[i] ? 0 : 1;
        }
        return differing;
    }

    /// <summary>The last piece that begins at a place or before it; an empty one where there is none.</summary>
    Piece Before(long place) => _pieces.Count == 0 || _pieces.Max.At <= place ? _pieces.Max : _pieces.GetViewBetween(new(long.MinValue, []), new(place, [])).Max;

    /// <summary>Where the first piece begins behind a place; the greatest number where there is none.</summary>
    long Behind(long place) => _pieces.Count == 0 || _pieces.Max.At <= place ? long.MaxValue : _pieces.GetViewBetween(new(place, []), new(long.MaxValue, [])).Min.At;

    readonly record struct Piece(long At, byte[]? Bytes)
    {
        public byte[] Data => Bytes ?? [];

        public long End => At + Data.Length;
    }

    readonly record struct PieceRun(long Length, byte[]? Data)
    {
        public bool IsMissing => Data is null;
    }
}
