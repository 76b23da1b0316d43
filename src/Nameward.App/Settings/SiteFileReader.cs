using System.Collections.Immutable;
using Nameward.Engine.Evidence;
using Nameward.Engine.Findings.Sites;
using Nameward.Engine.Intelligence;
using Nameward.Engine.Observations;

namespace Nameward.App.Settings;

/// <summary>Understands the nodes of a site file; whatever is wrong is added to the mistakes, with its place.</summary>
/// <param name="file">Path of the file, as the user named it.</param>
/// <param name="mistakes">Where what is wrong goes.</param>
/// <param name="now">The wall clock, UTC: a suppression must end within a year.</param>
sealed partial class SiteFileReader(string file, MistakeList mistakes, DateTime now)
{
    /// <summary>Entries of one list; more are no list that somebody keeps by hand.</summary>
    const int MostEntries = 10_000;

    static readonly ImmutableDictionary<string, FeedUse> Uses = Enum.GetValues<FeedUse>().ToImmutableDictionary(FeedUseWords.Of);

    static readonly ImmutableDictionary<string, Trust> Trusts =
        ImmutableDictionary.CreateRange<string, Trust>([new("low", Trust.Low), new("medium", Trust.Medium), new("high", Trust.High)]);

    static readonly ImmutableDictionary<string, TicketLayout> Layouts =
        ImmutableDictionary.CreateRange<string, TicketLayout>([new("jira", TicketLayout.Jira), new("servicenow", TicketLayout.ServiceNow)]);

    readonly List<Placed<string>> _warnings = [];

    /// <summary>Paths of the keys that the file gives a value.</summary>
    public ImmutableHashSet<string> Given { get; private set; } = [];

    /// <summary>What is said of the file's form, beside mistakes.</summary>
    public IReadOnlyList<Placed<string>> Warnings => _warnings;

    /// <summary>The settings that a file's top group holds; worth something only where no mistake was added.</summary>
    public SiteSettings Read(SettingGroup top)
    {
        var paths = Look(top, "");
        Given = [.. paths.Given];
        var approved = Many(paths["servers.approved"], "servers.approved", SiteText.Network);
        if (approved is { IsEmpty: true })
        {
            _warnings.Add(new("servers.approved: an empty list: every DNS server counts as not approved", paths["servers.approved"]!.Value.At));
        }
        return new()
        {
            Networks = Many(paths["networks"], "networks", SiteText.Network) ?? [],
            ApprovedServers = approved,
            InternalZones = Many(paths["zones.internal"], "zones.internal", SiteText.InternalZone) ?? [],
            ProtectedZones = Many(paths["zones.protected"], "zones.protected", SiteText.ProtectedZone) ?? [],
            DynamicZones = Many(paths["zones.dynamic"], "zones.dynamic", SiteText.DynamicZone) ?? [],
            Tickets = ReadTickets(paths),
            Assets = ReadFile(paths["assets"], "assets"),
            Geo = [.. Items(paths["geo"]?.Value, "geo").Select(item => ReadFile(item, "geo")).OfType<string>()],
            Feeds = ReadFeeds(paths["feeds"]?.Value),
            Suppressions = ReadSuppressions(paths["suppressions"]?.Value),
            Notify = ReadChannels(paths["notify"]?.Value),
            Targets = [.. (Many(paths["targets"], "targets", SiteText.Target) ?? []).Select(target => target.Value)],
            Policy = ReadFile(paths["policy"], "policy"),
            AlertBudget = One(paths, "budget.alerts_per_1000_hosts_and_day", SiteText.Budget, SiteSettings.Default.AlertBudget),
            Retention = new()
            {
                Rollups = One(paths, "retention.rollups", SiteText.Age, SiteSettings.Default.Retention.Rollups),
                Observations = One(paths, "retention.observations", SiteText.Duration, SiteSettings.Default.Retention.Observations),
            },
        };
    }

    SettingPaths Look(SettingGroup group, string prefix)
    {
        var paths = new SettingPaths(group, prefix, mistakes);
        _warnings.AddRange(paths.Empty);
        return paths;
    }

