using System.Text;
using System.Text.Json;
using Nameward.Engine.Cases;
using Nameward.Engine.Observations;
using Nameward.Engine.Reports;
using Xunit;

namespace Nameward.Engine.Tests.Reports;

/// <summary>The census as people and programs get it.</summary>
public class CensusTests
{
    public static TheoryData<string> Names => [.. CensusSamples.Names];

    [Theory, MemberData(nameof(Names))]
    public void EveryOutputIsTheGoldenOne(string name)
    {
        var document = CensusSamples.Of(name);
        Golden.Check($"census-{name}-80.txt", Page(document, new()));
        Golden.Check($"census-{name}-120.txt", Page(document, new() { Columns = 120, WrittenTo = "nameward.yaml" }));
        Golden.Check($"census-{name}.json", CensusJson.Line(document));
        Golden.Check($"census-{name}.csv", CensusCsv.Render(document));
        Golden.Check($"census-{name}.yaml", SiteFileText.Render(document));
    }

    [Fact]
    public void TheCensusIsThatOfTriageWhateverTheThreads()
    {
        var triage = Proof.Pipeline.Triage(Samples.Own("samples/quiet.pcap.gz"));
        using var expected = JsonDocument.Parse(TriageJson.Line(triage));
        using var one = JsonDocument.Parse(CensusJson.Line(CensusSamples.Of("quiet", threads: 1)));
        using var three = JsonDocument.Parse(CensusJson.Line(CensusSamples.Of("quiet", threads: 3)));
        Assert.True(JsonElement.DeepEquals(expected.RootElement.GetProperty("census"), one.RootElement.GetProperty("census")));
        Assert.True(JsonElement.DeepEquals(one.RootElement, three.RootElement));
    }

    [Fact]
    public void AThousandServersThatAResolverAsksAreOneLine()
    {
        var lines = Lines(CensusSamples.Many, new());
        Assert.Contains("1,204 authoritative servers asked by 10.0.0.53: 724,206 queries (--all lists", lines);
        Assert.True(lines.Count < 20, $"{lines.Count} lines");
        var all = string.Join('\n', Lines(CensusSamples.Many, new() { ListsAll = true }));
        Assert.All(CensusSamples.Many.Census, server => Assert.Contains(Defang.Bracketed(server.Server, new TerminalOptions().Defang), all, StringComparison.Ordinal));
        Assert.Equal(1206, Harmless.CsvRows(Encoding.UTF8.GetString(CensusCsv.Render(CensusSamples.Many))).Count);
    }

    [Fact]
    public void AThousandServersOfClientsAreCutAndCounted()
    {
        var document = CensusSamples.Many with { Census = [.. CensusSamples.Many.Census.Select(server => server with { AskedBy = "clients" })] };
        Assert.Contains("and 1,165 more rows (--all lists them)", Lines(document, new()));
    }

    [Fact]
    public void WhatNeedsAnExplanationStandsFirstAndIsNeverFolded()
    {
        var refused = TriageSamples.Server("198.51.100.20", "authoritative", false, 1, 4) with { AskedBy = "servers" };
        var document = CensusSamples.With([.. CensusSamples.Many.Census.Select(server => server with { Authorised = server.Role == "recursive", AskedBy = server.Role == "recursive" ? "clients" : "approved-servers" }), refused]);
        var lines = Lines(document, new());
        Assert.StartsWith("1,206 DNS servers, 388 clients; one is not approved; all times UTC", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("198.51.100[.]20", lines[3], StringComparison.Ordinal);
        Assert.Contains("  NO  ", lines[3], StringComparison.Ordinal);
    }

    [Fact]
    public void HostsThatAnswerForTheirLinkStandLastAndAreNotExplained()
    {
        var link = TriageSamples.Server("224.0.0.251", "multicast", null, 58, 1_944) with { Reasons = [Sentence.Of("a multicast group")] };
        var document = CensusSamples.With([link, TriageSamples.Server("10.0.0.53", "recursive", null, 4, 7)]);
        var lines = Lines(document, new());
        Assert.Equal(["10.0.0.53", "224.0.0.251"], lines.Skip(3).Take(2).Select(line => line.Split(' ')[0]));
        Assert.DoesNotContain(lines, line => line.Contains("a multicast group", StringComparison.Ordinal));
        Assert.Contains(Lines(document, new() { ListsAll = true }), line => line.Contains("a multicast group", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(120)]
    public void NoAddressIsCutAndNoLineIsTooLong(int columns)
    {
        var document = CensusSamples.With([TriageSamples.Server("2001:db8:1111:2222:3333:4444:5555:6666", "public-resolver", null, 1_204, 1_041_877), TriageSamples.Server("10.0.0.53", "recursive", null, 4, 7)]);
        var lines = Lines(document, new() { Columns = columns });
        Assert.All(lines, line => Assert.InRange(line.Length, 0, columns));
        Assert.Contains(lines, line => line.StartsWith("2001:db8:1111:2222:3333:4444:5555[:]6666", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("1,041,877", StringComparison.Ordinal));
    }

    [Fact]
    public void HostileTextIsHarmlessInEveryOutput()
    {
        foreach (var raw in HostileSample.Texts)
        {
            var text = HostileText.Text(raw);
            var document = CensusSamples.With(HostileSample.With(text).Census) with
            {
                SiteProposal = new([new(Network.Of(Address.FromV4(0x0A000000), 8), 1, Sentence.Of($"inferred {text} so"))], [new(Address.FromV4(0x0A000035), true, "recursive", "clients", Sentence.Of($"asked by {text}"))]),
            };
            Assert.DoesNotContain(string.Concat(Lines(document, new() { Columns = 120 })), c => Harmless.IsNot(c));
            var rows = Harmless.CsvRows(Encoding.UTF8.GetString(CensusCsv.Render(document)));
            Assert.All(rows, row => Assert.Equal(rows[0].Count, row.Count));
            Assert.DoesNotContain(rows.SelectMany(row => row), Harmless.IsFormula);
            using var json = JsonDocument.Parse(CensusJson.Line(document));
            Assert.Equal(raw, json.RootElement.GetProperty("census")[0].GetProperty("server").GetString());
            var site = Encoding.UTF8.GetString(SiteFileText.Render(document));
            Assert.DoesNotContain(site, c => c != '\n' && Harmless.IsNot(c));
            Assert.All(site.Split('\n'), line => Assert.Matches("^$|^ *#|^(networks|servers|  approved):$|^  - 10.0.0.0/8  # |^    - 10.0.0.53    # ", line));
        }
    }

    static List<string> Lines(CensusDocument document, TerminalOptions options) => [.. TerminalCensus.Render(document, options).Select(line => line.Text)];

    static byte[] Page(CensusDocument document, TerminalOptions options) => Encoding.UTF8.GetBytes(string.Concat(Lines(document, options).Select(line => line + "\n")));
}
