using System.Collections.Immutable;
using Nameward.Engine.Intelligence;
using Nameward.Engine.Intelligence.Feeds;

namespace Nameward.App.Feeds;

/// <summary>The packs of the Engine.</summary>
sealed class IndicatorPacks : IFeedPacks
{
    /// <inheritdoc/>
    public PackedFeed Make(ImmutableArray<FeedPart> parts, FeedReadingOptions how)
    {
        var builder = new IndicatorPackBuilder();
        foreach (var part in parts)
        {
            part.Format.Read(part.Content, how, builder);
        }
        var pack = builder.Build();
        return new(pack.Counts, pack.About, [.. builder.Samples], pack.Write());
    }

    /// <inheritdoc/>
    public bool IsPack(ReadOnlyMemory<byte> pack)
    {
        try
        {
            IndicatorPack.Read(pack);
            return true;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public IEnumerable<ListedEntry> Entries(ReadOnlyMemory<byte> pack) => PackListing.Entries(IndicatorPack.Read(pack));

    /// <inheritdoc/>
    public ImmutableArray<ImmutableArray<ListedEntry>> Covering(ReadOnlyMemory<byte> pack, ImmutableArray<LookedUp> asked)
    {
        var opened = IndicatorPack.Read(pack);
        return [.. asked.Select(what => PackListing.Covering(opened, what).ToImmutableArray())];
    }
}
