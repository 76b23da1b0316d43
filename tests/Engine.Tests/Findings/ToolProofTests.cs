using Nameward.Engine.Findings;
using Nameward.Engine.Findings.Detectors;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;
using Nameward.Engine.Tests.Proof;
using Nameward.Engine.Tests.Rollups;
using Nameward.Engine.Transcripts;
using Xunit;

namespace Nameward.Engine.Tests.Findings;

/// <summary>A tool's proof settles a pair, names it in the finding, and is otherwise not to be seen.</summary>
public class ToolProofTests
{
    static readonly ProvedTool Proved = new("dns2tcp", "dns2tcp", 38, 0, 624, 5, Sentence.Of("38 of 38 answers repeat session 0x0e19 and sequence of their query"));

    static readonly Scene Scene = new(new(new RollupSet()));

    [Fact]
    public void AProvedToolSettlesWithTwentyBitsWhateverTheExplanation()
    {
        var signal = Assert.Single(Judge(Pair with { Tool = Proved }));
        Assert.Equal(("tool-proved", Family.Proof, 20_00, 20_00, true), (signal.Id, signal.Family, signal.AsBrowsing.Hundredths, signal.AsLookUps.Hundredths, signal.Settles));
        Assert.Equal("proved to be dns2tcp: 38 of 38 answers repeat session 0x0e19 and sequence of their query", signal.Text.Render(text => text.Raw));
    }

    [Fact]
    public void WithoutProofThereIsNoSignalAtAll() => Assert.Empty(Judge(Pair));

    [Fact]
    public void AProvedPairIsCriticalHoweverLittleElseSpeaksForIt()
    {
        var weigher = new PairWeigher(Scene);
        var (before, after) = (weigher.Weigh(Pair), weigher.Weigh(Pair with { Tool = Proved }));
        Assert.True(before.Level < Level.High);
        Assert.False(before.IsConclusive);
        Assert.Equal((Level.Critical, true, "tool-proved"), (after.Level, after.IsConclusive, after.Strongest.Id));
        Assert.Equal(before.Signals.Select(signal => signal.Id), after.Signals.Where(signal => signal.Family != Family.Proof).Select(signal => signal.Id));
    }

    [Fact]
    public void TheFirstMomentIsThatOfTheProofWhereItComesBeforeTheWeight()
    {
        var rows = new ChannelTraffic(seed: 1).Tunnel(names: 30, ttl: 0);
        var transcript = new Transcript(new SuspectPair(ChannelTraffic.Host(ChannelTraffic.Channel), [Names.Wire(ChannelTraffic.Zone)]));
        var writer = new Engine.Evidence.BatchWriter(new Sink(transcript));
        writer.Begin(new(0, 0), 1);
        rows.ForEach(row => writer.Message(row.Message, row.Name, row.Answers));
        writer.Flush();
        var weigher = new PairWeigher(new(new(RandomTraffic.Roll(rows))));
        var weighed = EscalationReplay.Find(Pair, transcript, weigher);
        var proved = EscalationReplay.Find(Pair with { Tool = Proved }, transcript, weigher);
        // The sixth message is the answer to the third query.
        Assert.Equal(3, proved?.Query);
        Assert.True(weighed is null || weighed.Value.Query > proved!.Value.Query);
    }

    [Fact]
    public void TheFindingOfARecordedTunnelNamesItsTool()
    {
        var document = Pipeline.Triage(Samples.Shared("lab/captures/A14.client.pcap.gz"));
        var finding = document.Findings.First(finding => finding.Subject.Zone?.Raw == "hr-forms.org");
        Assert.Equal(("dns2tcp", true, "critical", "tool-proof"), (finding.Tool, finding.Conclusive, finding.Level, finding.Detector));
        Assert.Equal("10.60.1.13 and hr-forms.org: a channel of dns2tcp", finding.Title.Render(text => text.Raw));
        Assert.Equal("proof", finding.Families[0].Family);
        Assert.DoesNotContain(document.Findings, other => other != finding && (other.Tool is not null || other.Conclusive));
    }

    static Pair Pair { get; } = new(ChannelTraffic.Host(ChannelTraffic.Channel), 0, [Names.Wire(ChannelTraffic.Zone)], null,
        new(6, 5, 40, 150, 30, 0, DownFrom.Records, 6, 300, 0, 0, 0, 6, 0, Rhythm.None, 3, 0), new(), [], ZoneFleet.Empty, Crowd.None);

    static List<Signal> Judge(Pair pair)
    {
        var signals = new List<Signal>();
        new ToolProof().Judge(pair, Scene, signals);
        return signals;
    }

    sealed class Sink(Transcript transcript) : IObservationSink
    {
        public void Take(IObservationBatch batch)
        {
            foreach (ref readonly var message in batch.Messages)
            {
                transcript.Add(message, batch);
            }
        }
    }
}
