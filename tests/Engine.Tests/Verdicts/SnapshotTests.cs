using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Findings;
using Xunit;

namespace Nameward.Engine.Tests.Verdicts;

/// <summary>Which files show one server at two times, in which order, and what is said where that cannot be told.</summary>
public class SnapshotTests
{
    [Theory]
    [InlineData("etc/named.conf", "etc.named.conf", null, SnapshotMark.None)]
    [InlineData("dns1/2026-11-20/named.conf", "dns1/named.conf", "2026-11-20T00:00:00", SnapshotMark.None)]
    [InlineData("dns1/named.conf.bak-20261120T1000", "dns1/named.conf", "2026-11-20T10:00:00", SnapshotMark.Before)]
    [InlineData("named-20261120100000123.conf", "named.conf", "2026-11-20T10:00:00", SnapshotMark.None)]
    [InlineData("named_2026-11-20_10-00-05.conf", "named.conf", "2026-11-20T10:00:05", SnapshotMark.None)]
    [InlineData("Before/Named.conf", "named.conf", null, SnapshotMark.Before)]
    [InlineData(@"after\named.conf", "named.conf", null, SnapshotMark.After)]
    [InlineData("named.conf.old", "named.conf", null, SnapshotMark.Before)]
    [InlineData("named.conf.2", "named.conf", null, SnapshotMark.None)]
    [InlineData("named (1).conf", "named.conf", null, SnapshotMark.None)]
    [InlineData("named.v2.conf", "named.conf", null, SnapshotMark.None)]
    [InlineData("named-2.conf", "named.2.conf", null, SnapshotMark.None)]
    [InlineData("dns12/named.conf", "dns12/named.conf", null, SnapshotMark.None)]
    [InlineData("named-20269999.conf", "named.20269999.conf", null, SnapshotMark.None)]
    [InlineData("named-20260231.conf", "named.20260231.conf", null, SnapshotMark.None)]
    public void APathSaysWhatItIsOfAndWhen(string path, string of, string? dated, object mark)
    {
        var name = SnapshotName.Read(HostileText.Text(path));
        Assert.Equal((of.Replace("etc.", "etc/", StringComparison.Ordinal), dated is null ? null : ConfigurationScene.Time(dated), (SnapshotMark)mark), (ChangeLines.Text(name.Of), name.Dated, name.Mark));
    }

    [Theory]
    [InlineData("named-20260317.conf", null, "named-20260318.conf", null)]
    [InlineData("before/named.conf", "10:00:00", "after/named.conf", "10:00:00")]
    [InlineData("before/named.conf", "11:00:00", "after/named.conf", "10:00:00")]
    [InlineData("named.conf.1", "09:00:00", "named.conf", "10:00:00")]
    [InlineData("dns1/20260317/named.conf", null, "dns1/20260318/named.conf", null)]
    public void SnapshotsOfOneServerAreComparedWhicheverIsReadFirst(string earlier, string? written, string later, string? writtenLater)
    {
        var there = new ConfigurationScene().From(earlier, written).Say("Recursion | | | allow-recursion | none").From(later, writtenLater).Say("Recursion | | | allow-recursion | any").Scene();
        var back = new ConfigurationScene().From(later, writtenLater).Say("Recursion | | | allow-recursion | any").From(earlier, written).Say("Recursion | | | allow-recursion | none").Scene();
        Assert.All((Scene[])[there, back], scene => Assert.EndsWith(" recursion changed : none -> any by -, -", Assert.Single(ChangeLines.Of(scene)), StringComparison.Ordinal));
        Assert.Equal("any", ChangeLines.Text(Assert.Single(back.Snapshots.Standing).Statements[0].New));
    }