    Tickets? ReadTickets(SettingPaths paths)
    {
        var columns = SiteKey.TicketColumns.Select(column => (Column: column, Entry: paths[$"tickets.columns.{column}"])).Where(column => column.Entry is not null).ToList();
        if ((paths["tickets.file"] ?? paths["tickets.layout"] ?? paths["tickets.timezone"] ?? columns.FirstOrDefault().Entry) is not { } given)
        {
            return null;
        }
        Require(paths, "tickets.file", given.At, "file: changes.csv");
        return new(ReadFile(paths["tickets.file"], "tickets.file") ?? "", paths["tickets.layout"] is null ? null : One(paths, "tickets.layout", text => Among(text, Layouts), TicketLayout.ServiceNow))
        {
            Zone = paths["tickets.timezone"] is null ? null : One(paths, "tickets.timezone", Understood.As, ""),
            Columns = columns.ToImmutableDictionary(column => column.Column, column => One(paths, $"tickets.columns.{column.Column}", Understood.As, "")),
        };
    }

    ImmutableArray<Feed> ReadFeeds(SettingNode? node)
    {
        var feeds = ImmutableArray.CreateBuilder<Feed>();
        foreach (var item in Items(node, "feeds"))
        {
            if (item is SettingGroup group)
            {
                feeds.Add(ReadFeed(Look(group, "feeds[]."), group.At));
            }
            else
            {
                mistakes.Add(item.At, $"feeds: {item.Kind} stands where a feed should", "write  - { name: ours, file: ours.txt, trust: high, expires: 30d }");
            }
        }
        return feeds.ToImmutable();
    }

    Feed ReadFeed(SettingPaths paths, FilePlace at)
    {
        Require(paths, "feeds[].file", at, "file: ours.txt");
        var path = ReadFile(paths["feeds[].file"], "feeds[].file") ?? "";
        return new()
        {
            Name = One(paths, "feeds[].name", Understood.As, Path.GetFileName(path)),
            File = path,
            Use = One(paths, "feeds[].use", text => Among(text, Uses), FeedUse.Indicators),
            Trust = One(paths, "feeds[].trust", text => Among(text, Trusts), Trust.Medium),
            Expires = paths["feeds[].expires"] is null ? null : One(paths, "feeds[].expires", SiteText.Age, default),
        };
    }

    ImmutableArray<Suppression> ReadSuppressions(SettingNode? node)
    {
        var suppressions = ImmutableArray.CreateBuilder<Suppression>();
        foreach (var item in Items(node, "suppressions"))
        {
            if (item is SettingGroup group)
            {
                suppressions.Add(ReadSuppression(Look(group, "suppressions[]."), group.At, $"site-{suppressions.Count + 1}"));
            }
            else
            {
                mistakes.Add(item.At, $"suppressions: {item.Kind} stands where a suppression should", "write  - { zone: example.net, reason: our own tunnel, until: 2027-01-31 }");
            }
        }
        return suppressions.ToImmutable();
    }

    Suppression ReadSuppression(SettingPaths paths, FilePlace at, string id)
    {
        Require(paths, "suppressions[].reason", at, "reason: why, so that somebody else can tell whether it still holds");
        Require(paths, "suppressions[].until", at, "until: 2027-01-31, the day on which it ends, a year off at most");
        if (SuppressionText.Parts.All(part => paths[$"suppressions[].{part}"] is null))
        {
            mistakes.Add(at, "suppressions: no scope is given, and everything would be hidden", $"write at least one of {string.Join(", ", SuppressionText.Parts)}");
        }
        var scope = new SuppressionScope(One<byte[]?>(paths, "suppressions[].zone", SuppressionText.Zone!, null), Range(paths, "suppressions[].client"), Range(paths, "suppressions[].server"),
            One<string?>(paths, "suppressions[].detector", SuppressionText.Detector!, null));
        var until = One(paths, "suppressions[].until", text => SuppressionText.Until(text, now), now);
        if (until < now)
        {
            _warnings.Add(new($"suppressions: {id} ended on {until:yyyy-MM-dd} and hides nothing any more", at));
        }
        return new(id, scope, HostileText.Text(One(paths, "suppressions[].reason", SuppressionText.Reason, "")), HostileText.Text("the site file"), null, until);
    }

