using System.Collections.Immutable;
using Nameward.Engine.Cases.Alerting;
using Nameward.Engine.Cases.Blocks;
using Nameward.Engine.Evidence;
using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Containing;

namespace Nameward.Engine.Tests.Alerting;

/// <summary>Cases and their rules for tests.</summary>
static class AlertSamples
{
    public static readonly ContainedFinding Tunnel = new("F1", "critical", "iodine", [ContainSamples.Address("10.60.1.13"), ContainSamples.Address("192.0.2.10")], [Names.Wire("kq7.io")], null,
        [new(BlockKind.NameServerAddress, [], ContainSamples.Address("203.0.113.66"), false, 0, Sentence.Of("no other zone"))])
    {
        Techniques = ["T1071.004"],
    };

    static readonly Lazy<ContainDocument> Worked = new(() => Read(Tunnel, SiteOf("10.60.1.53", "192.0.2.10"), "samples/quiet.pcap.gz", "samples/tunnel.pcap.gz", "samples/incident/evidence"));

    /// <summary>The worked incident, with the quiet capture as what is known to be good.</summary>
    public static ContainDocument Incident => Worked.Value;

    /// <summary>One rule of every kind.</summary>
    public static ImmutableArray<AlertRule> Every { get; } =
    [
        Rule(new QueryBelow([.. Names.Wire("kq7.example")])),
        Rule(new AnswerIs(ContainSamples.Address("203.0.113.66"))),
        Rule(new AnswerIs(ContainSamples.Address("2001:db8::66"))),
        Rule(new AnswerNames([.. Names.Wire("ns1.other.example")])),
        Rule(new SpeaksTo(ContainSamples.Address("203.0.113.66"))),
        Rule(new SpeaksTo(ContainSamples.Address("2001:db8::66"))),
        Rule(new AsksUnapproved([NetworkOf("10.0.0.53"), NetworkOf("198.51.100.0/24")], [])),
        Rule(new AsksUnapproved([NetworkOf("10.0.0.53")], [NetworkOf("10.0.0.0/8")])),
        Rule(new AsksOtherPort()),
        Rule(new LongText(120)),
        Rule(new ManyNames(new([], 24, LabelAlphabet.All[0]), 12)),
        Rule(new ManyNames(new([RecordTypes.Txt, RecordTypes.Null], 16, LabelAlphabet.All[^1]), 20)),
    ];

    /// <summary>A document that holds these rules.</summary>
    public static ContainDocument With(params ImmutableArray<AlertRule> rules) => ContainSamples.Of(BlockAction.NxDomain) with { Alerts = [.. rules.Select((rule, at) => rule with { Name = $"rule-{at + 1}" })] };

    public static Network NetworkOf(string text) => Network.TryParse(text, out var network, out _) ? network : throw new ArgumentException(text, nameof(text));

    public static Nameward.Engine.Findings.SiteFacts SiteOf(params string[] approved) => Engine.Findings.SiteFacts.None with { ApprovedServers = [.. approved.Select(NetworkOf)] };

    /// <summary>Reads evidence of ours and tries the rules on it.</summary>
    public static ContainDocument Read(ContainedFinding finding, Engine.Findings.SiteFacts site, string? benign, params string[] paths) => Read(finding, site, benign, 0, paths);

    public static ContainDocument Read(ContainedFinding finding, Engine.Findings.SiteFacts site, string? benign, long budget, params string[] paths)
    {
        var request = new ContainRequest(new("7", "nameward-7", [finding]), BlockAction.NxDomain, default, TimeSpan.FromDays(30)) { Budget = budget };
        using var evidence = Open(paths);
        using var good = benign is null ? null : Open(benign);
        return new Investigation(new() { Threads = 2, Site = site }, TimeProvider.System).Contain(evidence, good is null ? request : request with { Benign = sink => good.ReadAll(() => sink, 1) });
    }

    /// <summary>Every query of files of ours, as an event.</summary>
    public static ImmutableArray<AlertEvent> EventsOf(params string[] paths)
    {
        using var evidence = Open(paths);
        var sink = new EventSink();
        evidence.ReadAll(() => sink, 1);
        return [.. sink.Events];
    }

    static FileEvidence Open(params string[] paths)
    {
        var options = new ReadingOptions();
        return new(EvidenceLocator.Locate([.. paths.Select(Samples.Own)], options), options);
    }

    static AlertRule Rule(AlertCondition condition) => AlertPlan.Rule("nameward-7", "rule", 1, condition, Sentence.Of("what is looked for"), Sentence.Of("why"), [Tunnel]) with
    {
        Count = new(3, 1, ContainSamples.Made, 0, 0),
        Block = condition is QueryBelow or AnswerIs or AnswerNames or SpeaksTo ? ContainSamples.Zone("kq7.example") : null,
    };

    sealed class EventSink : IObservationSink
    {
        public List<AlertEvent> Events { get; } = [];

        public void Take(IObservationBatch batch)
        {
            foreach (var row in batch.Messages)
            {
                if ((row.Sides & Sides.Query) != 0 && !row.Server.IsOfTheLink && !row.IsNameHidden)
                {
                    Events.Add(new(row.Time, row.Client.Address, row.Server.Address, row.Server.Port, batch.Bytes(row.Name).ToArray(), row.Type, []));
                }
            }
        }
    }
}
