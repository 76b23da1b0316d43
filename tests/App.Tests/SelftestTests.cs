using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Nameward.App.Selftest;
using Nameward.Engine.Findings;
using Nameward.Engine.Reports;
using Xunit;

namespace Nameward.App.Tests;

/// <summary>The built-in proof: it holds as built, and sees each thing that is broken on purpose.</summary>
public class SelftestTests
{
    const int MostCarried = 2_000_000;

    static readonly CarriedFiles Carried = CarriedFiles.Embedded();

    [Fact]
    public void WhatIsExpectedIsWhatThisProgramGives()
    {
        var document = SelftestProof.Of(Carried);
        if (Environment.GetEnvironmentVariable("NAMEWARD_ACCEPT") == "1")
        {
            SelftestTables.Accept(document.Checks);
        }
        Assert.Empty(document.Checks.Where(check => check.Outcome == SelftestOutcome.Failed).Select(check => $"{check.Group} {check.What}: expected {check.Expected}; found {check.Found}"));
        Assert.Empty(document.Checks.Where(check => check.Outcome == SelftestOutcome.NotProved).Select(check => check.What));
        Assert.Null(document.Do);
    }

    [Fact]
    public void EachDetectorFiresOnOneSubjectAndIsQuietOnAnother()
    {
        var cases = Carried.Table(DetectorChecks.Expected, columns: 5).ToLookup(row => row[0]);
        Assert.Equal(DetectorInfo.All.Select(detector => detector.Id), cases.Select(detector => detector.Key).Order(StringComparer.Ordinal));
        Assert.All(cases, detector => Assert.Superset(new HashSet<string> { DetectorChecks.Fires, DetectorChecks.Quiet }, detector.Select(row => row[1]).ToHashSet()));
        Assert.All(cases.SelectMany(detector => detector), row => Assert.True(row[1] == DetectorChecks.Fires ? Bits(row[4]) > 0 : Bits(row[4]) <= 0, string.Join(' ', row)));
    }

    [Fact]
    public void EachToolIsProvedByWhatItSaysAndByNothingElse() => Assert.All(Carried.Table(ToolChecks.Expected, columns: 6), row =>
        Assert.True(row[1] == ToolChecks.Speaks ? row[5].StartsWith(row[0] + ":", StringComparison.Ordinal) : row[5] == ToolChecks.NoTool, string.Join(' ', row)));

    [Fact]
    public void WhatIsCarriedIsSmall() => Assert.InRange(Carried.Names.Sum(name => Carried.Find(name).Length), 1, MostCarried);

    [Fact]
    public void ADamagedSampleFailsItsFormatAlone()
    {
        var name = Carried.Names.First(name => name.StartsWith("formats/unbound/", StringComparison.Ordinal));
        Assert.Equal(["unbound"], Failed(Carried.With(name, [.. Carried.Find(name)[..200]]), FormatChecks.Of));
        Assert.Equal(["unbound"], Failed(Carried.With(name, [.. "nothing that is known\n"u8]), FormatChecks.Of));
    }

    [Fact]
    public void AQuietRecordingInPlaceOfATunnelFailsWhatFiresOnIt()
    {
        var failed = Failed(Carried.With("tunnel.pcap.gz", [.. Carried.Find("quiet.pcap.gz")]), place =>
        {
            var runs = new SelftestRuns(place);
            return [.. runs.Decisions(), .. DetectorChecks.Of(place, runs)];
        });
        Assert.Contains("tunnel", failed);
        Assert.Contains("tool-proof fires: 10.60.1.13 kq7.io 10.60.1.53", failed);
        Assert.DoesNotContain("rogue", failed);
    }

