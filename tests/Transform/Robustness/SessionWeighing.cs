using System.Collections.Immutable;
using Nameward.Engine;
using Nameward.Engine.Cases;
using Nameward.Engine.Evidence;
using Nameward.Engine.Findings;
using Nameward.Engine.Rollups;

namespace Nameward.Transform.Robustness;

/// <summary>What the program makes of a copy: its decision, and what it weighs also where that stays below everything that is reported.</summary>
static class SessionWeighing
{
    const int Threads = 2;

    /// <summary>Triages a file.</summary>
    public static TriageDocument Triage(string path)
    {
        using var evidence = Open(path);
        return new Investigation(new() { Threads = Threads }, TimeProvider.System).Triage(evidence);
    }

    /// <summary>The gravest weighing of one of the clients in the zone of one of the subjects; null where nothing of them is weighed.</summary>
    public static Weighing? Weigh(string path, Recording recording)
    {
        var zones = recording.Subjects.Select(WireNames.ZoneOf).ToImmutableArray();
        bool IsOfSession(Weighing weighing) => weighing.Subject is Pair pair && recording.Clients.Contains(pair.Client) && pair.Zones.Any(zone => zones.Any(other => other.AsSpan().SequenceEqual(zone)));
        return WeighAll(path).FirstOrDefault(IsOfSession);
    }

    /// <summary>Every client in every zone that says anything, gravest first.</summary>
    public static ImmutableArray<Weighing> WeighAll(string path)
    {
        var rollups = new RollupSet();
        EvidenceReading.Roll(path, rollups);
        return new PairJudge(new(new(rollups)), Threads).Judge(new(int.MinValue));
    }

    static FileEvidence Open(string path)
    {
        var options = new ReadingOptions();
        return new(EvidenceLocator.Locate([path], options), options);
    }
}
