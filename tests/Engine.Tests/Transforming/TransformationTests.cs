using System.Collections.Immutable;
using System.Text;
using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Proof;
using Nameward.Engine.Tests.Reading;
using Nameward.Transform;
using Nameward.Transform.Transformations;
using Xunit;

namespace Nameward.Engine.Tests.Transforming;

/// <summary>What each transformation changes, and that it changes nothing else.</summary>
public class TransformationTests
{
    const int Seed = 5;

    [Fact]
    public void AnExchangeIsAQueryAndItsResponseOnBothLegs()
    {
        var recording = MadeUpRecording.Of(names: 40);
        Assert.Equal(40, recording.Session.Length);
        Assert.All(recording.Session, exchange => Assert.Equal([true, true, false, false], exchange.Messages.Select(message => message.IsQuery)));
    }

    [Fact]
    public void ThinningKeepsWholeExchangesAndAsManyAsItSays()
    {
        var recording = MadeUpRecording.Of(names: 40);
        var thinned = Apply("thin 25", recording);
        Assert.Equal(10, thinned.Session.Length);
        Assert.Equal(250, thinned.PayloadBytes);
        Assert.Subset(Names(recording).ToHashSet(), Names(thinned).ToHashSet());
        Assert.All(thinned.Session, exchange => Assert.Equal(4, exchange.Messages.Length));
        Assert.Single(Apply("thin 1", recording).Session);
    }

    [Theory, InlineData("slow 10", 10, 10), InlineData("jitter 30", 0.7, 1.3), InlineData("jitter 90", 0.1, 1.9)]
    public void PausesAreStretchedAndExchangesTakeAsLongAsBefore(string chain, double least, double most)
    {
        var recording = MadeUpRecording.Of(names: 40);
        var changed = Apply(chain, recording);
        Assert.Equal(recording.Session[0].Start, changed.Session[0].Start);
        Assert.Equal(recording.Session.Select(Lengths), changed.Session.Select(Lengths));
        foreach (var (before, after) in Pauses(recording).Zip(Pauses(changed)))
        {
            Assert.InRange(after / before, least - 0.001, most + 0.001);
        }
    }

    [Fact]
    public void ASessionThatIsSlowEnoughLastsForDays()
    {
        var slow = Apply("slow 100 slow 100", MadeUpRecording.Of(names: 40));
        Assert.True(slow.Session[^1].Start - slow.Session[0].Start > TimeSpan.FromDays(4));
        Assert.Equal(slow.All.OrderBy(message => message.Time), slow.All);
    }

    [Theory, InlineData(RecordTypes.Txt), InlineData(RecordTypes.Cname), InlineData(RecordTypes.Mx)]
    public void RenamingChangesTheZoneAndTheClientAndNoLabelBelow(ushort type)
    {
        var recording = Pointing(MadeUpRecording.Of(type: type), type);
        var renamed = Apply("rename", recording);
        var (old, zone) = (WireNames.ZoneOf(recording.Subjects[0]), WireNames.ZoneOf(renamed.Subjects[0]));
        Assert.NotEqual(old, zone);
        Assert.Equal(old.Length, zone.Length);
        Assert.NotEqual(recording.Clients, renamed.Clients);
        foreach (var (before, after) in recording.All.Zip(renamed.All))
        {
            Assert.Equal(Swapped(before.Name, old, zone), after.Name);
            Assert.Equal(Swapped(before.Answers, old, zone), after.Answers);
            Assert.Equal(before.Row.Client.Address == recording.Clients[0], after.Row.Client.Address == renamed.Clients[0]);
        }
    }

    [Fact]
    public void ASplitChannelDealsItsNamesInTurn()
    {
        var split = Apply("split 3", MadeUpRecording.Of(names: 40));
        Assert.Equal(3, split.Subjects.Select(subject => WireName.ToText(subject)).Distinct().Count());
        Assert.All(split.Session.Index(), exchange => Assert.All(exchange.Item.Messages, message => Assert.True(WireNames.StartOf(message.Name, split.Subjects[exchange.Index % 3]) > 0)));
    }

    [Fact]
    public void AChannelOfSeveralClientsDealsItsNamesInTurnAndTheResolverStaysOne()
    {
        var split = Apply("split-clients 3", MadeUpRecording.Of(names: 40));
        Assert.Equal(3, split.Clients.Distinct().Count());
        Assert.All(split.Session.Index(), exchange =>
            Assert.Equal([split.Clients[exchange.Index % 3], ChannelTraffic.Host(ChannelTraffic.Relay)], exchange.Item.Messages.Select(message => message.Row.Client.Address).Distinct()));
    }

    [Theory, InlineData(1), InlineData(8), InlineData(39), InlineData(40)]
    public void ShortNamesHoldTogetherWhatTheLongOnesHeld(int bytes)
    {
        var recording = MadeUpRecording.Of(names: 40);
        var cut = Apply($"short {bytes}", recording);
        var pieces = (40 + bytes - 1) / bytes;
        Assert.Equal(40 * pieces, cut.Session.Length);
        Assert.Equal(Said(recording), Said(cut));
        Assert.All(cut.Session, exchange => Assert.InRange(exchange.Messages[0].Name[0], 1, bytes));
        // Only the last piece of each is answered, and on both legs.
        Assert.Equal(2 * 40, cut.SessionMessages.Count(message => message.Answers.Length > 0));
    }

    [Fact]
    public void OnlyAnswersOfTheSessionLiveLonger()
    {
        var recording = MadeUpRecording.Of();
        var longer = Apply("ttl 777", recording);
        Assert.All(longer.SessionMessages.SelectMany(Ttls), ttl => Assert.Equal(777u, ttl));
        Assert.Equal(recording.Around, longer.Around);
    }