    Network? Range(SettingPaths paths, string path) => One(paths, path, text => SiteText.Network(text) is { Wrong: null, Value: var network } ? Understood.As<Network?>(network)
        : Understood.Not<Network?>(SiteText.Network(text).Wrong!, SiteText.Network(text).Do!), null);

    void Require(SettingPaths paths, string path, FilePlace at, string example)
    {
        if (paths[path] is null)
        {
            mistakes.Add(at, $"{path}: is missing", $"write {example}");
        }
    }

    // Files are named as seen from the folder of the site file, so that both can be moved together.
    string? ReadFile(SettingEntry? entry, string path) => ReadFile(entry?.Value, path);

    string? ReadFile(SettingNode? node, string path)
    {
        if (node is not { } given || Text(given, path) is not { } text)
        {
            return null;
        }
        var folder = Path.GetDirectoryName(file) ?? "";
        var full = Path.IsPathRooted(text) ? text : Path.Join(folder, text);
        if (!File.Exists(full))
        {
            var near = text.Length == 0 || Directory.Exists(full) ? null : NearNames.MissingPath(full).Do;
            mistakes.Add(given.At, $"{path}: {Shown(text)}: {(Directory.Exists(full) && text.Length > 0 ? "this is a folder" : "there is no such file")}",
                near is null ? "name a file as seen from the folder of the site file" : $"write {Path.GetRelativePath(folder.Length == 0 ? "." : folder, near)}");
        }
        return full;
    }

    T One<T>(SettingPaths paths, string path, Func<string, Understood<T>> read, T otherwise) =>
        paths[path] is { } entry && Text(entry.Value, path) is { } text && Understand(text, entry.Value.At, path, read) is { } value ? value.Value : otherwise;

    ImmutableArray<Placed<T>>? Many<T>(SettingEntry? entry, string path, Func<string, Understood<T>> read)
    {
        if (entry is not { } given)
        {
            return null;
        }
        var values = ImmutableArray.CreateBuilder<Placed<T>>();
        foreach (var item in Items(given.Value, path))
        {
            if (Text(item, path) is { } text && Understand(text, item.At, path, read) is { } value)
            {
                values.Add(value);
            }
        }
        return values.ToImmutable();
    }

    // A list of one may stand without its brackets.
    ImmutableArray<SettingNode> Items(SettingNode? node, string path)
    {
        if (node is SettingList { Items.Length: > MostEntries } list)
        {
            mistakes.Add(list.At, $"{path}: more than {MostEntries} entries", "write prefixes in place of single entries");
            return [];
        }
        return node switch { null => [], SettingList some => some.Items, _ => [node] };
    }

    string? Text(SettingNode node, string path)
    {
        if (node is SettingValue { IsAbsent: false } value)
        {
            return value.Text.Trim();
        }
        mistakes.Add(node.At, node is SettingValue ? $"{path}: an entry is empty" : $"{path}: {node.Kind} stands where a single value should",
            node is SettingValue ? "write a value, or take the entry out" : $"write {path.Split('.')[^1]}: VALUE");
        return null;
    }

    Placed<T>? Understand<T>(string text, FilePlace at, string path, Func<string, Understood<T>> read)
    {
        var understood = read(text);
        if (understood.Wrong is { } wrong)
        {
            mistakes.Add(at, $"{path}: {Shown(text)} {wrong}", understood.Do);
            return null;
        }
        return new(understood.Value!, at);
    }

    static string Shown(string text) => text.Length == 0 ? "\"\"" : MistakeList.Shown(text);

    static Understood<T> Among<T>(string text, ImmutableDictionary<string, T> words) => words.TryGetValue(text, out var value)
        ? Understood.As(value)
        : Understood.Not<T>("is not known", "write one of " + string.Join(", ", words.Keys.Order(StringComparer.Ordinal)));
}
