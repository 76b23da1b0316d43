using System.Text;
using System.Text.Json;
using Nameward.Engine.Cases;
using Nameward.Engine.Intelligence.Feeds;
using Nameward.Engine.Observations;
using Nameward.Engine.Reports;
using Nameward.Engine.Reports.Sharing;
using Xunit;

namespace Nameward.Engine.Tests.Reports.Sharing;

public class StixJsonTests
{
    public static TheoryData<string> Samples => [.. TriageSamples.All.Select(sample => sample.Name)];

    public static TheoryData<Tlp> Marks => [.. Enum.GetValues<Tlp>()];

    [Theory, MemberData(nameof(Samples))]
    public void TheBundleKeepsTheRulesOfTheStandard(string name) => StixRules.Check(Read(TriageSamples.All.Single(sample => sample.Name == name).Document));

    [Theory, MemberData(nameof(Marks))]
    public void EveryObjectOfTheCaseIsMarked(Tlp tlp)
    {
        var bundle = Read(EscalateSample.Document with { Tlp = tlp });
        StixRules.Check(bundle);
        var mark = Objects(bundle, "marking-definition").Single().GetProperty("id").GetString();
        Assert.Equal(StixMarking.Id(tlp), mark);
        foreach (var type in new[] { "indicator", "infrastructure", "observed-data", "relationship", "sighting", "report", "domain-name", "ipv4-addr" })
        {
            Assert.NotEmpty(Objects(bundle, type));
            Assert.All(Objects(bundle, type), item => Assert.Equal(mark, item.GetProperty("object_marking_refs").EnumerateArray().Single().GetString()));
        }
    }

    [Fact]
    public void WhereNobodySaidItIsAmber() => Assert.Equal(StixMarking.Id(Tlp.Amber), StixMarking.Id(SharedCase.Of(EscalateSample.Document with { Tlp = Tlp.None }).Tlp));

    [Fact]
    public void ThereIsAnIndicatorForEachValueOfThePlainList()
    {
        foreach (var (_, document) in TriageSamples.All)
        {
            Assert.Equal(IndicatorList.Values(document), Objects(Read(document), "indicator").Select(indicator => indicator.GetProperty("name").GetString()));
        }
    }

    [Fact]
    public void NothingOfTheOrganisationGoesOut()
    {
        foreach (var text in new[] { StixJson.Render(EscalateSample.Document), MispJson.Render(EscalateSample.Document) }.Select(Encoding.UTF8.GetString))
        {
            Assert.Contains("t.example.net", text, StringComparison.Ordinal);
            Assert.All(["10.0.", "192.0.2.10", "lab-pc7", "j.doe", "Lab operations", "upd.exe", "dns.log"], inside => Assert.DoesNotContain(inside, text, StringComparison.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public void AnotherRunOnTheSameCaseGivesTheSameBytes()
    {
        var document = EscalateSample.Document;
        var again = document with { Run = document.Run with { Started = document.Run.Started.AddDays(3), ElapsedSeconds = 7, CommandLine = "other" } };
        Assert.Equal(StixJson.Render(document), StixJson.Render(again));
        Assert.Equal(MispJson.Render(document), MispJson.Render(again));
    }

    [Fact]
    public void NoObjectOfAnotherTimeHasTheSameIdUnlessItIsAlwaysTheSame()
    {
        var document = EscalateSample.Document;
        JsonElement one = Read(document), other = Read(document with { Run = document.Run with { AsOf = document.Run.AsOf!.Value.AddDays(1) } });
        foreach (var type in new[] { "indicator", "infrastructure", "observed-data", "relationship", "sighting", "report" })
        {
            Assert.Empty(Ids(one, type).Intersect(Ids(other, type)));
        }
        foreach (var type in new[] { "identity", "tool", "attack-pattern", "domain-name", "ipv4-addr", "marking-definition" })
        {
            Assert.Equal(Ids(one, type), Ids(other, type));
        }
    }

    [Fact]
    public void TwoClientsOfOneZoneAreTwoSightingsOfOneIndicator()
    {
        var finding = EscalateSample.Document.Findings[0];
        var bundle = Read(EscalateSample.Document with { Findings = [finding, finding with { Id = "F2", Subject = finding.Subject with { Client = TriageSamples.Host("10.0.3.8") } }] });
        StixRules.Check(bundle);
        Assert.Equal(2, Objects(bundle, "indicator").Length);
        Assert.Equal(2, Objects(bundle, "observed-data").Length);
        Assert.Equal(4, Objects(bundle, "sighting").Length);
        Assert.Single(Objects(bundle, "infrastructure"));
    }

    [Fact]
    public void EveryTechniqueThatAFindingMayCarryHasItsName() =>
        Assert.All(Nameward.Engine.Findings.DetectorInfo.All.SelectMany(detector => detector.Techniques).Distinct(), technique => Assert.True(AttackTechnique.IsKnown(technique), technique));

    [Fact]
    public void TheObjectsOfAttackAreThoseThatItPublishes()
    {
        var folder = Tests.Samples.Shared("intel/feeds/attack-stix/enterprise-attack/attack-pattern");
        var files = Directory.GetFiles(folder, "*.json");
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(file));
            var published = json.RootElement.GetProperty("objects")[0];
            var known = AttackTechnique.Of(published.GetProperty("external_references")[0].GetProperty("external_id").GetString()!);
            Assert.Equal(published.GetProperty("id").GetString(), $"attack-pattern--{known.Stix?.Id}");
            Assert.Equal(published.GetProperty("name").GetString(), known.Name);
            Assert.Equal(published.GetProperty("created").GetString(), known.Stix?.Created);
            Assert.Equal(published.GetProperty("modified").GetString(), known.Stix?.Modified);
            Assert.Equal(published.GetProperty("external_references")[0].GetProperty("url").GetString(), known.Page);
            Assert.Equal(published.GetProperty("kill_chain_phases").EnumerateArray().Select(phase => phase.GetProperty("phase_name").GetString()), known.Tactics);
        }
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("it's", @"it\'s")]
    [InlineData(@"a\' OR b", @"a\\\' OR b")]
    public void AQuoteInAPatternIsEscaped(string text, string written) => Assert.Equal(written, StixPatternText.Escaped(text));

    [Theory, MemberData(nameof(HostileTextTests.Texts), MemberType = typeof(HostileTextTests))]
    public void WhatIsNoPlainNameOrAddressDoesNotGoOut(string text)
    {
        HostileText[] kinds = [HostileText.Text(text), HostileText.Name(text)];
        foreach (var hostile in kinds)
        {
            var document = HostileSample.With(hostile);
            StixRules.Check(Read(document));
            string[] values = [.. Objects(Read(document), "indicator").Select(indicator => indicator.GetProperty("name").GetString()!)];
            Assert.Equal(IndicatorList.Values(document), values);
            Assert.All([StixJson.Render(document), MispJson.Render(document)], bytes => Assert.All(bytes, one => Assert.True(one is (byte)'\n' or >= 0x20 and < 0x7F)));
        }
    }

    static JsonElement Read(TriageDocument document) => JsonDocument.Parse(StixJson.Render(document)).RootElement;

    static JsonElement[] Objects(JsonElement bundle, string type) => [.. bundle.GetProperty("objects").EnumerateArray().Where(item => item.GetProperty("type").GetString() == type)];

    static IEnumerable<string?> Ids(JsonElement bundle, string type) => Objects(bundle, type).Select(item => item.GetProperty("id").GetString());
}
