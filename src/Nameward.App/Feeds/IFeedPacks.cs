using System.Collections.Immutable;
using Nameward.Engine.Intelligence;
using Nameward.Engine.Intelligence.Feeds;

namespace Nameward.App.Feeds;

/// <summary>Makes packs of what feeds say, and looks into packs.</summary>
interface IFeedPacks
{
    /// <summary>Reads contents into one pack.</summary>
    /// <param name="parts">Each content with its form, in order.</param>
    /// <param name="how">How columns are named.</param>
    PackedFeed Make(ImmutableArray<FeedPart> parts, FeedReadingOptions how);

    /// <summary>Whether bytes are a whole pack that this version reads.</summary>
    bool IsPack(ReadOnlyMemory<byte> pack);

    /// <summary>All entries of a pack.</summary>
    IEnumerable<ListedEntry> Entries(ReadOnlyMemory<byte> pack);

    /// <summary>The entries of a pack that stand for each of some names and addresses, in their order.</summary>
    ImmutableArray<ImmutableArray<ListedEntry>> Covering(ReadOnlyMemory<byte> pack, ImmutableArray<LookedUp> asked);
}

/// <summary>A content and the form it is read in.</summary>
readonly record struct FeedPart(IFeedFormat Format, ReadOnlyMemory<byte> Content);

/// <summary>A feed that was read.</summary>
/// <param name="Counts">What was in it.</param>
/// <param name="About">What it says of itself.</param>
/// <param name="Samples">The first statements that were not understood.</param>
/// <param name="Pack">Its entries, as they are kept.</param>
sealed record PackedFeed(FeedCounts Counts, FeedAbout About, ImmutableArray<RejectedStatement> Samples, byte[] Pack);
