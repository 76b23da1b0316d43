namespace Nameward.Engine.Evidence.Envelopes;

/// <summary>
/// The bytes of one layer: a file, or what is in an envelope that stands on another layer. Reading never throws: damage ends the layer, or is passed over, and is
/// told. A layer gives the same bytes whatever is asked for.
/// </summary>
abstract class UnpackedBytes : IByteFeed
{
    /// <summary>Offset of the next byte.</summary>
    public long Offset { get; protected set; }

    /// <inheritdoc/>
    public abstract string? Damage { get; }

    /// <summary>Its bytes, where any of them is as near as any other; null where to go back is to begin again.</summary>
    public virtual long? SeekableLength => null;

    /// <inheritdoc/>
    public abstract int Fill(Span<byte> to);

    /// <summary>Goes to <paramref name="offset"/>, in either direction.</summary>
    /// <returns>Whether the bytes reach that far.</returns>
    public abstract bool SkipTo(long offset);

    /// <summary>Lets go of this layer and of those below that are its own.</summary>
    public abstract void Dispose();
}
