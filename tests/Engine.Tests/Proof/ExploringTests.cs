using System.Collections.Immutable;
using System.Globalization;
using Nameward.Engine.Evaluation;
using Nameward.Engine.Evidence;
using Nameward.Engine.Findings;
using Nameward.Engine.Rollups;
using Xunit;

namespace Nameward.Engine.Tests.Proof;

/// <summary>
/// Rebinding, flux, exploring and asking again, on all evidence in which nothing happened: files sorted by path, every other one the half that figures were taken from, the others the half that they are shown on.
/// </summary>
[Trait("tier", "ci")]
public class ExploringTests
{
    static readonly Lazy<ImmutableArray<Looked>> Files = new(LookAtAll);

    [Fact]
    public void NoClientOfABenignFileIsWatchedForRebinding() => Assert.Empty(Benign().SelectMany(file => file.Rebinding).Where(IsWatched).Select(Text));

    [Fact]
    public void NoClientOfABenignFileIsWatchedForExploring() => Assert.Empty(Benign().SelectMany(file => file.Exploring).Where(IsWatched).Select(Text));

    [Fact]
    public void NoClientOfABenignFileIsWatchedForAskingAgain() => Assert.Empty(Benign().SelectMany(file => file.Floods).Where(IsWatched).Select(Text));

    /// <summary>What <c>high-frequency</c> takes for its tails: at the begin one of 200, and beyond it no more than the power law has it.</summary>
    [Fact]
    public void HowOftenInnocentClientsAskFallsOffAsItIsTaken()
    {
        var asked = Benign().SelectMany(file => file.Asked).ToList();
        var (rates, counts) = (asked.Where(key => key.PerSecond is not null).Select(key => key.PerSecond!.Value).ToList(), asked.Select(key => (double)key.Questions).ToList());
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{counts.Count} clients in a zone and day, {rates.Count} of them in {Flood.FewestSeconds} seconds or more"));
        AssertTail(rates, begin: 1.24, slope: 2.4);
        AssertTail(counts, begin: 1296, slope: 1.36);
    }

    static void AssertTail(List<double> values, double begin, double slope)
    {
        // One monitor that asks for a dozen zones as often counts as often.
        const double AtBegin = 0.005, Slack = 2;
        foreach (var times in new[] { 1, 1.5, 2, 4, 8 })
        {
            var (from, share) = (begin * times, AtBegin * Math.Pow(times, -slope));
            var found = values.Count(value => value >= from) / (double)values.Count;
            TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{from:F2}: {found:P2}, taken to be {share:P2}"));
            Assert.True(found <= Slack * share);
        }
    }

    [Fact]
    public void NoZoneOfABenignFileIsNearToBeingWatchedForFlux() =>
        Assert.Empty(Benign().SelectMany(file => file.Flux).Where(weighing => weighing.Level > Level.Informational || weighing.Signals.Any(signal => signal is { Id: "moving-name-servers", Value: > 0 })).Select(Text));

    [Fact]
    public void BothHalvesAreCounted()
    {
        var files = Benign();
        for (var half = 0; half < 2; half++)
        {
            var of = files.Where((_, index) => index % 2 == half).ToList();
            TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"half {"AB"[half]}: {of.Count} files, {of.Sum(file => file.ClientDays)} client-days, {of.Sum(file => file.Rebinding.Length)} weighed for rebinding, {of.Sum(file => file.Exploring.Length)} for exploring, {of.Sum(file => file.Flux.Length)} for flux, {of.Sum(file => file.Floods.Length)} for asking again"));
            Assert.True(of.Sum(file => file.ClientDays) > 100);
        }
        foreach (var weighing in files.SelectMany(file => file.Rebinding.Concat(file.Exploring).Concat(file.Flux).Concat(file.Floods)))
        {
            TestContext.Current.TestOutputHelper?.WriteLine(Text(weighing));
        }
    }

    static bool IsWatched(Weighing weighing) => weighing.Level >= Level.Medium;

    static string Text(Weighing weighing) => string.Join("; ", weighing.Signals.Select(signal => string.Create(CultureInfo.InvariantCulture, $"{signal.Id} {signal.Value} {signal.AsBrowsing.Value}"))
        .Prepend(string.Create(CultureInfo.InvariantCulture, $"{weighing.Sum.Value} {weighing.Subject.Names.Client?.Raw} {string.Join(',', weighing.Subject.Names.Zones.Select(zone => zone.Raw))}")));

    static ImmutableArray<Looked> Benign()
    {
        Samples.Shared("captures/TRUTH.tsv");
        Samples.Shared("lab/TRUTH.tsv");
        return Files.Value;
    }

    static ImmutableArray<Looked> LookAtAll() =>
        [.. TruthFile.Gather(new[] { Samples.Shared("captures/TRUTH.tsv"), Samples.Shared("lab/TRUTH.tsv") }.Select(Read)).Where(file => file.IsBenign && File.Exists(file.Path)).OrderBy(file => file.Path, StringComparer.Ordinal).Select(file => LookAt(file.Path))];

    static KeyValuePair<string, ImmutableArray<TruthLine>> Read(string table)
    {
        using var text = new StreamReader(table);
        return new(table, TruthTable.Read(table, text));
    }

    static Looked LookAt(string path)
    {
        var set = new RollupSet();
        var options = new ReadingOptions();
        using (var evidence = new FileEvidence(EvidenceLocator.Locate([path], options), options))
        {
            var sink = new RollupSink(set);
            evidence.ReadAll(() => sink, threads: 1);
            sink.Finish();
        }
        var scene = new Scene(new(set)) { Threads = 2 };
        var days = BenignKey.Of(set).Select(key => (key.Donor, key.Day)).Distinct().Count();
        return new(path, days, new RebindingJudge(scene).Judge(Bits.Least), new ExplorationJudge(scene).Judge(Bits.Least), new FluxJudge(scene).Judge(Bits.Least), new FloodJudge(scene).Judge(Bits.Least), [.. AskedIn(scene.Seen)]);
    }

    /// <summary>How often clients that are no relays ask in a zone and day, where there are 20 messages of it or more.</summary>
    static IEnumerable<Flood> AskedIn(FrozenRollups seen)
    {
        const int FewestMessages = 20;
        for (var number = 0; number < seen.Shards; number++)
        {
            for (var i = 0; i < seen.ShardOf(new(number, 0)).Cells.Length; i++)
            {
                var place = new KeyPlace(number, i);
                if (seen.CellOf(place).Rows >= FewestMessages && !seen.ClientNumbers.IsRelay(seen.KeyOf(place).Client))
                {
                    yield return Flood.Of(seen, place);
                }
            }
        }
    }

    /// <summary>What a file shows.</summary>
    sealed record Looked(string Path, int ClientDays, ImmutableArray<Weighing> Rebinding, ImmutableArray<Weighing> Exploring, ImmutableArray<Weighing> Flux, ImmutableArray<Weighing> Floods, ImmutableArray<Flood> Asked);
}
