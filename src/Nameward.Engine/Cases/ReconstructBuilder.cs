using System.Collections.Immutable;
using System.Globalization;
using Nameward.Engine.Observations;
using Nameward.Engine.Transcripts;
using Nameward.Engine.Transcripts.Rebuilding;
using Nameward.Engine.Verdicts;

namespace Nameward.Engine.Cases;

/// <summary>From what was read again of channels to the record of their sessions.</summary>
sealed class ReconstructBuilder(EvidenceReport report, ChannelChoice choice, int threads)
{
    /// <summary>The record.</summary>
    public ReconstructDocument Build(ImmutableArray<ChosenChannel> channels, ImmutableArray<Transcript> transcripts, Coverage coverage, ImmutableArray<Sentence> limits, TriageRun run)
    {
        var rebuilt = new ImmutableArray<RebuiltSession>[channels.Length];
        Parallel.For(0, channels.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, at => rebuilt[at] = Rebuilder.Rebuild(transcripts[at], choice.Tool, choice.Secret));
        return new()
        {
            Run = run,
            Evidence = [.. report.Sources.Select(TriageBuilder.Evidence)],
            Coverage = TriageBuilder.Covered(coverage, report, limits, []),
            Sessions = Numbered(channels.Zip(rebuilt).Select(channel => (channel.First.Finding, channel.Second)), choice.Secret),
        };
    }

    /// <summary>The sessions of some channels with their numbers, and with notes on those that are parts of one: in several zones, or by DNS and past it.</summary>
    public static ImmutableArray<ReconstructedSession> Numbered(IEnumerable<(string? Finding, ImmutableArray<RebuiltSession> Sessions)> channels, string? secret = null)
    {
        // A log-in by DNS is read with the datagrams that follow it, and again with the names of its zone: what is told more of is told.
        var all = channels.SelectMany(channel => channel.Sessions.Select(session => (channel.Finding, Session: session)))
            .GroupBy(one => (one.Session.Client, Convert.ToHexString(one.Session.Apex), one.Session.Apex.Length == 0 ? one.Session.Server : default, one.Session.Tool, one.Session.Key, one.Session.First))
            .Select(same => same.MaxBy(one => one.Session.Queries)).ToList();
        var joined = SessionZones.Noted(SessionParts.Joined([.. all.Select(one => one.Session)], IdOf, secret));
        return [.. joined.Select((session, index) => new ReconstructedSession(IdOf(index), all[index].Finding, session))];
    }

    static string IdOf(int index) => string.Create(CultureInfo.InvariantCulture, $"S{index + 1}");
}
