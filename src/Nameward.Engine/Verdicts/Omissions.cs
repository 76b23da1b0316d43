using System.Collections.Immutable;
using Nameward.Engine.Findings;
using Nameward.Engine.Intelligence;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Verdicts;

/// <summary>What was left out, and why: of the evidence, of what could be remembered of it, and of what is reported.</summary>
static class Omissions
{
    const int MostClients = 8;

    /// <summary>One sentence for each.</summary>
    /// <param name="report">What was read.</param>
    /// <param name="scene">What was remembered of it, and what it was compared with.</param>
    /// <param name="omitted">Pairs to be watched that are not reported.</param>
    /// <param name="complete">Whether every source was found again as it was.</param>
    public static ImmutableArray<Sentence> Of(EvidenceReport report, Scene scene, int omitted, bool complete)
    {
        var seen = scene.Seen;
        var said = ImmutableArray.CreateBuilder<Sentence>();
        said.AddRange(report.Notes);
        said.AddRange(seen.Limited.OrderByDescending(client => client.All).Take(MostClients).Select(client => OfClient(client, seen.Memory)));
        if (seen.Limited.Length > MostClients)
        {
            said.Add(Sentence.Of($"so of {seen.Limited.Length - MostClients} more clients; more memory (--memory) lets in more"));
        }
        if (seen.LacksClients)
        {
            said.Add(Sentence.Of($"there were more than the {Quantity.Count(seen.Clients)} clients that fit into {seen.Memory >> 20} MiB of memory; the others were not judged (--memory lets in more)"));
        }
        said.AddRange(seen.Echoes.Clocks.Where(clock => Math.Abs(clock.SkewSeconds) > Deltas.Tolerance).Select(clock =>
            Sentence.Of($"the clock of {report.Sources[clock.Other].Path} is {Quantity.Of(Math.Abs(clock.SkewSeconds), "second")} {(clock.SkewSeconds > 0 ? "ahead of" : "behind")} that of {report.Sources[clock.Source].Path}, by {Quantity.Of(clock.Names, "name")} that both show; their times are told as written")));
        if (omitted > 0)
        {
            said.Add(Sentence.Of($"{omitted} more pairs are to be watched; the {FindingBuilder.MostSuspects} gravest are reported"));
        }
        said.AddRange(scene.Indicators.All.SelectMany(OfFeed));
        said.AddRange(scene.Places.Sources.Select(source => Sentence.Of($"places of addresses are those that {source.Name} knew when it was made, on {source.Built:yyyy-MM-dd}")));
        if (!complete)
        {
            said.Add(Sentence.Of($"a source changed or vanished while it was read: not every finding shows all of its evidence"));
        }
        return said.DrainToImmutable();
    }

    static IEnumerable<Sentence> OfFeed(IndicatorFeed feed)
    {
        if (feed.Pack.Counts.AllRejected is > 0 and var rejected)
        {
            yield return Sentence.Of($"{Quantity.Of(rejected, "statement")} of the list {HostileText.Text(feed.Name)} {(rejected == 1 ? "was" : "were")} not understood and could not be looked for: {string.Join(", ", feed.Pack.Counts.Rejected.Select(reason => $"{reason.Key} ({reason.Value})"))}");
        }
        if (feed.Fault is { } fault)
        {
            yield return Sentence.Of($"the list {HostileText.Text(feed.Name)} could not be renewed: {HostileText.Text(fault)}");
        }
    }

    static Sentence OfClient(LimitedClient client, long memory) =>
        Sentence.Of($"{client.Client} asked for about {Quantity.Count(client.All)} zones and days, of which {Quantity.Count(client.Kept)} were judged within {memory >> 20} MiB of memory: a channel of this client may be missing (--memory lets in more)");
}
