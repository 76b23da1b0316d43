using System.Collections.Immutable;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases.Runbooks;

/// <summary>"Containment and Further Analysis": what there is to isolate, to look at, to filter, to put back, and to learn.</summary>
static class ContainmentRow
{
    const int MostTold = 5;

    public static RunbookRow Of(TriageDocument document) =>
        new("containment", "Containment and further analysis", 2, [Servers(document), Hosts(document), Filtering(document), Restoring(document), Review(document)]);

    static ImmutableArray<TriageFinding> Grave(TriageDocument document) => [.. document.Findings.Where(finding => finding.Level is "critical" or "high")];

    static RunbookCheck Servers(TriageDocument document)
    {
        var grave = Grave(document);
        var servers = grave.Where(finding => finding.Subject is { Client: null, Server: not null }).ToImmutableArray();
        return new()
        {
            Id = "isolate",
            Asks = Runbook.Asked("isolate"),
            State = servers.Length > 0 ? CheckState.ToDo : CheckState.Nothing,
            Found = [.. servers.Take(MostTold).Select(finding => Sentence.Of(finding.Id).Then(": ", finding.Title))],
            Next = servers.Length > 0 ? [new(2, Sentence.Of("before a server inside is isolated, see who uses it: they lose DNS until they are told of another"), Sentence.Of("nameward census PATH"))] : [],
            Findings = servers.Ids(),
        };
    }

    static RunbookCheck Hosts(TriageDocument document)
    {
        var grave = Grave(document);
        var hosts = grave.SelectMany(finding => finding.Affected.Select(host => (finding.Id, Host: host))).DistinctBy(pair => pair.Host.Client).ToList();
        return new()
        {
            Id = "investigate-hosts",
            Asks = Runbook.Asked("investigate-hosts"),
            State = hosts.Count > 0 ? CheckState.ToDo : CheckState.Nothing,
            Found = [.. hosts.Take(MostTold).Select(pair => Sentence.Of(pair.Id).Then(": ", Named(pair.Host))), .. hosts.Count > MostTold ? [Sentence.Of($"{Quantity.Of(hosts.Count - MostTold, "host")} more")] : ImmutableArray<Sentence>.Empty],
            NotSeen = [.. hosts.Where(pair => pair.Host.Process is null).Take(MostTold).Select(pair => Sentence.Of($"which program of {pair.Host.Client} asked"))],
            Next = hosts.Count > 0 ? [new(2, Sentence.Of("leave them switched on, take their memory, then look for the process behind the queries"), null)] : [],
            Findings = [.. hosts.Select(pair => pair.Id).Distinct()],
        };
    }

    static Sentence Named(TriageAffected host)
    {
        var told = Sentence.Of($"{host.Client}");
        told = host.Host is { } name ? told.Then(", ", Sentence.Of($"{name}")) : told;
        told = host.Owner is { } owner ? told.Then(", owner ", Sentence.Of($"{owner}")) : told;
        told = host.User is { } user ? told.Then(", user ", Sentence.Of($"{user}")) : told;
        return host.Process is { } process ? told.Then(", ", Sentence.Of($"{process}")) : told;
    }

    static RunbookCheck Filtering(TriageDocument document)
    {
        var grave = Grave(document);
        var zones = grave.SelectMany(finding => finding.Subject.Zones).Distinct().ToList();
        var preview = document.Decision.ContainmentPreview;
        return new()
        {
            Id = "filter",
            Asks = Runbook.Asked("filter"),
            State = grave.Length > 0 ? CheckState.ToDo : CheckState.Nothing,
            Found = [.. zones.Take(MostTold).Select(zone => Sentence.Of($"to refuse, and to alert on: {zone} and all below it")),
                .. preview is null ? [] : ImmutableArray.Create(Sentence.Of($"a block of {Quantity.Of(preview.Names, "name")} would hit {Quantity.Of(preview.Clients, "client")}, {preview.OutsideFindings} of them outside the findings"))],
            NotSeen = grave.Length > 0 && preview is null ? [Sentence.Of("whom else a block would hit")] : [],
            Next = grave.Length > 0 ? [new(2, Sentence.Of("see whom a block would hit, and write it for your resolvers and firewalls"), Sentence.Of("nameward contain CASE --out DIR"))] : [],
            Findings = grave.Ids(),
        };
    }

    static RunbookCheck Restoring(TriageDocument document)
    {
        var open = document.Changes.Where(FirstLevelRow.IsUnapproved).ToList();
        var settings = document.Findings.Where(finding => finding.Detector == "misconfiguration").ToImmutableArray();
        return new()
        {
            Id = "restore",
            Asks = Runbook.Asked("restore"),
            State = open.Count + settings.Length > 0 ? CheckState.ToDo : document.Coverage.Sources.Any(source => source is { Source: "configuration changes", Present: true }) ? CheckState.Nothing : CheckState.CannotTell,
            Found = [.. settings.Take(MostTold).Select(finding => Sentence.Of(finding.Id).Then(": ", finding.Title)), .. open.Take(MostTold).Select(FirstLevelRow.Told)],
            NotSeen = document.Coverage.Sources.Any(source => source is { Source: "configuration changes", Present: true }) ? [] : [Sentence.Of("no source states the configuration, or its changes")],
            Next = open.Count > 0 ? [new(2, Sentence.Of("put back what no ticket covers, with the owner of the server"), null)] : [],
            Findings = settings.Ids(),
        };
    }

    static RunbookCheck Review(TriageDocument document)
    {
        var first = Grave(document).Where(finding => finding.FirstEscalation is not null && finding.FirstSeen is not null).ToImmutableArray();
        return new()
        {
            Id = "review",
            Asks = Runbook.Asked("review"),
            State = Grave(document).Length > 0 ? CheckState.ToDo : CheckState.Nothing,
            Found = [.. first.Take(MostTold).Select(finding => Sentence.Of($"{finding.Id} could have been escalated after {finding.FirstEscalation!.Query} queries, at {finding.FirstEscalation.Time:yyyy-MM-dd HH:mm:ss} UTC"))],
            NotSeen = [.. document.Coverage.ToBeSurer.Select(bring => Sentence.Of(bring))],
            Findings = first.Ids(),
        };
    }
}
