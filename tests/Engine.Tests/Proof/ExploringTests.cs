using System.Collections.Immutable;
using System.Globalization;
using Nameward.Engine.Evaluation;
using Nameward.Engine.Evidence;
using Nameward.Engine.Findings;
using Nameward.Engine.Rollups;
using Xunit;

namespace Nameward.Engine.Tests.Proof;

/// <summary>
/// Rebinding, flux and exploring, on all evidence in which nothing happened: files sorted by path, every other one the half that figures were taken from, the others the half that they are shown on.
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
                $"half {"AB"[half]}: {of.Count} files, {of.Sum(file => file.ClientDays)} client-days, {of.Sum(file => file.Rebinding.Length)} weighed for rebinding, {of.Sum(file => file.Exploring.Length)} for exploring, {of.Sum(file => file.Flux.Length)} for flux"));
            Assert.True(of.Sum(file => file.ClientDays) > 100);
        }
        foreach (var weighing in files.SelectMany(file => file.Rebinding.Concat(file.Exploring).Concat(file.Flux)))
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
        var scene = new Scene(new(set), [], []);
        var survey = new KeySurvey(scene.Seen, threads: 2);
        var days = BenignKey.Of(set).Select(key => (key.Donor, key.Day)).Distinct().Count();
        return new(path, days, new RebindingJudge(scene, survey).Judge(Bits.Least), new ExplorationJudge(scene, survey).Judge(Bits.Least), new FluxJudge(scene).Judge(Bits.Least));
    }

    /// <summary>What a file shows.</summary>
    sealed record Looked(string Path, int ClientDays, ImmutableArray<Weighing> Rebinding, ImmutableArray<Weighing> Exploring, ImmutableArray<Weighing> Flux);
}
