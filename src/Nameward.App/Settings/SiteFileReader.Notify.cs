using System.Collections.Immutable;
using Nameward.App.Feeds;
using Nameward.Engine.Findings.Sites;
using Nameward.Engine.Reports.Notices;

namespace Nameward.App.Settings;

/// <content>The channels of notices.</content>
sealed partial class SiteFileReader
{
    const string EnvSecret = "env:", FileSecret = "file:", Example = "- { name: soc, kind: syslog, server: tls://siem.example, on: [watch, escalate] }";

    static readonly ImmutableDictionary<string, ChannelKind> Kinds = Enum.GetValues<ChannelKind>().ToImmutableDictionary(kind => kind.ToString().ToLowerInvariant());

    static readonly ImmutableDictionary<string, bool> Answers = ImmutableDictionary.CreateRange<string, bool>([new("true", true), new("false", false)]);

    static readonly ImmutableDictionary<string, string> Decisions = ImmutableDictionary.CreateRange<string, string>([new("watch", "watch"), new("escalate", "escalate")]);

    ImmutableArray<Channel> ReadChannels(SettingNode? node)
    {
        var channels = ImmutableArray.CreateBuilder<Channel>();
        foreach (var item in Items(node, "notify"))
        {
            if (item is not SettingGroup group)
            {
                mistakes.Add(item.At, $"notify: {item.Kind} stands where a channel should", "write  " + Example);
            }
            else if (ReadChannel(Look(group, "notify[]."), group.At) is { } channel)
            {
                channels.Add(channel);
            }
        }
        foreach (var twice in channels.Where(channel => channel.Name.Length > 0).GroupBy(channel => channel.Name, StringComparer.Ordinal).SelectMany(same => same.Skip(1)))
        {
            mistakes.Add(twice.At, $"notify: two channels are called {twice.Name}", "give each a name of its own: the store knows what waits by it");
        }
        return channels.ToImmutable();
    }

    Channel? ReadChannel(SettingPaths paths, FilePlace at)
    {
        Require(paths, "notify[].name", at, "name: soc");
        Require(paths, "notify[].kind", at, "kind: webhook  (or " + string.Join(", ", Kinds.Keys.Order(StringComparer.Ordinal)) + ")");
        if (paths["notify[].kind"] is not { } given || Text(given.Value, "notify[].kind") is not { } word || Understand(word, given.Value.At, "notify[].kind", text => Among(text, Kinds)) is not { } kind)
        {
            return null;
        }
        var rules = ChannelRules.Of(kind.Value);
        Fit(paths, rules, at, word);
        var format = One(paths, "notify[].format", text => Among(text, rules.Formats.ToImmutableDictionary(form => form)), rules.Formats[0]);
        var mayBePrivate = One(paths, "notify[].allow_private", text => Among(text, Answers), false);
        var secret = Unshown(paths, "notify[].secret", Secret);
        return new()
        {
            Name = One(paths, "notify[].name", ChannelRules.Name, ""),
            Kind = kind.Value,
            At = at,
            Target = ReadTarget(paths, kind.Value, mayBePrivate, secret is not null),
            Format = format,
            On = Many(paths["notify[].on"], "notify[].on", text => Among(text, Decisions)) is { IsEmpty: false } on ? [.. on.Select(decision => decision.Value).Distinct()] : ["escalate"],
            Secret = secret,
            User = paths["notify[].user"] is null ? null : One(paths, "notify[].user", Understood.As, ""),
            From = One(paths, "notify[].from", ChannelRules.Mailbox, ""),
            To = [.. (Many(paths["notify[].to"], "notify[].to", ChannelRules.Mailbox) ?? []).Select(mailbox => mailbox.Value)],
            Template = ReadTemplate(paths["notify[].template"], rules, format),
            MayBePrivate = mayBePrivate,
            Repeat = One(paths, "notify[].repeat", SiteText.Age, TimeSpan.FromDays(7)),
        };
    }

