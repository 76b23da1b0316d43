using System.Collections.Immutable;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Proof;
using Nameward.Engine.Transcripts.Decoders;
using Xunit;
using static Nameward.Engine.Tests.Findings.ServerTraffic;

namespace Nameward.Engine.Tests.Findings;

/// <summary>What a detector says of itself is what it does: each signal is one of its triggers, within the bits that it names.</summary>
public class DetectorInfoTests
{
    const int Seed = 20260318, Pairs = 20_000;

    static readonly double[] Volumes = [0, 100, 300, 1_000, 20_000, 1e6, 1e9], Shares = [0, 0.1, 0.25, 0.4, 0.6, 1], Counts = [0, 3, 4, 7, 8, 30, 400];

    [Fact]
    public void SignalsOfPairsAreTheTriggersWithinTheirBits()
    {
        var (random, scene) = (new Random(Seed), Fleet(clients: 50).Scene());
        var given = new List<Signal>();
        for (var i = 0; i < Pairs; i++)
        {
            var pair = new Pair(Address.FromV4(0x0A000001), 0, [[1, (byte)'z', 0]], null, Any(random), new(), [], ZoneFleet.Empty, Crowd.None);
            foreach (var detector in DetectorList.OfPairs)
            {
                detector.Judge(pair, scene, given);
            }
        }
        Assert.All(given, signal => AssertIsDeclared(signal.Detector, signal.Id, signal.Family, signal.AsBrowsing, signal.AsLookUps, signal.Settles));
        AssertBoundsAreReached(given);
    }

    [Fact]
    public void SignalsOfBeaconsAreTheTriggersWithinTheirBits()
    {
        var (random, scene) = (new Random(Seed), Fleet(clients: 50).Scene());
        var given = new List<Signal>();
        for (var i = 0; i < Pairs; i++)
        {
            var (timed, rest) = (random.Next(1, 9), random.Next(20));
            var beacon = new Beacon(Address.FromV4(0x0A000001), [[1, (byte)'z', 0]], new(random.Next(12, 300), 60, random.NextDouble() / 3), random.Next(2) == 0 ? null : 60,
                new(timed << random.Next(10), timed, rest, random.Next(rest + 1)), new(), []);
            foreach (var detector in DetectorList.OfBeacons)
            {
                detector.Judge(beacon, scene, given);
            }
        }
        Assert.All(given, signal => AssertIsDeclared(signal.Detector, signal.Id, signal.Family, signal.AsBrowsing, signal.AsLookUps, signal.Settles));
        AssertBoundsAreReached(given);
    }

    [Fact]
    public void SignalsOfConditionalZonesAreTheTriggersWithinTheirBits()
    {
        var (random, scene) = (new Random(Seed), Fleet(clients: 50).Scene());
        var given = new List<Signal>();
        for (var i = 0; i < Pairs; i++)
        {
            ImmutableArray<Address> clients = [.. Enumerable.Range(1, random.Next(2, 40)).Select(client => Address.FromV4(0x0A000000u + (uint)client))];
            var told = random.Next(1, clients.Length);
            var apart = new ToldApart(new(1, 1, random.Next(2) == 0 ? RecordTypes.A : RecordTypes.Txt, (ulong)random.Next(2), 1), Outcomes.Records, Outcomes.Missing, [clients[0]], [clients[1]], 20, 20, 9, random.Next(1, 40));
            var zone = new ConditionalZone([1, (byte)'z', 0], apart, clients[..told], clients[told..], null, random.Next(3) == 0 ? 0 : random.Next(40));
            foreach (var detector in DetectorList.OfConditionalZones)
            {
                detector.Judge(zone, scene, given);
            }
        }
        Assert.All(given, signal => AssertIsDeclared(signal.Detector, signal.Id, signal.Family, signal.AsBrowsing, signal.AsLookUps, signal.Settles));
        AssertBoundsAreReached(given);
    }

    [Fact]
    public void SignalsOfZonesThatMoveAboutAreTheTriggersWithinTheirBits()
    {
        var (random, scene) = (new Random(Seed), Fleet(clients: 50).Scene());
        var given = new List<Signal>();
        for (var i = 0; i < Pairs; i++)
        {
            var times = random.Next(2, 40);
            var name = new RovingName(1, 1, times, times, random.Next(2) == 0 ? 1 : 0.1, times, random.Next(times), (uint)(1 << random.Next(18)), random.Next(3) == 0 ? 0 : random.Next(30));
            ImmutableArray<Address> clients = [.. Enumerable.Range(1, random.Next(1, 60)).Select(client => Address.FromV4(0x0A000000u + (uint)client))];
            var zone = new FluxZone([1, (byte)'z', 0], random.Next(5) == 0 ? null : name, random.Next(5) == 0 ? null : new([1, (byte)'n', 0], random.Next(1, 9), 3, random.Next(1, 30)), clients, random.NextDouble());
            foreach (var detector in DetectorList.OfFluxZones)
            {
                detector.Judge(zone, scene, given);
            }
        }
        Assert.All(given, signal => AssertIsDeclared(signal.Detector, signal.Id, signal.Family, signal.AsBrowsing, signal.AsLookUps, signal.Settles));
        AssertBoundsAreReached(given);
    }