    [Theory]
    [InlineData("dns1/named.conf", "dns2/named.conf", "dns1/named.conf and dns2/named.conf differ in a number of their names: they were taken for different servers and not compared")]
    [InlineData("x/inside/named.conf", "x/outside/named.conf", null)]
    [InlineData("dns1.conf", "dns2.conf", "dns1.conf and dns2.conf differ in a number of their names: they were taken for different servers and not compared")]
    [InlineData("inside.conf", "outside.conf", null)]
    [InlineData("a/named.conf.1", "a/named.conf", "a/named.conf and a/named.conf.1 show the same server and were not compared: both are of the same time, so that it cannot be told which is the later one")]
    public void WhereItCannotBeToldNothingIsComparedAndThatIsSaid(string one, string other, string? note)
    {
        var scene = new ConfigurationScene().From(one, "10:00:00").Say("Recursion | | | allow-recursion | none").From(other, "10:00:00").Say("Recursion | | | allow-recursion | any").Scene();
        Assert.Empty(ChangeLines.Of(scene));
        Assert.Equal(note is null ? [] : [note], ChangeLines.Notes(scene));
    }

    [Fact]
    public void FilesThatNameTheirServerAreComparedByItAndNeverWithAnothers()
    {
        var scene = new ConfigurationScene().From("export-a.json", "08:00:00").Say("Recursion | DNS1 | | EnableRecursion | none").Say("Recursion | dns2 | | EnableRecursion | any")
            .From("export-b.json", "09:00:00").Say("Recursion | dns1 | | EnableRecursion | any").Say("Recursion | dns2 | | EnableRecursion | any").Scene();
        Assert.Equal(["no-ticket 09:00:00 recursion changed  on dns1: none -> any by -, -"], ChangeLines.Of(scene));
    }

    [Fact]
    public void PartsOfOneServersConfigurationAreNotHeldAgainstEachOther()
    {
        var scene = new ConfigurationScene().From("zones.json", "08:00:00").Say("Zone | dns1 | x-example.com | type | primary").From("forwarders.json", "09:00:00").Say("Forwarders | dns1 | . | | 192.0.2.53").Scene();
        Assert.Empty(ChangeLines.Of(scene));
    }

    [Fact]
    public void WhatCameWentAndHasAnotherValueIsToldEachOnce()
    {
        var scene = new ConfigurationScene().From("named-20260317.conf").Say("Zone | | a-example.com | type | primary").Say("Record | | www.a-example.com | A | 192.0.2.1").Say("Record | | www.a-example.com | A | 192.0.2.2").Say("Dnssec | | | dnssec-validation | auto")
            .From("named-20260318.conf").Say("Zone | | b-example.com | type | primary").Say("Record | | www.a-example.com | A | 192.0.2.2").Say("Record | | www.a-example.com | A | 192.0.2.3").Say("Dnssec | | | dnssec-validation | auto").Scene();
        Assert.Equal(
        [
            "no-ticket 00:00:00 zone removed a-example.com: primary -> - by -, -",
            "no-ticket 00:00:00 zone added b-example.com: - -> primary by -, -",
            "no-ticket 00:00:00 record A changed www.a-example.com: 192.0.2.1, 192.0.2.2 -> 192.0.2.2, 192.0.2.3 by -, -",
        ], ChangeLines.Of(scene).Order(Comparer<string>.Create((a, b) => Rank(a).CompareTo(Rank(b)))));

        static int Rank(string line) => line.Contains("removed", StringComparison.Ordinal) ? 0 : line.Contains("added", StringComparison.Ordinal) ? 1 : 2;
    }

    [Fact]
    public void AnIncludeThatIsNotThereIsSaid()
    {
        var scene = new ConfigurationScene().From("etc/named.conf", "08:00:00").Say("Include | | | include | /etc/bind/zones.conf").Say("Include | | | include | /etc/bind/keys/*.key").From("etc/zones.conf", "08:00:00").Say("Zone | | x-example.com | type | primary").Scene();
        Assert.Equal(["etc/named.conf includes /etc/bind/keys/*.key, which is not among the evidence: what stands in it is not seen"], ChangeLines.Notes(scene));
    }
}
