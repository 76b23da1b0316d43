using System.Collections.Immutable;
using System.Globalization;
using Nameward.Engine.Findings.Sites;
using Nameward.Engine.Observations;
using Nameward.Engine.Reports;

namespace Nameward.App.Settings;

/// <summary>A key of the site file.</summary>
/// <param name="Path">The key with the groups it stands in, as in <c>servers.approved</c>; <c>feeds[].name</c> stands in each item of a list.</param>
/// <param name="Default">What holds where it is not given.</param>
/// <param name="Show">Its value in words; null for a key of a list's items, which is shown with its list.</param>
sealed record SiteKey(string Path, string Default, Func<SiteSettings, string>? Show)
{
    /// <summary>Whether something in this version of the program looks at it.</summary>
    public bool IsUsed { get; init; }

    /// <summary>Whether it means something only beside a file of the site, so that an example cannot give it.</summary>
    public bool NeedsFile { get; init; }

    /// <summary>What columns of tickets a site may name.</summary>
    public static ImmutableArray<string> TicketColumns { get; } = ["number", "object", "description", "state", "approval", "start", "end"];

    /// <summary>The keys of a channel of notices, and what holds where one is not given.</summary>
    public static ImmutableArray<(string Name, string Default)> NotifyKeys { get; } =
    [
        ("name", "must be given"), ("kind", "must be given"), ("url", "must be given"), ("path", "must be given"), ("server", "must be given"), ("from", "must be given"), ("to", "must be given"),
        ("user", "none"), ("secret", "none"), ("format", "that of its kind"), ("on", "escalate"), ("template", "none"), ("allow_private", "false"), ("repeat", "7d"),
    ];

    /// <summary>Every key, in the order in which they are shown: reading, help, documentation and tests follow this list.</summary>
    public static ImmutableArray<SiteKey> All { get; } =
    [
        new("networks", "none; the ranges for inside use count as ours", site => Joined(site.Networks)) { IsUsed = true },
        new("servers.approved", "no list; no server is known to be approved or not", site => Joined(site.ApprovedServers ?? [])) { IsUsed = true },
        new("zones.internal", "none", site => Joined(site.InternalZones)) { IsUsed = true },
        new("zones.protected", "none", site => Joined(site.ProtectedZones)) { IsUsed = true },
        new("zones.dynamic", "none", site => Joined(site.DynamicZones)) { IsUsed = true },
        new("tickets.file", "none", site => site.Tickets?.File ?? "") { IsUsed = true, NeedsFile = true },
        new("tickets.layout", "told from the columns", site => site.Tickets?.Layout is { } layout ? Word(layout) : "") { IsUsed = true, NeedsFile = true },
        new("tickets.timezone", "that of --timezone", site => site.Tickets?.Zone ?? "") { IsUsed = true, NeedsFile = true },
        .. TicketColumns.Select(column => new SiteKey($"tickets.columns.{column}", "the product's", site => site.Tickets?.Columns.GetValueOrDefault(column) ?? "") { IsUsed = true, NeedsFile = true }),
        new("assets", "none", site => $"{site.Assets} ({(site.KnownAssets.Count == 1 ? "1 entry" : $"{site.KnownAssets.Count} entries")})") { IsUsed = true, NeedsFile = true },
        new("geo", "none", site => string.Join(", ", site.Geo)) { IsUsed = true, NeedsFile = true },
        new("feeds", "none", site => string.Join(", ", site.Feeds.Select(Feed))) { IsUsed = true, NeedsFile = true },
        new("feeds[].name", "the file's name", null) { IsUsed = true, NeedsFile = true },
        new("feeds[].file", "must be given", null) { IsUsed = true, NeedsFile = true },
        new("feeds[].use", "indicators", null) { IsUsed = true, NeedsFile = true },
        new("feeds[].trust", "medium", null) { IsUsed = true, NeedsFile = true },
        new("feeds[].expires", "never", null) { IsUsed = true, NeedsFile = true },
        new("suppressions", "none", site => string.Join(", ", site.Suppressions.Select(SuppressionsPage.Line))) { IsUsed = true, NeedsFile = true },
        new("suppressions[].zone", "any", null) { IsUsed = true, NeedsFile = true },
        new("suppressions[].client", "any", null) { IsUsed = true, NeedsFile = true },
        new("suppressions[].server", "any", null) { IsUsed = true, NeedsFile = true },
        new("suppressions[].detector", "any", null) { IsUsed = true, NeedsFile = true },
        new("suppressions[].reason", "must be given", null) { IsUsed = true, NeedsFile = true },
        new("suppressions[].until", "must be given", null) { IsUsed = true, NeedsFile = true },
        new("notify", "none", site => string.Join(", ", site.Notify.Select(channel => $"{channel.Name} ({Word(channel.Kind)}, {channel.Format}, on {string.Join(" and ", channel.On)})"))) { IsUsed = true, NeedsFile = true },
        .. NotifyKeys.Select(key => new SiteKey($"notify[].{key.Name}", key.Default, null) { IsUsed = true, NeedsFile = true }),
        new("targets", "none", site => string.Join(", ", site.Targets)),
        new("policy", "the shipped policy", site => site.Policy ?? "") { IsUsed = true, NeedsFile = true },
        new("budget.alerts_per_1000_hosts_and_day", Number(SiteSettings.Default.AlertBudget), site => Number(site.AlertBudget)) { IsUsed = true },
        new("retention.rollups", Duration(SiteSettings.Default.Retention.Rollups), site => Duration(site.Retention.Rollups)),
        new("retention.observations", Duration(SiteSettings.Default.Retention.Observations), site => Duration(site.Retention.Observations)),
    ];

    static string Joined(ImmutableArray<Placed<Network>> networks) => networks.IsEmpty ? "an empty list" : string.Join(", ", networks.Select(network => network.Value));

    static string Joined(ImmutableArray<Placed<byte[]>> zones) => zones.IsEmpty ? "an empty list" : string.Join(", ", zones.Select(zone => WireName.ToText(zone.Value)));

    static string Feed(Feed feed) => $"{feed.Name} ({feed.File}, {Word(feed.Trust)} trust, {(feed.Expires is { } age ? "expires after " + Duration(age) : "never expires")})";

    static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);

    static string Duration(TimeSpan span) => span.Ticks % TimeSpan.TicksPerDay == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{span.TotalDays}d")
        : string.Create(CultureInfo.InvariantCulture, $"{span.TotalHours}h");

    static string Word<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();
}
