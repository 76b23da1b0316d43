using FsCheck;
using FsCheck.Fluent;
using Nameward.Engine.Intelligence;
using Nameward.Engine.Intelligence.Feeds;
using Nameward.Engine.Observations;
using Xunit;

namespace Nameward.Engine.Tests.Intelligence;

public class IndicatorPackTests
{
    [Theory]
    [InlineData("a.x-example.com", "x-example.com")]
    [InlineData("b.a.x-example.com", "x-example.com")]
    [InlineData("exact.x-example.org", "exact.x-example.org")]
    [InlineData("below.exact.x-example.org", null)]
    [InlineData("x-example.net", null)]
    [InlineData("below.x-example.net", "x-example.net")]
    [InlineData("deep.good.x-example.com", null)]
    [InlineData("good.x-example.com", null)]
    [InlineData("notx-example.com", null)]
    public void ScopesAndExceptionsHold(string name, string? entry)
    {
        var pack = Pack(builder =>
        {
            Add(builder, "x-example.com", NameScope.Whole);
            Add(builder, "exact.x-example.org", NameScope.Exact);
            Add(builder, "x-example.net", NameScope.Below);
            Add(builder, "good.x-example.com", NameScope.Whole, isException: true);
        });
        Assert.Equal(entry, Of(pack).Of(Names.Wire(name)).SingleOrDefault()?.Text.Raw);
    }

    [Fact]
    public void AnEntryForNameServersIsMetAsOneAlone()
    {
        var pack = Pack(builder =>
        {
            builder.Entry(new FeedEntry { At = 1, Name = Names.Wire("ns.x-example.com"), Role = EntryRole.NameServer, Threat = "", Reference = "" });
            builder.Entry(new FeedEntry { At = 2, Network = Parse("192.0.2.0/28"), Role = EntryRole.NameServer, Threat = "", Reference = "" });
            builder.Entry(new FeedEntry { At = 3, Network = Parse("192.0.2.0/24"), Threat = "", Reference = "" });
        });
        var set = new FeedSet([new() { Name = "feed", Pack = pack }]);
        Assert.Equal((0, 1), (Entries(false).Count, Entries(true).Count));
        Assert.Equal((24, 28), (Narrowest(false), Narrowest(true)));

        List<Indicator> Entries(bool isNameServer) => Found(found => set.Find(Names.Wire("ns.x-example.com"), isNameServer, found));
        int Narrowest(bool isNameServer) => Found(found => set.Find(Parse("192.0.2.3").First, isNameServer, found)).Single().Network.Length;
        static List<Indicator> Found(Action<List<Indicator>> find)
        {
            var found = new List<Indicator>();
            find(found);
            return found;
        }
    }

    [Fact]
    public void OfRepetitionsTheNewestIsKeptWithAllThatItSays()
    {
        var pack = Pack(builder =>
        {
            builder.Entry(new FeedEntry { At = 1, Name = Names.Wire("x-example.com"), LastSeen = Day(1), Confidence = 90, Threat = "old", Reference = "one" });
            builder.Entry(new FeedEntry { At = 2, Name = Names.Wire("x-example.com"), LastSeen = Day(3), From = Day(2), Until = Day(9), Confidence = 40, Threat = "new", Reference = "two" });
            builder.Entry(new FeedEntry { At = 3, Name = Names.Wire("x-example.com"), LastSeen = Day(2), Threat = "between", Reference = "" });
            builder.Passed(4, "file hashes");
            builder.Rejected(5, "no name and no address", "x y"u8);
        });
        var indicator = Assert.Single(Of(IndicatorPack.Read(pack.Write())).Of(Names.Wire("x-example.com")));
        Assert.Equal((2, "new", "two", 40, Day(3), Day(2), Day(9)), (indicator.Line, indicator.Threat.Raw, indicator.Reference.Raw, indicator.Confidence, indicator.LastSeen, indicator.From, indicator.Until));
        Assert.Equal((1, 0, 2, 1, 1), (pack.Counts.Names, pack.Counts.Networks, pack.Counts.Repeated, pack.Counts.Passed["file hashes"], pack.Counts.AllRejected));
    }

