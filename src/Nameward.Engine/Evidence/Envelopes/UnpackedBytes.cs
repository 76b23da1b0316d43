namespace Nameward.Engine.Evidence.Envelopes;

/// <summary>The bytes of one source from front to back, its envelope peeled off; the file stays its owner's. Reading never throws: damage ends the source and is told.</summary>
abstract class UnpackedBytes(RawFile file) : IByteFeed
{
    /// <summary>The file below.</summary>
    protected RawFile File { get; } = file;

    /// <summary>Offset of the next byte in the unpacked source.</summary>
    public long Offset { get; protected set; }

    /// <inheritdoc/>
    public virtual string? Damage => File.Failure;

    /// <summary>Peels the envelope off that the first bytes show, whatever the file is called.</summary>
    public static UnpackedBytes Open(RawFile file)
    {
        Span<byte> head = stackalloc byte[GzipBytes.Magic.Length];
        var count = file.ReadAt(head, 0);
        return count == head.Length && head.SequenceEqual(GzipBytes.Magic) ? new GzipBytes(file) : new PlainBytes(file);
    }

    /// <summary>The same, to be read from front to back once: what is packed is unpacked by another thread meanwhile.</summary>
    public static IByteFeed OpenAhead(RawFile file)
    {
        var bytes = Open(file);
        return bytes is GzipBytes ? new UnpackedAhead(bytes) : bytes;
    }

    /// <inheritdoc/>
    public abstract int Fill(Span<byte> to);

    /// <summary>Goes to <paramref name="offset"/>, in either direction.</summary>
    /// <returns>Whether the source reaches that far.</returns>
    public abstract bool SkipTo(long offset);

    /// <inheritdoc/>
    public abstract void Dispose();
}