    [Fact]
    public void WithoutAnswersQueriesAreLeft()
    {
        var recording = MadeUpRecording.Of();
        Assert.Equal(recording.All.Where(message => message.IsQuery), Apply("no-answers", recording).All);
    }

    [Fact]
    public void AMixedSessionIsAClientsOfTheOtherNetworkAndAllOfThatIsThere()
    {
        var benign = MadeUpRecording.Fleet();
        var recording = Apply("shift 40", MadeUpRecording.Of(names: 40));
        var mixed = new Mix("fleet", benign).Apply(recording, new(Seed));
        Assert.Equal(benign, mixed.Around);
        Assert.Contains(mixed.Clients[0], benign.Select(message => message.Row.Client.Address));
        Assert.InRange(mixed.Session[0].Start, benign[0].Time, benign[^1].Time);
        Assert.Equal(recording.Session.Select(Lengths), mixed.Session.Select(Lengths));
        Assert.Equal(mixed.All.OrderBy(message => message.Time), mixed.All);
    }

    [Fact]
    public void ASessionInEvidenceWithoutResponsesHasNone()
    {
        ImmutableArray<Message> queries = [.. MadeUpRecording.Fleet().Where(message => message.IsQuery)];
        Assert.All(new Mix("log", queries).Apply(MadeUpRecording.Of(), new(Seed)).All, message => Assert.True(message.IsQuery));
    }

    [Fact]
    public void AChainIsAppliedInItsOrder()
    {
        var thinFirst = Apply("thin 10 short 8", MadeUpRecording.Of(names: 40));
        var shortFirst = Apply("short 8 thin 10", MadeUpRecording.Of(names: 40));
        Assert.Equal((4 * 5, 20), (thinFirst.Session.Length, shortFirst.Session.Length));
        Assert.Equal(4, thinFirst.Session.Count(exchange => exchange.Messages.Any(message => message.Answers.Length > 0)));
    }

    [Theory, InlineData("slow"), InlineData("slow 1"), InlineData("slow 101"), InlineData("thin x"), InlineData("quicker"), InlineData("mix no-such-file"), InlineData("jitter 91")]
    public void WhatMakesNoSenseIsNamed(string chain)
    {
        Assert.Null(TransformationList.Parse(chain.Split(' '), out var problem));
        Assert.Contains(chain.Split(' ')[0], problem, StringComparison.Ordinal);
    }

    [Fact]
    public void TheListIsCompleteAndSorted()
    {
        Assert.Equal(TransformationList.All.Select(kind => kind.Id).Order(StringComparer.Ordinal), TransformationList.All.Select(kind => kind.Id));
        var types = typeof(ITransformation).Assembly.GetTypes().Where(type => type.IsClass && type.IsAssignableTo(typeof(ITransformation)));
        using var file = new EvidenceFolder();
        var benign = file.Write("benign.log", "18-Mar-2026 09:00:00.000 client @0x7f 10.0.0.1#40000 (www.example.com): query: www.example.com IN A + (10.0.0.53)\n");
        var made = TransformationList.All.Select(kind => kind.Make(kind.Id == "mix" ? benign : "5")!);
        Assert.Equal(types.ToHashSet(), made.Select(transformation => transformation.GetType()).ToHashSet());
        Assert.All(TransformationList.All.Zip(made), pair => Assert.StartsWith(pair.First.Id, pair.Second.Text, StringComparison.Ordinal));
    }

    static Recording Apply(string chain, Recording recording) => TransformationList.Parse(chain.Split(' '), out _)!.Value.Apply(recording, Seed);

    static IEnumerable<string> Names(Recording recording) => recording.Session.Select(exchange => WireName.ToText(exchange.Messages[0].Name));

    static IEnumerable<double> Pauses(Recording recording) =>
        recording.Session.Zip(recording.Session.Skip(1), (one, next) => (next.Start - one.Start).TotalSeconds);

    static string Lengths(Exchange exchange) => string.Join(' ', exchange.Messages.Select(message => message.Time - exchange.Start));

    /// <summary>All that the names of the session say, one behind the other.</summary>
    static string Said(Recording recording) =>
        string.Concat(recording.Session.Select(exchange => Encoding.Latin1.GetString(WireNames.LabelBytes(exchange.Messages[0].Name, WireNames.StartOf(exchange.Messages[0].Name, recording.Subjects[0])))));

    static List<uint> Ttls(Message message)
    {
        var ttls = new List<uint>();
        foreach (var record in new ResourceRecords(message.Answers))
        {
            ttls.Add(record.Ttl);
        }
        return ttls;
    }

    /// <summary>Answers that point into the zone, as those of a channel do whose types hold names.</summary>
    static Recording Pointing(Recording recording, ushort type) => recording.Each(message => message with
    {
        Answers = Transform.Records.Each(message.Answers, (record, writer) =>
        {
            byte[] target = [3, (byte)'a', (byte)'B', (byte)'c', .. recording.Subjects[0]];
            byte[] data = type == RecordTypes.Mx ? [0, 10, .. target] : type == RecordTypes.Cname ? target : record.Data.ToArray();
            writer.Add(record.Section, record.Type == RecordTypes.A ? record.Type : type, record.Ttl, record.Owner, record.Type == RecordTypes.A ? record.Data : data);
        }),
    });

    static byte[] Swapped(byte[] bytes, byte[] old, byte[] zone) => bytes.AsSpan().LastIndexOf(old) is >= 0 and var at ? [.. bytes[..at], .. zone, .. bytes[(at + old.Length)..]] : bytes;
}
