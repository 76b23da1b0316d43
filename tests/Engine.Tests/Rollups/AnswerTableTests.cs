using Nameward.Engine.Evidence;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;
using Xunit;

namespace Nameward.Engine.Tests.Rollups;

/// <summary>What servers answered, under the laws of merging and within its bounds.</summary>
public class AnswerTableTests
{
    const int Cases = 300, Most = 16;

    [Fact]
    public void AnyPartitionInAnyOrderGivesTheSameBytesThoughNamesAndAnswersAreLeftOut()
    {
        var (left, restless) = (0, 0);
        for (var seed = 0; seed < Cases; seed++)
        {
            var random = new Random(seed);
            var rows = Enumerable.Range(0, 40 + random.Next(600)).Select(_ => Row(random, seed % 3 == 0 ? 3 : 60)).ToList();
            var whole = Table(rows);
            var merged = Partition.Merged(rows, random, part => Table(part), ThroughBytes);
            Partition.AssertSame(whole, merged, seed);
            Assert.Equal(whole.Names.Select(name => name.Hash), merged.Names.Select(name => name.Hash));
            left += whole.IsSampled ? 1 : 0;
            restless += whole.Names.Count(name => name.IsRestless);
        }
        Assert.True(left > Cases / 4 && restless > Cases / 4);
    }

    [Fact]
    public void TheNamesKeptAreThoseWithTheLowestHashesWhateverTheServer()
    {
        var random = new Random(5);
        var rows = Enumerable.Range(0, 2000).Select(_ => Row(random, 400)).ToList();
        var lowest = rows.Where(row => row.Answers.Length > 0 || row.Message.Rcode == 3).Select(row => WireName.Hash(row.Name, NameHashing.Seed)).Distinct().Order().Take(Most);
        Assert.Equal(lowest, Table(rows).Names.Select(name => name.Hash));
    }

    [Fact]
    public void AnAnswerIsTheNetworkItLeadsToAndWhoHoldsTheLastAlias()
    {
        var answers = new ResourceRecordWriter();
        answers.Add(Section.Answer, RecordTypes.Cname, 60, [], Names.Wire("edge7.cdn.example"));
        answers.Add(Section.Answer, RecordTypes.A, 60, [], [198, 51, 100, 9]);
        var name = Names.Wire("www.shop.example");
        var table = new AnswerTable(Most);
        var row = new RandomTraffic.Row(Message(new Random(1), 0), name, answers.Written.ToArray(), new(0, 0), 1);
        Feed([row], (in DnsMessage message, IObservationBatch batch) => table.Add(message, batch, 77));
        var answer = Assert.Single(Assert.Single(table.Names).Answers);
        Assert.Equal("198.51.100.0", AnswerNetwork.AddressOf(answer.Network).ToString());
        Assert.Equal(WireName.Hash(Names.Wire("cdn.example"), NameHashing.Seed), answer.Holder);
        Assert.Equal([77u], answer.Clients.Values.ToArray());
    }

    static AnswerTable Table(IEnumerable<RandomTraffic.Row> rows)
    {
        var table = new AnswerTable(Most);
        Feed(rows, (in DnsMessage message, IObservationBatch batch) => table.Add(message, batch, PairKey.ClientHash(message.Client.Address)));
        return table;
    }

    static void Feed(IEnumerable<RandomTraffic.Row> rows, Taking take)
    {
        var writer = new BatchWriter(new Handing(take));
        writer.Begin(new(0, 0), 1);
        foreach (var row in rows)
        {
            writer.Message(row.Message, row.Name, row.Answers);
        }
        writer.Flush();
    }

    static RandomTraffic.Row Row(Random random, int names)
    {
        var answers = new ResourceRecordWriter();
        for (var i = random.Next(3); i > 0; i--)
        {
            answers.Add(Section.Answer, RecordTypes.A, 60, [], [198, 51, (byte)random.Next(80), (byte)random.Next(256)]);
        }
        var message = Message(random, (ushort)(random.Next(5) == 0 ? 3 : 0));
        return new(message, Names.Wire($"n{random.Next(names)}.zone{random.Next(4)}.example"), message.Rcode == 3 ? [] : answers.Written.ToArray(), new(0, 0), 1);
    }

    static DnsMessage Message(Random random, ushort rcode) => new()
    {
        Time = new DateTime(2026, 3, 18, 0, 0, 0, DateTimeKind.Utc).AddSeconds(random.Next(86_400)),
        Sides = Sides.Response,
        Client = new(Address.FromV4(0x0A000001u + (uint)random.Next(9)), 40_000),
        Server = new(Address.FromV4(0x0A000035u + (uint)random.Next(3)), 53),
        Type = RecordTypes.A,
        Rcode = rcode,
        Header = random.Next(2) == 0 ? HeaderBits.Shown : HeaderBits.Shown | HeaderBits.Authoritative,
        ShowsAnswers = true,
    };

    static AnswerTable ThroughBytes(AnswerTable table)
    {
        var reader = new StateReader(Partition.BytesOf(table.WriteTo));
        var read = AnswerTable.ReadFrom(ref reader, Most);
        Assert.True(reader.AtEnd);
        return read;
    }

    delegate void Taking(in DnsMessage message, IObservationBatch batch);

    sealed class Handing(Taking take) : IObservationSink
    {
        public void Take(IObservationBatch batch)
        {
            foreach (ref readonly var message in batch.Messages)
            {
                take(message, batch);
            }
        }
    }
}
