using System.Collections.Immutable;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases.Runbooks;

/// <summary>"T2 Analyst Actions": the scope, the cross-reference, the traffic rebuilt, and other incidents.</summary>
static class SecondLevelRow
{
    const int MostTold = 5;

    public static RunbookRow Of(TriageDocument document) => new("level-2", "Level 2 actions", 2, [Scope(document), CrossReference(document), Reconstruct(document), OtherIncidents(document)]);

    static RunbookCheck Scope(TriageDocument document)
    {
        var watched = document.Watched();
        var hosts = watched.SelectMany(finding => finding.Affected).Select(affected => affected.Client).Distinct().Count();
        var (from, to) = (watched.Min(finding => finding.FirstSeen), watched.Max(finding => finding.LastSeen));
        return new()
        {
            Id = "deep-dive",
            Asks = Runbook.Asked("deep-dive"),
            State = watched.Length > 0 ? CheckState.ToDo : CheckState.Nothing,
            Found = watched.Length == 0 ? [] : [Sentence.Of($"{Quantity.Of(hosts, "host")} in {Quantity.Of(watched.Length, "finding")}{(from is { } first && to is { } last ? Span(first, last) : "")}"), .. AlsoSeen(watched)],
            NotSeen = [.. document.Coverage.Sources.Where(source => !source.Present).Select(source => Sentence.Of($"{source.Source}"))],
            Next = [.. Zones(watched).Take(1).Select(zone => new NextStep(2, Sentence.Of("search all that is remembered for the same zone"), Sentence.Of($"nameward hunt zone:{zone}"))),
                .. Servers(document, watched).Take(1).Select(server => new NextStep(2, Sentence.Of("search for whoever else was led there"), Sentence.Of($"nameward hunt answer:{server}")))],
            Findings = watched.Ids(),
        };
    }

    static string Span(DateTime first, DateTime last) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $", from {first:yyyy-MM-dd HH:mm} to {last:yyyy-MM-dd HH:mm} UTC");

    static IEnumerable<Sentence> AlsoSeen(ImmutableArray<TriageFinding> watched) => watched.SelectMany(finding => finding.AlsoSeen).Take(MostTold).Select(sighting => sighting.Text);

    static IEnumerable<HostileText> Zones(ImmutableArray<TriageFinding> watched) => watched.SelectMany(finding => finding.Subject.Zones).Distinct();

    /// <summary>Servers outside that the findings are about, or that answer for their zones.</summary>
    static IEnumerable<HostileText> Servers(TriageDocument document, ImmutableArray<TriageFinding> watched)
    {
        var inside = document.Census.Where(server => server.Inside).Select(server => server.Server).ToHashSet();
        return watched.Select(finding => finding.Subject.Server).OfType<HostileText>().Concat(watched.SelectMany(finding => finding.Infrastructure).SelectMany(zone => zone.Addresses).Select(address => address.Address))
            .Where(server => server.Kind == HostileKind.Address && !inside.Contains(server)).Distinct();
    }

    static RunbookCheck CrossReference(TriageDocument document)
    {
        var watched = document.Watched();
        var (zones, servers) = (Zones(watched).ToList(), Servers(document, watched).ToList());
        var standings = watched.SelectMany(finding => finding.Reputations).DistinctBy(zone => zone.Zone).ToList();
        return new()
        {
            Id = "cross-reference",
            Asks = Runbook.Asked("cross-reference"),
            State = zones.Count + servers.Count == 0 ? CheckState.Nothing : CheckState.ToDo,
            Found = [.. standings.Take(MostTold).Select(zone => Sentence.Of($"{zone.Zone}: standing {zone.Word}{(zone.Score is { } score ? $", {score} of 100" : "")}")),
                .. watched.SelectMany(finding => finding.Infrastructure).DistinctBy(zone => zone.Zone).Where(zone => zone.Addresses.Length > 0).Take(MostTold).Select(Answered)],
            Next = [.. zones.Take(1).Select(zone => new NextStep(2, Sentence.Of("see all that the evidence shows of the zone and its servers"), Sentence.Of($"nameward profile {zone} PATH"))),
                .. servers.Take(1).Select(server => new NextStep(2, Sentence.Of("ask the lists for the server"), Sentence.Of($"nameward intel lookup {server}")))],
            Findings = watched.Ids(),
        };
    }

    static Sentence Answered(TriageInfrastructure zone)
    {
        var told = Sentence.Of($"{zone.Zone} is answered for by {zone.Addresses[0].Address}");
        return zone.Addresses.Length > 1 ? told.Then(" and ", Sentence.Of($"{zone.Addresses.Length - 1} more")) : told;
    }

    static RunbookCheck Reconstruct(TriageDocument document)
    {
        var channels = document.Watched().Where(finding => finding.Payload is not null || finding.Tool is not null).ToImmutableArray();
        var sessions = document.Sessions.Where(session => channels.Any(finding => finding.Id == session.Finding)).ToImmutableArray();
        return new()
        {
            Id = "reconstruct",
            Asks = Runbook.Asked("reconstruct"),
            State = sessions.Length > 0 ? CheckState.Found : channels.Length > 0 ? CheckState.ToDo : CheckState.Nothing,
            Found = [.. sessions.Take(MostTold).Select(Rebuilt), .. channels.Where(finding => finding.Sessions.IsEmpty).Take(MostTold).Select(finding => Sentence.Of($"{finding.Id}: {Quantity.Of(finding.Queries, "query")} not rebuilt"))],
            Next = channels.IsEmpty ? [] : [new(2, Sentence.Of("write the transcript and the content of each session; keep the sources as they are"), Sentence.Of("nameward reconstruct PATH --out DIR"))],
            Findings = channels.Ids(),
        };
    }

    static Sentence Rebuilt(ReconstructedSession numbered)
    {
        var session = numbered.Session;
        var went = session.Up.Recovered is { } up ? $"{Quantity.Bytes(up)} up" : $"up to {Quantity.Bytes(session.Up.High ?? 0)} up";
        var came = session.Down.Recovered is { } down ? $"{Quantity.Bytes(down)} down" : session.Down.High is { } high ? $"up to {Quantity.Bytes(high)} down" : "what came down is not shown";
        return Sentence.Of($"{numbered.Finding ?? ""}, session {numbered.Id}: {session.Title}{(session.Key.Length > 0 ? " " + session.Key : "")}, {went}, {came}{(session.Up.Gaps + session.Down.Gaps is > 0 and var gaps ? $", {Quantity.Of(gaps, "gap")}" : "")}");
    }

    static RunbookCheck OtherIncidents(TriageDocument document)
    {
        var watched = document.Watched();
        return new()
        {
            Id = "other-incidents",
            Asks = Runbook.Asked("other-incidents"),
            State = document.Related.Length > 0 ? CheckState.Found : watched.Length > 0 ? CheckState.ToDo : CheckState.Nothing,
            Found = [.. document.Related.Take(MostTold).Select(related => Sentence.Of($"case {related.Case}, {related.State}").Then(": ", related.Reasons[0])), .. document.Links.Take(MostTold).Select(link => Sentence.Of($"{string.Join(" and ", link.Findings)}").Then(": ", link.Reasons[0]))],
            NotSeen = watched.Length > 0 && document.Related.IsEmpty ? [Sentence.Of("cases that no store keeps, and incidents of others")] : [],
            Next = watched.Length > 0 && document.Case is { } kept ? [new(2, Sentence.Of("see what this case shares with others"), Sentence.Of($"nameward case links {kept.Number}"))] : [],
            Findings = [.. document.Related.SelectMany(related => related.Findings).Distinct()],
        };
    }
}
