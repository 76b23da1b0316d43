using System.Collections.Immutable;

namespace Nameward.Engine.Reports;

/// <summary>Every form in which feeds are written.</summary>
public static class FeedExportList
{
    /// <summary>All forms, sorted by id.</summary>
    public static ImmutableArray<IFeedExport> All { get; } = [new FeedExportCsv(), new FeedExportHosts(), new FeedExportJson(), new FeedExportPlain(), new FeedExportRpz()];
}
