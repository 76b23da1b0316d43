namespace Nameward.Engine.Findings;

/// <summary>Byte strings in the order of their bytes, a shorter one before those that it begins.</summary>
sealed class ByteOrder : IComparer<byte[]>
{
    /// <summary>The one instance.</summary>
    public static ByteOrder Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(byte[]? x, byte[]? y) => x.AsSpan().SequenceCompareTo(y);
}