    // A key that its kind needs and has not, or has and does not know, is a mistake: it would quietly do nothing.
    void Fit(SettingPaths paths, ChannelRules rules, FilePlace at, string kind)
    {
        foreach (var needed in rules.Needs.Where(key => paths[$"notify[].{key}"] is null))
        {
            mistakes.Add(at, $"notify[].{needed}: is missing; kind {kind} needs it", $"write {rules.Examples[needed]}");
        }
        foreach (var (key, _) in SiteKey.NotifyKeys.Where(key => !rules.Knows(key.Name)))
        {
            if (paths[$"notify[].{key}"] is { } entry)
            {
                mistakes.Add(entry.At, $"notify[].{key}: means nothing for kind {kind}", "take it out; its keys are " + string.Join(", ", rules.Keys));
            }
        }
        foreach (var key in ChannelRules.Lists)
        {
            if (paths[key] is { Value: SettingList { Items.IsEmpty: true } } empty)
            {
                mistakes.Add(empty.At, $"{key}: an empty list: nobody would be told of anything", "write what is meant, or take the channel out");
            }
        }
        if (paths["notify[].user"] is { } user && paths["notify[].secret"] is null)
        {
            mistakes.Add(user.At, "notify[].user: there is no secret of this user", "write secret: env:NAME, or secret: file:PATH");
        }
    }

    string ReadTarget(SettingPaths paths, ChannelKind kind, bool mayBePrivate, bool hasSecret) => kind switch
    {
        ChannelKind.File => ReadOutput(paths["notify[].path"]),
        ChannelKind.Email => Unshown(paths, "notify[].server", text => ChannelRules.Server(text, ["smtp", "smtps", "smtp+plain"], hasSecret)) ?? "",
        ChannelKind.Syslog => Unshown(paths, "notify[].server", text => ChannelRules.Server(text, ["udp", "tcp", "tls"], hasSecret)) ?? "",
        _ => Unshown(paths, "notify[].url", text => ChannelRules.Url(text, mayBePrivate)) ?? "",
    };

    // As One, for what may hold a secret: a mistake does not repeat it.
    string? Unshown(SettingPaths paths, string path, Func<string, Understood<string>> read)
    {
        if (paths[path] is not { } entry || Text(entry.Value, path) is not { } text)
        {
            return null;
        }
        var understood = read(text);
        if (understood.Wrong is { } wrong)
        {
            mistakes.Add(entry.Value.At, $"{path}: what stands there {wrong}", understood.Do);
        }
        return understood.Value;
    }

    // A file that is appended to, and made where there is none; as seen from the folder of the site file.
    string ReadOutput(SettingEntry? entry)
    {
        if (entry is not { } given || Text(given.Value, "notify[].path") is not { } text)
        {
            return "";
        }
        var full = Path.Join(Path.IsPathRooted(text) ? "" : Path.GetDirectoryName(file), text);
        if (text.Length == 0 || Directory.Exists(full) || !Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(full))))
        {
            mistakes.Add(given.Value.At, $"notify[].path: {Shown(text)}: {(text.Length > 0 && Directory.Exists(full) ? "this is a folder" : "its folder does not exist")}", "name a file in a folder that exists, as seen from the folder of the site file");
        }
        return full;
    }

    Understood<string> Secret(string text)
    {
        if (text.StartsWith(FileSecret, StringComparison.Ordinal) && text.Length > FileSecret.Length)
        {
            var path = text[FileSecret.Length..];
            return Understood.As(FileSecret + (Path.IsPathRooted(path) ? path : Path.Join(Path.GetDirectoryName(file), path)));
        }
        return text.StartsWith(EnvSecret, StringComparison.Ordinal) && text.Length > EnvSecret.Length
            ? Understood.As(text[EnvSecret.Length..])
            : Understood.Not<string>("does not say where the secret is", "write env:NAME or file:PATH; the secret itself does not belong into this file");
    }

    string? ReadTemplate(SettingEntry? entry, ChannelRules rules, string format)
    {
        if (entry is not { } given || !rules.TakesTemplate)
        {
            return null;
        }
        if (format is not ("json" or "text"))
        {
            mistakes.Add(given.At, $"notify[].template: format {format} of this kind has no template", "templates are for format json or text of webhook, http and email");
            return null;
        }
        var before = mistakes.Count;
        if (ReadFile(entry, "notify[].template") is not { } path || mistakes.Count > before)
        {
            return null;
        }
        var text = Template(path, given.Value.At);
        NoticeTemplate.Read(text, format == "json", mistake => mistakes.Add(new(path, mistake.Line, mistake.Column), $"template: {mistake.What}", mistake.Instead));
        return text;
    }

    string Template(string path, FilePlace at)
    {
        try
        {
            return SettingsBytes.ToText(FeedFiles.Read(path, NoticeTemplate.MostCharacters * 4), path);
        }
        catch (Exception fault) when (fault is FeedFault or Engine.UserError)
        {
            mistakes.Add(at, $"notify[].template: {Path.GetFileName(path)}: {fault.Message}", "write it as text in UTF-8, at most 16 KiB");
            return "";
        }
    }
}
