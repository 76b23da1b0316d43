using System.Collections.Immutable;
using System.Diagnostics;
using Nameward.Transform.Transformations;
using Nameward.Transform.Writing;

namespace Nameward.Transform.Robustness;

/// <summary>Triages changed copies of every labelled channel, one after the other, and tells how many of them are still found.</summary>
static class RobustnessRun
{
    static readonly string[] Plain =
    [
        "", "rename", "slow 2", "slow 10", "slow 100", "slow 100 slow 10", "slow 100 slow 100", "thin 50", "thin 25", "thin 10", "thin 5", "jitter 30", "jitter 90", "split 3", "split-clients 3", "short 8", "ttl 300", "no-answers",
        "short 8 ttl 300 jitter 90 slow 100",
    ];

    /// <summary>Networks to mix into: a day of the laboratory, an hour of real desktops.</summary>
    static readonly string[] Networks = ["lab/captures/long-benign.client.pcap.gz", "captures/benign/zeek-desktops/test_data/proxy_rolling/dns.16:00:00-17:00:00.log.gz"];

    /// <summary>Prints the table.</summary>
    /// <param name="shared">The folder in which lab and captures lie.</param>
    /// <param name="only">Beginnings of the rows wanted; all where none is given.</param>
    /// <param name="seed">Of all that is drawn by lot.</param>
    /// <param name="to">Gets the table.</param>
    public static void Print(string shared, IReadOnlyCollection<string> only, int seed, TextWriter to)
    {
        var began = Stopwatch.GetTimestamp();
        var chains = Chains(shared, only);
        var outcomes = chains.ToDictionary(chain => chain.TextOf(), _ => new List<RobustnessRow>());
        var folder = Directory.CreateTempSubdirectory("nameward-robustness-");
        foreach (var (number, recording) in Recordings(SessionList.Of(Path.Combine(shared, "lab"), Path.Combine(shared, "captures"))).Index())
        {
            foreach (var chain in chains)
            {
                outcomes[chain.TextOf()].Add(Judge(recording.Session, chain.Apply(recording.Recording, seed + number), folder.FullName, chain.TextOf()));
            }
        }
        folder.Delete(recursive: true);
        RobustnessTable.Print(chains.Select(chain => (chain.TextOf(), (IReadOnlyList<RobustnessRow>)outcomes[chain.TextOf()])), Stopwatch.GetElapsedTime(began), to);
    }

    static ImmutableArray<ImmutableArray<ITransformation>> Chains(string shared, IReadOnlyCollection<string> only)
    {
        bool IsWanted(string text) => only.Count == 0 || only.Any(word => text.StartsWith(word, StringComparison.Ordinal));
        var plain = Plain.Where(text => IsWanted(text == "" ? "identity" : text)).Select(text => TransformationList.Parse(text.Split(' ', StringSplitOptions.RemoveEmptyEntries), out _)!.Value);
        var mixed = IsWanted("mix") ? Networks.Select(path => ImmutableArray.Create<ITransformation>(Mix.Into(Path.Combine(shared, path))!)) : [];
        return [.. plain, .. mixed];
    }

    /// <summary>The recordings of sessions. What stands in two files row by row is one session.</summary>
    static IEnumerable<(SessionFile Session, Recording Recording)> Recordings(IReadOnlyList<SessionFile> sessions)
    {
        var seen = new HashSet<(string, string, DateTime, int)>();
        foreach (var session in sessions)
        {
            if (Recording.Of(session.Truth, EvidenceReading.Read(session.File)) is not { } recording)
            {
                Console.Error.WriteLine($"left out: {session.Truth.Path} has no message under {session.Truth.Subject}");
            }
            else if (seen.Add((session.Truth.Client, session.Truth.Subject, recording.Session[0].Start, recording.Session.Length)))
            {
                yield return (session, recording);
            }
        }
    }

    static RobustnessRow Judge(SessionFile session, Recording copy, string folder, string what)
    {
        var truth = EvidenceCopy.Write(copy, folder, "copy", what);
        var path = Path.Combine(folder, truth[0].Path);
        var outcome = Outcome.Of(session, copy, SessionWeighing.Triage(path));
        var bits = outcome.IsEscalated ? outcome.Finding!.Bits : SessionWeighing.Weigh(path, copy)?.Sum.Hundredths / 100.0;
        File.Delete(path);
        return new(session.Truth, copy.Session.Length, outcome.IsEscalated, outcome.IsWatched, bits, outcome.Others.Count, outcome.FalseEscalations,
            [.. outcome.Others.Select(finding => $"{finding.Level} {finding.Subject.Client?.Raw} {finding.Subject.Zone?.Raw ?? finding.Subject.Server?.Raw}")]);
    }
}