    [Fact]
    public void WhateverIsListedIsFoundAndNothingElse()
    {
        var labels = Gen.Elements("a", "b", "c", "d", "e");
        var names = Gen.Choose(1, 4).SelectMany(count => Gen.ArrayOf(labels, count)).Select(parts => string.Join('.', parts) + ".x-example.com");
        var cases = Gen.ArrayOf(names, 12).SelectMany(listed => Gen.ArrayOf(names, 12).Select(asked => (listed, asked)));
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(cases.ToArbitrary(), one =>
        {
            var feeds = Of(IndicatorPack.Read(Pack(builder => Array.ForEach(one.listed, name => Add(builder, name, NameScope.Whole))).Write()));
            return one.asked.All(name => feeds.Of(Names.Wire(name)).SingleOrDefault()?.Text.Raw
                == one.listed.Where(entry => name == entry || name.EndsWith("." + entry, StringComparison.Ordinal)).MaxBy(entry => entry.Length));
        }));
    }

    [Fact]
    public void OfNestedNetworksTheNarrowestHoldsAnAddress()
    {
        var networks = Gen.Choose(0, 255).SelectMany(octet => Gen.Choose(8, 32).Select(length => Network.Of(Address.FromV4(0xC6120000 | (uint)octet << 4), length)));
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Gen.ArrayOf(networks, 20).ToArbitrary(), listed =>
        {
            var feeds = Of(Pack(builder => Array.ForEach(listed, network => builder.Entry(new FeedEntry { At = 1, Network = network, Threat = "", Reference = "" }))));
            return Enumerable.Range(0, 4096).Select(low => Address.FromV4(0xC6120000 | (uint)low)).All(address =>
                feeds.Of(address).SingleOrDefault()?.Network.Length == listed.Where(network => network.Contains(address)).Select(network => (int?)network.Length).Max());
        }));
    }

    [Fact]
    public void DamagedBytesAreNoPackAndNeverFailLater()
    {
        var bytes = Pack(builder =>
        {
            for (var i = 0; i < 50; i++)
            {
                builder.Entry(new FeedEntry { At = i, Name = Names.Wire($"n{i}.x-example.com"), Threat = "t", Reference = "r" + i });
                builder.Entry(new FeedEntry { At = i, Network = Parse($"192.0.2.{i}"), Threat = "", Reference = "" });
            }
        }).Write();
        var random = new Random(5);
        for (var run = 0; run < 2000; run++)
        {
            var damaged = bytes.AsSpan(0, run % 4 == 0 ? random.Next(bytes.Length) : bytes.Length).ToArray();
            for (var change = random.Next(4); change > 0 && damaged.Length > 0; change--)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }
            try
            {
                var feeds = Of(IndicatorPack.Read(damaged));
                foreach (var indicator in feeds.Of(Names.Wire("n7.x-example.com")).AddRange(feeds.Of(Parse("192.0.2.7").First)))
                {
                    Assert.NotNull(indicator.Reference.Raw + indicator.Threat.Raw);
                }
            }
            catch (InvalidDataException)
            {
                Assert.False(damaged.AsSpan().SequenceEqual(bytes));
            }
        }
    }

    static DateTime Day(int day) => new(2026, 11, day, 0, 0, 0, DateTimeKind.Utc);

    static Network Parse(string text) => Network.TryParse(text, out var network, out _) ? network : throw new ArgumentException(text);

    static Indicators Of(IndicatorPack pack) => new([new() { Name = "feed", Pack = pack }]);

    static IndicatorPack Pack(Action<IndicatorPackBuilder> fill)
    {
        var builder = new IndicatorPackBuilder();
        fill(builder);
        return builder.Build();
    }

    static void Add(IndicatorPackBuilder builder, string name, NameScope scope, bool isException = false) =>
        builder.Entry(new FeedEntry { At = 1, Name = Names.Wire(name), Scope = scope, IsException = isException, Threat = "", Reference = "" });
}
