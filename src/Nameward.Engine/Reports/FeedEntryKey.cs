using Nameward.Engine.Observations;

namespace Nameward.Engine.Reports;

/// <summary>The text of an entry as the key under which its sightings are kept: it goes to the store, and nowhere to be shown.</summary>
public static class FeedEntryKey
{
    /// <summary>The key; null of an entry with no text.</summary>
    public static string? Of(HostileText text) => text.IsEmpty ? null : text.Raw;
}
