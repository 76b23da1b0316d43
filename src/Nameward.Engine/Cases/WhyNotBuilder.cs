using System.Collections.Immutable;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Verdicts;

namespace Nameward.Engine.Cases;

/// <summary>Puts together what was measured of a name or an address.</summary>
sealed class WhyNotBuilder(Scene scene, EvidenceReport report, Coverage coverage, ImmutableArray<Sentence> limits)
{
    const int MostServers = 8;

    /// <summary>The document.</summary>
    /// <param name="inquiry">What was asked about.</param>
    /// <param name="weighed">What was weighed of it.</param>
    /// <param name="run">The run of the program.</param>
    public WhyNotDocument Build(Inquiry inquiry, ImmutableArray<AskedKind> weighed, TriageRun run)
    {
        var seen = AskedUse.All(inquiry, scene);
        return new()
        {
            Run = run,
            Evidence = [.. report.Sources.Select(TriageBuilder.Evidence)],
            Coverage = TriageBuilder.Covered(coverage, report, limits, []),
            Asked = inquiry.Name,
            Zone = inquiry.Zone is { } zone ? HostileText.Name(zone) : null,
            Reputation = inquiry.Zone is { } judged ? new ReputationBuilder(scene, [judged]).Of(judged) : null,
            Seen = [.. seen.Select(Use)],
            Weighed = [.. weighed.Select(kind => new WhyNotKind(Words.Of(kind.Kind), [.. kind.Few.Select(asked => WeighingPage.Of(asked, scene))],
                [.. kind.Others.Select(others => new WhyNotOthers(Words.Of(others.Level), others.Count))]))],
            DidNotRun = seen.IsEmpty ? [] : NotRun.On(inquiry, weighed, scene),
        };
    }

    static WhyNotUse Use(AskedUse use) => new(Words.Of(use.Part), use is { Part: UsePart.Server, Servers: [{ Port: > 0 } server] } ? server.Port : null, use.First, use.Last, use.Days, use.Queries,
        use.Clients, use.Zones, [.. use.Servers.Select(server => server.Address).Distinct().Take(MostServers).Select(HostileText.Address)]);
}
