using Nameward.Engine.Evidence.Formats;
using Nameward.Engine.Transcripts.Decoders;
using Nameward.Fuzz;
using Nameward.Fuzz.Targets;
using Xunit;

namespace Nameward.Engine.Tests.Fuzzing;

public class FuzzRunTests
{
    const int Seed = 20261121;
    static readonly byte[][] Lines = [[.. "one\ntwo\n\nthree\nx\n"u8]];

    [Fact]
    public void AReaderThatKeepsItsPromisesIsReadOverAndOver()
    {
        var result = Run(Fault.None, TimeSpan.FromMilliseconds(300));
        Assert.Null(result.Find);
        Assert.InRange(result.Executions, 10, long.MaxValue);
    }

    [Theory]
    [InlineData(Fault.Throws, "a byte that nobody thought of")]
    [InlineData(Fault.NeverEnds, "not read after")]
    [InlineData(Fault.LeavesTheRest, "left of the last block")]
    [InlineData(Fault.WaitsForLongLines, "nothing consumed of a block")]
    [InlineData(Fault.ConsumesTooMuch, "bytes consumed of a block of")]
    [InlineData(Fault.DependsOnPieces, "read in pieces")]
    [InlineData(Fault.SkimsOtherwise, "skimming")]
    [InlineData(Fault.ForkForgets, "read by a fork")]
    [InlineData(Fault.WritesNoName, "not in wire form")]
    [InlineData(Fault.AllocatesWithoutBounds, "allocated bytes")]
    internal void EveryBrokenPromiseIsFound(Fault fault, string because)
    {
        var result = Run(fault, TimeSpan.FromSeconds(30));
        Assert.Contains(because, result.Find?.Because);
    }

    [Fact]
    public void TheSameSeedGivesTheSameFind()
    {
        var first = Run(Fault.Throws, TimeSpan.FromSeconds(30)).Find!;
        var second = Run(Fault.Throws, TimeSpan.FromSeconds(30)).Find!;
        Assert.Equal((first.Execution, first.Because), (second.Execution, second.Because));
        Assert.Equal(first.Input, second.Input);
    }

    [Fact]
    public void EachFormatOfTheListIsATarget()
    {
        var targets = TargetList.All("").Select(target => target.Id).ToArray();
        Assert.Equal(targets.Distinct(), targets);
        Assert.Superset(FormatList.All.Select(format => format.Info.Id).ToHashSet(), targets.ToHashSet());
    }

    [Fact]
    public void ATargetThatThereIsNotIsTheUsersMistakeAndSaysThoseThereAre()
    {
        var targets = TargetList.All("");
        Assert.Equal(["decoders"], TargetList.Named(targets, "decoders").Select(target => target.Id));
        Assert.Equal(targets, TargetList.Named(targets, null));
        var mistake = Assert.Single(Assert.Throws<UserError>(() => TargetList.Named(targets, "nosuch")).Mistakes);
        Assert.Equal("--target nosuch: there is no such target", mistake.What);
        Assert.StartsWith("targets: address, baseline, feed-adblock-list, feed-dns-stamps, ", mistake.Do, StringComparison.Ordinal);
    }

    [Fact]
    public void TheSeedsOfTheDecodersAreTalksThatAreProved()
    {
        var seeds = TalkSeeds.Of(Path.Combine(Samples.Root, "samples", "selftest", "tools.pcap"));
        var proved = seeds.Select(seed => Talk.Read(seed)).Select(talk => DecoderList.Identify(talk)?.Tool).OfType<string>();
        Assert.Equal(DecoderList.All.Select(decoder => decoder.Info.Id), proved.Order(StringComparer.Ordinal));
        Assert.Equal(2 * DecoderList.All.Length, seeds.Count);
    }

    static FuzzResult Run(Fault fault, TimeSpan time) =>
        new FuzzRun(new FormatTarget(new LineFormat(fault), Lines), new Mutator(Lines).Next, Seed) { Patience = TimeSpan.FromSeconds(2) }.For(time);
}
