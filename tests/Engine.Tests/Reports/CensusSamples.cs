using System.Collections.Immutable;
using Nameward.Engine.Cases;
using Nameward.Engine.Evidence;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Tests.Reports;

/// <summary>Censuses of our own samples through the whole pipeline, with a run that is always the same, and one of a great many servers.</summary>
static class CensusSamples
{
    static readonly DateTime Day = new(2026, 11, 21, 18, 0, 0, DateTimeKind.Utc);

    public static ImmutableArray<string> Names => ["quiet", "tunnel"];

    public static CensusDocument Of(string name, int threads = 2)
    {
        var path = $"samples/{name}.pcap.gz";
        var document = Of(new ReadingOptions(), threads, Samples.Own(path));
        return document with
        {
            Run = new("0.1.0", Day, 0.5, document.Run.AsOf, $"nameward census {path}", ""),
            Evidence = [.. document.Evidence.Select(source => source with { Path = HostileText.Text(path) })],
        };
    }

    public static CensusDocument Of(ReadingOptions options, int threads, params string[] paths)
    {
        using var evidence = new FileEvidence(EvidenceLocator.Locate(paths, options), options);
        return new Investigation(new() { Threads = threads }, TimeProvider.System).Census(evidence);
    }

    /// <summary>A resolver of 388 hosts, and 1,204 authoritative servers that it asks.</summary>
    public static CensusDocument Many
    {
        get
        {
            var resolver = TriageSamples.Server("10.0.0.53", "recursive", null, 388, 402_118);
            var outside = Enumerable.Range(0, 1204).Select(at => TriageSamples.Server($"198.51.{at / 250}.{at % 250}", "authoritative", null, 1, at) with { AskedBy = "servers", Users = [new(resolver.Server, at)], TopClients = [resolver.Server] });
            return With([resolver, .. outside]);
        }
    }

    public static CensusDocument With(ImmutableArray<TriageServer> census) => new()
    {
        Run = new("0.1.0", Day, 0.5, Day, "nameward census", ""),
        Evidence = [],
        Coverage = new([], [], [Sentence.Of("not shown by this evidence: DNS over TCP")], []),
        Clients = 388,
        Census = census,
        SiteProposal = new([], []),
    };
}