    [Fact]
    public void ALookAlikeInPlaceOfATalkFailsItsTool()
    {
        var table = Encoding.UTF8.GetString(Carried.Find(ToolChecks.Expected));
        var rows = Carried.Table(ToolChecks.Expected, columns: 6);
        var (speaks, alike) = (rows.Single(row => row[0] == "sliver" && row[1] == ToolChecks.Speaks), rows.Single(row => row[0] == "sliver" && row[1] == ToolChecks.LooksAlike));
        var swapped = table.Replace($"{speaks[3]}\t{speaks[4]}", "X", StringComparison.Ordinal).Replace($"{alike[3]}\t{alike[4]}", $"{speaks[3]}\t{speaks[4]}", StringComparison.Ordinal)
            .Replace("X", $"{alike[3]}\t{alike[4]}", StringComparison.Ordinal);
        Assert.Equal(["sliver speaks", "sliver looks-alike"], Failed(Carried.With(ToolChecks.Expected, Encoding.UTF8.GetBytes(swapped)), ToolChecks.Of));
    }

    [Fact]
    public void WhatHasNoSampleIsNotProvedAndNeverPassed()
    {
        using var place = new SelftestPlace(Carried.With(ToolChecks.Expected, []).With(FormatChecks.Expected, []).With(DetectorChecks.Expected, []));
        SelftestCheck[] checks = [.. ToolChecks.Of(place), .. FormatChecks.Of(place), .. DetectorChecks.Of(place, new(place))];
        Assert.All(checks, check => Assert.Equal(SelftestOutcome.NotProved, check.Outcome));
        Assert.InRange(checks.Length, 2 * DetectorInfo.All.Length, int.MaxValue);
    }

    [Fact]
    public void AWrongHashOrTableOfThisMachineFails()
    {
        var files = Carried.With(MachineChecks.Hashes, [.. "abc\t2\tba31ee45a25cb040\n"u8]).With(MachineChecks.Expected, [.. "hash\t1 of 1 vectors\npublic suffix list\tSHA-256 00\n"u8]);
        Assert.Equal(["hash", "public suffix list"], MachineChecks.Of(files).Where(check => check.Outcome == SelftestOutcome.Failed).Select(check => check.What));
    }

    [Fact]
    public async Task TheProgramProvesItselfWithNothingBesideIt()
    {
        using var place = new Workplace();
        var runs = await Task.WhenAll(place.Run("selftest"), place.Run("selftest", "--format", "json"));
        Assert.All(runs, run => Assert.Equal((0, ""), (run.Status, run.Error)));
        Assert.Matches("\n[0-9]+ held, 0 failed, 0 not proved here\n$", runs[0].Output.ReplaceLineEndings("\n"));
        Assert.All(runs[0].Output.ReplaceLineEndings("\n").Split('\n'), line => Assert.InRange(line.Length, 0, 80));
        using var json = runs[1].Json();
        Assert.Equal((SelftestJson.SchemaName, true), (json.RootElement.GetProperty("schema").GetString(), json.RootElement.GetProperty("held").GetBoolean()));
        Assert.Equal(json.RootElement.GetProperty("counts").GetProperty("held").GetInt32(), json.RootElement.GetProperty("checks").GetArrayLength());
        Assert.Empty(place.Members);
    }

    [Theory]
    [InlineData("NAMEWARD_HOME")]
    [InlineData("TMPDIR")]
    public async Task AFolderThatCannotBeWrittenToIsSaidWithWhatToDo(string variable)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() && variable == "TMPDIR", "Windows names its temporary folder otherwise");
        using var place = new Workplace();
        var run = await ProgramRun.With(variable, place["nowhere"], place.Folder, "selftest", "--format", "json");
        Assert.Equal((ExitStatus.OurFault, ""), (run.Status, run.Error));
        using var json = run.Json();
        Assert.Equal(1, json.RootElement.GetProperty("counts").GetProperty("failed").GetInt32());
        Assert.Contains("send the output", json.RootElement.GetProperty("do").GetString(), StringComparison.Ordinal);
    }

    static ImmutableArray<string> Failed(CarriedFiles files, Func<SelftestPlace, IEnumerable<SelftestCheck>> checks)
    {
        using var place = new SelftestPlace(files);
        return [.. checks(place).Where(check => check.Outcome == SelftestOutcome.Failed).Select(check => check.What)];
    }

    static decimal Bits(string words) => words == DetectorChecks.NoFinding ? 0 : decimal.Parse(words.Split(' ')[0], CultureInfo.InvariantCulture);
}
