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
            Sessions = Numbered(channels.Zip(rebuilt).Select(channel => (channel.First.Finding, channel.Second))),
        };
    }

    /// <summary>The sessions of some channels with their numbers, and with notes on those that one agent had in several zones.</summary>
    public static ImmutableArray<ReconstructedSession> Numbered(IEnumerable<(string? Finding, ImmutableArray<RebuiltSession> Sessions)> channels)
    {
        var all = channels.SelectMany(channel => channel.Sessions.Select(session => (channel.Finding, Session: session))).ToList();
        return [.. SessionZones.Noted(all, one => one.Session, (one, note) => (one.Finding, one.Session with { Notes = one.Session.Notes.Add(note) }))
            .Select((one, index) => new ReconstructedSession(string.Create(CultureInfo.InvariantCulture, $"S{index + 1}"), one.Finding, one.Session))];
    }
}
