using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;
using Xunit;

namespace Nameward.Engine.Tests.Findings;

/// <summary>Each detector fires on what it is for, stays quiet on its look-alike, and says why.</summary>
public class DetectorTests
{
    /// <summary>An ordinary pair: a few names, asked again, cached, short, shared with others.</summary>
    static readonly PairMeasures Ordinary = new(Names: 6, PrivateNames: 5, Queries: 40, UpBits: 150, DownBits: 30, HostTextBits: 0, Down: DownFrom.Records, AnsweredNames: 6,
        MedianTtlSeconds: 300, RareTypeShare: 0, PointerShare: 0, TextOrPointerShare: 0, MeanPrefixBytes: 6, CodedShare: 0, Rhythm: new(12, 40, 0.8), OtherClients: 3, Crowd: 0);

    public static TheoryData<string, string, int, int, string> Cases() => new()
    {
        { "information-budget", "fires on a channel: bits both ways", 12_00, 12_00, "44 kB of names that no other client asked, 15 kB of answers to one name only; usual: one of the two" },
        { "information-budget", "stays quiet on an ordinary pair", 2_77, 2_77, "30 bytes of names that no other client asked, 4 bytes of answers to one name only; usual: one of the two" },
        { "information-budget", "takes look-ups of hashes for look-ups", 12_00, 2_96, "44 kB of names that no other client asked, 0 bytes of answers to one name only; usual: one of the two" },
        { "information-budget", "says when answers are not shown", 12_00, 4_32, "44 kB of names that no other client asked; no answers are shown" },
        { "information-budget", "fires on a download in stages", 8_97, 8_97, "180 bytes of names that no other client asked, 16 kB of answers to one name only; usual: one of the two" },
        { "information-budget", "takes texts that policy publishes for an ordinary pair", 4_72, 4_72, "30 bytes of names that no other client asked, 1.2 kB of answers to one name only; usual: one of the two" },
        { "information-budget", "takes sizes where answers are not shown", 12_00, 12_00, "44 kB of names that no other client asked; answers are not shown, but their sizes differ so much that they can tell 150 bytes apart" },
        { "information-budget", "weighs a burst that no look-ups reach", 12_00, 10_30, "44 kB of names that no other client asked; no answers are shown; 31 kB of the names in the ten minutes from 09:14" },
        { "information-budget", "takes a burst of look-ups for look-ups", 12_00, 2_96, "44 kB of names that no other client asked; no answers are shown; 900 bytes of the names in the ten minutes from 09:14" },
        { "coded-names", "fires on names in base 64", 5_00, 5_00, "90 % of the private names are written as no host is named" },
        { "coded-names", "weighs a fifth of such names less", 3_00, 3_00, "30 % of the private names are written as no host is named" },
        { "coded-names", "stays quiet on names of hosts", 0, 0, "0 % of the private names are written as no host is named" },
        { "regular-times", "fires on a clock with jitter", 6_00, 6_00, "comes back every 60 s, half of 40 intervals within 15 % of that" },
        { "regular-times", "weighs few intervals by their chance", 3_19, 3_19, "comes back every 60 s, half of 8 intervals within 25 % of that" },
        { "regular-times", "stays quiet on a jitter above two thirds", 0, 0, "comes back every 60 s, half of 400 intervals within 40 % of that" },
        { "regular-times", "stays quiet on people", 0, 0, "comes back every 40 s, half of 12 intervals within 80 % of that" },
        { "regular-times", "stays quiet on what a cache makes even", 0, 0, "comes back every 301 s, half of 280 intervals within 1 % of that, as the time to live of the answers has it" },
        { "regular-times", "stays quiet on few intervals", 0, 0, "too few intervals in one day to see a rhythm" },
        { "fresh-names", "fires on names never asked twice with a time to live of 0", 5_00, 5_00, "100 % of queries bring a new name; answers live 0 s (median of 126)" },
        { "fresh-names", "stays quiet on names that are asked again", 0, 0, "15 % of queries bring a new name; answers live 300 s (median of 6)" },
        { "fresh-names", "takes one-time names that are cached for look-ups", 4_00, 0, "100 % of queries bring a new name; answers live 3600 s (median of 400)" },
        { "fresh-names", "weighs four to seven names half", 2_00, 0, "100 % of queries bring a new name" },
        { "rare-types", "fires on NULL", 6_00, 6_00, "100 % of the names asked for NULL, KEY or private types" },
        { "rare-types", "fires on CNAME without a service label", 4_00, 4_00, "100 % of the names asked for CNAME, MX or SRV without a service label" },
        { "rare-types", "takes TXT for a look-up service's", 4_00, 0, "100 % of the names asked for TXT, CNAME, MX or SRV" },
        { "rare-types", "stays quiet on A and AAAA", 0, 0, "record types as hosts ask them" },
        { "long-names", "fires on names filled with data", 5_00, 2_00, "private names are 90 bytes long before the zone; usual up to 10" },
        { "long-names", "stays quiet on short names", 0, 0, "private names are 6 bytes long before the zone; usual up to 10" },
        { "long-names", "takes hashes for look-ups", 5_00, 0, "private names are 64 bytes long before the zone; usual up to 10" },
        { "sole-asker", "speaks for one client among many", 3_00, 3_00, "1 of 50 clients asks it" },
        { "sole-asker", "speaks against where a crowd says as much", -8_00, -8_00, "40 of 50 clients ask it; 39 others say a quarter as much or more" },
        { "sole-asker", "stays quiet where others ask but say little", 0, 0, "4 of 50 clients ask it; 0 others say a quarter as much or more" },
        { "look-up-service", "is the price of the second explanation", 0, 8_00, "zones of look-up services are one in 256" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void ADetectorGivesItsBitsAndSaysWhy(string detector, string what, int asBrowsing, int asLookUps, string text)
    {
        var signals = new List<Signal>();
        DetectorList.OfPairs.Single(one => one.Info.Id == detector).Judge(PairOf(MeasuresOf(detector, what)), FleetOf(50), signals);
        var signal = Assert.Single(signals);
        Assert.Equal((asBrowsing, asLookUps, text), (signal.AsBrowsing.Hundredths, signal.AsLookUps.Hundredths, signal.Text.Render(hostile => hostile.Raw)));
    }

    [Fact]
    public void EveryDetectorOfPairsHasOneThatFiresAndOneThatStaysQuiet() =>
        Assert.All(DetectorList.OfPairs.Where(one => one.Info.Id is not ("free-names" or "look-up-service" or "newly-seen" or "registered-lately" or "scattered-names" or "tool-proof")), one =>
        {
            var cases = Cases().Select(row => row.Data).Where(row => row.Item1 == one.Info.Id).ToList();
            Assert.Contains(cases, row => row.Item2.StartsWith("fires", StringComparison.Ordinal) || row.Item2.StartsWith("speaks for", StringComparison.Ordinal));
            Assert.Contains(cases, row => row.Item2.StartsWith("stays quiet", StringComparison.Ordinal));
        });

    static PairMeasures MeasuresOf(string detector, string what) => (detector, what) switch
    {
        ("information-budget", "fires on a channel: bits both ways") => Ordinary with { PrivateNames = 400, MeanPrefixBytes = 110, UpBits = 200_000, DownBits = 120_000 },
        ("information-budget", "takes look-ups of hashes for look-ups") => Ordinary with { PrivateNames = 400, MeanPrefixBytes = 110, UpBits = 78_000, DownBits = 0 },
        ("information-budget", "says when answers are not shown") => Ordinary with { PrivateNames = 400, MeanPrefixBytes = 110, UpBits = 200_000, DownBits = 0, Down = DownFrom.Nothing },
        ("information-budget", "fires on a download in stages") => Ordinary with { Names = 30, PrivateNames = 30, UpBits = 300, DownBits = 125_000, HostTextBits = 125_000 },
        ("information-budget", "takes texts that policy publishes for an ordinary pair") => Ordinary with { DownBits = 10_000 },
        ("information-budget", "takes sizes where answers are not shown") => Ordinary with { PrivateNames = 400, MeanPrefixBytes = 110, UpBits = 200_000, DownBits = 1_200, Down = DownFrom.Sizes },
        ("information-budget", "weighs a burst that no look-ups reach") => Ordinary with { PrivateNames = 400, MeanPrefixBytes = 110, UpBits = 200_000, DownBits = 0, Down = DownFrom.Nothing, Bursts = Spoken(160_000, 31_000) },
        ("information-budget", "takes a burst of look-ups for look-ups") => Ordinary with { PrivateNames = 400, MeanPrefixBytes = 110, UpBits = 78_000, DownBits = 0, Down = DownFrom.Nothing, Bursts = Spoken(4_400, 900) },
        ("regular-times", "fires on a clock with jitter") => Ordinary with { Names = 40, Rhythm = new(40, 60, 0.15) },
        ("regular-times", "stays quiet on a jitter above two thirds") => Ordinary with { Names = 40, Rhythm = new(400, 60, 0.4) },
        ("regular-times", "weighs few intervals by their chance") => Ordinary with { Names = 40, Rhythm = new(8, 60, 0.25) },
        ("regular-times", "stays quiet on what a cache makes even") => Ordinary with { Rhythm = new(280, 301, 0.01) },
        ("regular-times", "stays quiet on few intervals") => Ordinary with { Rhythm = new(7, 60, 0.01) },
        ("coded-names", "fires on names in base 64") => Ordinary with { CodedShare = 0.9 },
        ("coded-names", "weighs a fifth of such names less") => Ordinary with { CodedShare = 0.3 },
        ("fresh-names", "fires on names never asked twice with a time to live of 0") => Ordinary with { Names = 400, PrivateNames = 400, Queries = 400, MedianTtlSeconds = 0, AnsweredNames = 126 },
        ("fresh-names", "takes one-time names that are cached for look-ups") => Ordinary with { Names = 400, PrivateNames = 400, Queries = 400, MedianTtlSeconds = 3600, AnsweredNames = 400 },
        ("fresh-names", "weighs four to seven names half") => Ordinary with { Names = 6, PrivateNames = 6, Queries = 6, MedianTtlSeconds = null, AnsweredNames = 0 },
        ("rare-types", "fires on NULL") => Ordinary with { RareTypeShare = 1 },
        ("rare-types", "fires on CNAME without a service label") => Ordinary with { PointerShare = 1, TextOrPointerShare = 1 },
        ("rare-types", "takes TXT for a look-up service's") => Ordinary with { TextOrPointerShare = 1 },
        ("long-names", "fires on names filled with data") => Ordinary with { MeanPrefixBytes = 90 },
        ("long-names", "takes hashes for look-ups") => Ordinary with { MeanPrefixBytes = 64 },
        ("sole-asker", "speaks for one client among many") => Ordinary with { OtherClients = 0 },
        ("sole-asker", "speaks against where a crowd says as much") => Ordinary with { OtherClients = 39, Crowd = 39 },
        _ => Ordinary,
    };

    static Bursts Spoken(double bits, double bytes)
    {
        var burst = new Burst(9 * 3600 + 14 * 60 + 5, 300, bits, bytes);
        return new(burst, burst, burst);
    }

    static Pair PairOf(PairMeasures measures) => new(Address.FromV4(0x0A000001), 0, [[1, (byte)'z', 0]], null, measures, new(), [], ZoneFleet.Empty, Crowd.None);

    static Scene FleetOf(int clients)
    {
        var set = new RollupSet();
        var sink = new RollupSink(set);
        var writer = new Engine.Evidence.BatchWriter(sink);
        writer.Begin(new(0, 0), 1);
        for (var i = 1; i <= clients; i++)
        {
            writer.Message(new() { Sides = Sides.Query, Client = new(Address.FromV4(0x0A000000 + (uint)i), 4000), Server = new(Address.FromV4(0x0A0000FE), 53) }, [1, (byte)'a', 0], []);
        }
        writer.Flush();
        sink.Finish();
        Assert.Equal(clients, set.Pairs);
        return new(new(set));
    }
}
