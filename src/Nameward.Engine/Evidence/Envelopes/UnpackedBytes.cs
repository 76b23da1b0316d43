namespace Nameward.Engine.Evidence.Envelopes;

/// <summary>The bytes of one source from front to back, its envelope peeled off; the file stays its owner's. Reading never throws: damage ends the source and is told.</summary>
abstract class UnpackedBytes(RawFile file) : IDisposable
{
    /// <summary>The file below.</summary>
    protected RawFile File { get; } = file;

    /// <summary>Offset of the next byte in the unpacked source.</summary>
    public long Offset { get; protected set; }

    /// <summary>What is wrong with the file or its envelope; null while nothing is.</summary>
    public virtual string? Damage => File.Failure;

    /// <summary>Peels the envelope off that the first bytes show, whatever the file is called.</summary>
    public static UnpackedBytes Open(RawFile file)
    {
        Span<byte> head = stackalloc byte[GzipBytes.Magic.Length];
        var count = file.ReadAt(head, 0);
        return count == head.Length && head.SequenceEqual(GzipBytes.Magic) ? new GzipBytes(file) : new PlainBytes(file);
    }

    /// <summary>Fills <paramref name="to"/> completely, less only where the source ends.</summary>
    public abstract int Fill(Span<byte> to);

    /// <summary>Goes to <paramref name="offset"/>, in either direction.</summary>
    /// <returns>Whether the source reaches that far.</returns>
    public abstract bool SkipTo(long offset);

    /// <inheritdoc/>
    public abstract void Dispose();
}
