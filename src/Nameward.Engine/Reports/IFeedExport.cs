using Nameward.Engine.Intelligence;

namespace Nameward.Engine.Reports;

/// <summary>A form in which the entries of feeds are written for other programs.</summary>
public interface IFeedExport
{
    /// <summary>Kebab-case, never renamed.</summary>
    string Id { get; }

    /// <summary>The whole file.</summary>
    /// <param name="feeds">The feeds, each with its entries.</param>
    /// <param name="now">The time of writing, UTC.</param>
    byte[] Render(IEnumerable<ExportedFeed> feeds, DateTime now);
}

/// <summary>A feed that is exported.</summary>
/// <param name="Feed">The feed.</param>
/// <param name="Entries">Its entries.</param>
public sealed record ExportedFeed(FeedRecord Feed, IEnumerable<ListedEntry> Entries);
