namespace Nameward.Engine.Transcripts.Rebuilding;

/// <summary>One direction of a session while it is put together.</summary>
sealed class SessionSide
{
    long _announced;

    /// <summary>The bytes that went this way, where the tool carries one stream of them.</summary>
    public ByteStream Stream { get; } = new();

    /// <summary>Bytes of content decoded elsewhere than in the stream (files, packets inside), each once.</summary>
    public long Besides { get; set; }

    /// <summary>Pieces known to be missing elsewhere than in the stream.</summary>
    public int GapsBesides { get; set; }

    /// <summary>Most bytes that these pieces can have held; null where that is not known.</summary>
    public long? MissingBesides { get; set; } = 0;

    /// <summary>Most bytes in names or answers of the session that could not be read, beside those that were.</summary>
    public long Unread { get; set; }

    /// <summary>Whether the content can be read at all; false where it is encrypted, or the evidence does not show this direction.</summary>
    public bool IsReadable { get; set; } = true;

    /// <summary>Where the content cannot be read but its size is told: its bytes, each once; null where it is not told.</summary>
    public long? Sized { get; set; }

    /// <summary>Where the content cannot be read and some of what was counted may have been sent again: its bytes at most; null where <see cref="Sized"/> is exact.</summary>
    public long? SizedAtMost { get; set; }

    /// <summary>Bytes that names or answers of the session can have held at most: its distinct labels with the symbols that occur in them, or the data of its records.</summary>
    public long Capacity { get; set; }

    /// <summary>Counts content that cannot be read, of which so many bytes came and so many at most are missing; null where that is not known.</summary>
    public void Count(long bytes, int gaps, long? missing)
    {
        (Sized, GapsBesides, MissingBesides) = ((Sized ?? 0) + bytes, GapsBesides + gaps, MissingBesides + missing);
        _announced += bytes + (missing ?? 0);
    }

    /// <summary>Counts content that went this way for sure and cannot be read: none of it is known, and so much it was at most.</summary>
    public void Lose(long bytes)
    {
        Sized ??= 0;
        Unread += bytes;
    }

    /// <summary>What is known of this direction.</summary>
    public RebuiltSide Finish()
    {
        var gaps = Stream.Gaps + GapsBesides;
        if (!IsReadable)
        {
            return Sized is { } sized ? new(null, sized, Math.Max(_announced, HighOf(Math.Max(sized, SizedAtMost ?? 0) + Unread, gaps, MissingBesides is > 0 ? MissingBesides : null)), gaps) : new(null, 0, Capacity, gaps);
        }
        var recovered = Stream.Recovered + Besides;
        long? missing = MissingBesides is { } besides ? Stream.Missing + besides : null;
        return new(recovered, recovered, HighOf(recovered + Unread, gaps, missing), gaps);
    }

    long HighOf(long known, int gaps, long? missing) => gaps == 0 ? known : missing is { } bytes ? known + bytes : Math.Max(known, Capacity);
}