    [Theory]
    [InlineData("rogue")]
    [InlineData("hotspot")]
    [InlineData("tunnel")]
    [InlineData("quiet")]
    public void SignalsOfOurRecordingsAreTheTriggersWithinTheirBits(string sample)
    {
        var document = Pipeline.Triage([Samples.Own($"samples/{sample}.pcap.gz")], site: Approving(Resolver));
        var signals = document.Findings.SelectMany(finding => finding.Signals).ToList();
        Assert.NotEmpty(signals);
        Assert.All(signals, signal =>
        {
            var trigger = TriggerOf(signal.Detector, signal.Id);
            var bits = Bits.Of(signal.Bits);
            Assert.True(trigger.AsBrowsing.Holds(bits) || trigger.AsLookUps.Holds(bits), $"{signal.Id}: {signal.Bits} bits");
        });
    }

    [Fact]
    public void SignalsOfServersAndHostsAreTheTriggersWithinTheirBits()
    {
        var traffic = Fleet(except: 7);
        for (var number = 0; number < 9; number++)
        {
            traffic.Ask("10.0.0.7", Stranger, number, Site(number), "203.0.113.99", port: 5300, header: HeaderBits.Shown | HeaderBits.RecursionAvailable | HeaderBits.Authoritative);
        }
        var scene = traffic.Scene(Approving(Resolver));
        var signals = new ServerJudge(scene).Judge(Weighing.WatchedFrom, []).Concat(HostJudge.Judge(scene)).SelectMany(weighing => weighing.Signals).ToList();
        Assert.All((string[])["contradicts", "with-authority", "not-on-the-list", "port", "one-user", "unknown-resolver", "asks-outside"], id => Assert.Contains(signals, signal => signal.Id == id));
        Assert.All(signals, signal => AssertIsDeclared(signal.Detector, signal.Id, signal.Family, signal.AsBrowsing, signal.AsLookUps, signal.Settles));
    }

    [Fact]
    public void EveryDetectorSaysAllOfItself() => Assert.All(DetectorInfo.All, info =>
    {
        Assert.NotEmpty(info.Triggers);
        Assert.Equal(info.Triggers.Length, info.Triggers.Select(trigger => trigger.Signal).Distinct().Count());
        Assert.True(info.Verify.Length >= 3, info.Id);
        Assert.StartsWith(info.Id == "tool-proof" ? "Ask whether" : "Innocent if", info.Verify[^1], StringComparison.Ordinal);
        Assert.All(info.Techniques, technique => Assert.Matches(@"^T\d{4}(\.\d{3})?$", technique));
        Assert.All(info.Sources.Add(info.Respond.Preserve).Add(info.Respond.Contain).Add(info.Respond.Ask), text => Assert.NotEqual("", text));
    });

    [Fact]
    public void EveryDecoderSaysWhatItProves() => Assert.All(DecoderInfo.All, decoder => Assert.Matches(@"\d", decoder.Proves));

    static void AssertIsDeclared(string detector, string id, Family family, Bits asBrowsing, Bits asLookUps, bool settles)
    {
        var trigger = TriggerOf(detector, id);
        Assert.Equal((trigger.Family, trigger.Settles), (family, settles));
        Assert.True(trigger.AsBrowsing.Holds(asBrowsing) && trigger.AsLookUps.Holds(asLookUps), $"{id}: {asBrowsing.Value} and {asLookUps.Value} bits");
    }

    /// <summary>The bits that are named as the most are given by something, or they would be a boast.</summary>
    static void AssertBoundsAreReached(List<Signal> given)
    {
        foreach (var signals in given.GroupBy(signal => (signal.Detector, signal.Id)))
        {
            var trigger = TriggerOf(signals.Key.Detector, signals.Key.Id);
            Assert.Equal((signals.Key.Id, trigger.AsBrowsing.Most, trigger.AsLookUps.Most), (signals.Key.Id, signals.Max(signal => signal.AsBrowsing).Value, signals.Max(signal => signal.AsLookUps).Value));
        }
    }

    static Trigger TriggerOf(string detector, string signal) => Assert.Single(DetectorInfo.All.Single(info => info.Id == detector).Triggers, trigger => trigger.Signal == signal);

    static PairMeasures Any(Random random)
    {
        double One(double[] values) => values[random.Next(values.Length)];
        double names = One(Counts), pointers = One(Shares);
        return new(names, Math.Min(names, One(Counts)), names + One(Counts), One(Volumes), One(Volumes), One(Volumes), (DownFrom)random.Next(3), (int)One(Counts), random.Next(4) > 0 ? One([0, 1, 5, 60, 3600]) : null,
            One(Shares), pointers, Math.Max(pointers, One(Shares)), One([0, 9, 30, 70, 150, 240]), One(Shares), new((int)One(Counts), One([4, 60, 3600]), One([0.001, 0.2, 0.5])), random.Next(2) * 40, random.Next(40));
    }
}
