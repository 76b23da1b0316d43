namespace Nameward.Engine.Transcripts.Rebuilding;

/// <summary>How much all sessions of one conversation may unpack: what is small in a tunnel can be large behind it.</summary>
sealed class InnerRoom
{
    /// <summary>Bytes that are unpacked at most.</summary>
    public const long MostBytes = 128L << 20;

    // What does not unpack costs time too.
    const int Failure = 4096;

    long _used;

    /// <summary>Whether nothing is unpacked any more.</summary>
    public bool IsFull => _used >= MostBytes;

    /// <summary>Unpacks, where there is room; null where there is none, or nothing unpacks.</summary>
    public byte[]? Take(Func<byte[]?> unpack)
    {
        var unpacked = IsFull ? null : unpack();
        _used += unpacked?.Length ?? Failure;
        return unpacked;
    }
}
