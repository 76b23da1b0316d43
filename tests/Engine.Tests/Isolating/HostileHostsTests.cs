using System.Collections.Immutable;
using System.Text;
using Nameward.Engine.Cases.Blocks;
using Nameward.Engine.Cases.Isolating;
using Nameward.Engine.Containment;
using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Containing;
using Nameward.Engine.Tests.Reports;
using Xunit;

namespace Nameward.Engine.Tests.Isolating;

/// <summary>Names of hosts, accounts, programs and owners come from adversaries too: in checklists and texts they stand in code spans, in tables in quotes, and no line more is made by them.</summary>
public class HostileHostsTests
{
    public static TheoryData<string> Texts => [.. HostileSample.Texts.Where(text => text.Length > 0), "`a` <script>alert(1)</script>", "a\n# heading", "=HYPERLINK(\"x\")", "+1", "@SUM(A1)", "-rf /", "\"; reboot; \"", "$(reboot)", "\u202Egnp.exe", "a|b", "Jürgen Groß", new string('x', 5000), "\uD800", "[x](http://x)"];

    [Theory, MemberData(nameof(Texts))]
    public void WhatAHostCallsItselfIsDataInEveryText(string text)
    {
        var (hostile, harmless) = (Packed(HostileText.Text(text)), Packed(HostileText.Text("harmless")));
        foreach (var (written, model) in hostile.Zip(harmless))
        {
            Assert.Equal(model.Name, written.Name);
            var (lines, models) = (Lines(written), Lines(model));
            Assert.Equal(models.Length, lines.Length);
            for (var i = 0; i < lines.Length; i++)
            {
                Assert.DoesNotContain(lines[i], c => char.IsControl(c) || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.Format or System.Globalization.UnicodeCategory.LineSeparator);
                // What is outside the code spans, or the quotes, is the same as of a harmless name.
                Assert.Equal(Outside(models[i], written.Name), Outside(lines[i], written.Name));
            }
        }
    }

    [Fact]
    public void LettersOfAllLanguagesStay() =>
        Assert.Contains(Packed(HostileText.Text("Jürgen Groß")), file => Encoding.UTF8.GetString(file.Content).Contains("`Jürgen Groß`", StringComparison.Ordinal));

    [Fact]
    public void NoFieldOfATableIsAFormula()
    {
        var table = Packed(HostileText.Text("=1+1")).Single(file => file.Name.EndsWith(".csv", StringComparison.Ordinal));
        Assert.DoesNotContain("\"=", Encoding.UTF8.GetString(table.Content), StringComparison.Ordinal);
        Assert.Contains("\"'=1+1\"", Encoding.UTF8.GetString(table.Content), StringComparison.Ordinal);
    }

    [Fact]
    public void EachOwnerGetsATextWhoHasSomethingToDo()
    {
        Assert.Equal(["dns-team.md", "firewall-team.md", "endpoint-team.md", "network-team.md", "soc.md", "management.md"], Owners("bind", "lists", "host-shell", "isolation", "owner-texts"));
        Assert.Equal(["dns-team.md", "soc.md", "management.md"], Owners("bind", "owner-texts"));
        Assert.Empty(Owners("owner-texts"));

        static IEnumerable<string> Owners(params string[] ids) => TargetList.Packed(Document(HostileText.Text("pc7")), ids.ToImmutableHashSet()).Targets.Single(target => target.Id == "owner-texts").Files.Select(file => file.Name);
    }

    [Fact]
    public void TheChecklistGivesTheValuesOfDhcp()
    {
        Assert.True(Network.TryParse("10.0.0.53", out var one, out _) & Network.TryParse("2001:db8::53", out var other, out _));
        var document = Document(HostileText.Text("pc7")) with { Approved = [one, other] };
        var text = Encoding.UTF8.GetString(TargetList.All.Single(target => target.Id == "isolation").Write(document).Files[0].Content);
        Assert.Contains("Set-DhcpServerv4OptionValue -ScopeId SCOPE -OptionId 6 -Value 10.0.0.53\n", text, StringComparison.Ordinal);
        Assert.Contains("Set-DhcpServerv6OptionValue -Prefix PREFIX -OptionId 23 -Value 2001:db8::53\n", text, StringComparison.Ordinal);
        Assert.Contains("3 clients ask it; 2 of them are seen to ask no other server that stays", text, StringComparison.Ordinal);
        Assert.True(text.IndexOf("## DNS server", StringComparison.Ordinal) < text.IndexOf("## Host", StringComparison.Ordinal), "servers come first");
    }

    [Fact]
    public void WithoutApprovedServersNoneIsInvented() =>
        Assert.DoesNotContain("OptionId", Encoding.UTF8.GetString(TargetList.All.Single(target => target.Id == "isolation").Write(Document(HostileText.Text("pc7"))).Files[0].Content), StringComparison.Ordinal);

    static ImmutableArray<PackFile> Packed(HostileText text) =>
        [.. TargetList.Packed(Document(text), ImmutableHashSet.Create("isolation", "owner-texts", "lists")).Targets.Where(target => target.Id != "lists").SelectMany(target => target.Files)];

    static ContainDocument Document(HostileText text)
    {
        var host = new IsolatedHost
        {
            Address = ContainSamples.Address("10.0.3.7"),
            Host = text,
            Users = [text],
            Processes = [text],
            Owner = text,
            Role = text,
            Criticality = text,
            Findings = ["F1"],
            First = ContainSamples.Made,
            Last = null,
            Queries = 414,
        };
        var server = new LosingServer { Address = ContainSamples.Address("10.0.7.53"), Findings = ["F1"], IsApproved = null, Use = new(3, 2, [ContainSamples.Address("10.0.3.1")], []), Announced = [new(text, text, text, text)] };
        return ContainSamples.Of(BlockAction.NxDomain, ContainSamples.Zone("kq7.example") with { Reason = Sentence.Of($"because of {text}") }) with { Isolation = new([host, host with { Address = null }], [server]) };
    }

    static string[] Lines(PackFile file) => Encoding.UTF8.GetString(file.Content).Split('\n');

    /// <summary>The line without its code spans; of a table, without what stands in quotes.</summary>
    static string Outside(string line, string name)
    {
        var mark = name.EndsWith(".csv", StringComparison.Ordinal) ? '"' : '`';
        return string.Concat(line.Replace("\"\"", mark == '"' ? "" : "\"\"", StringComparison.Ordinal).Replace("(empty)", "``", StringComparison.Ordinal).Split(mark).Where((_, i) => i % 2 == 0).Select(part => part + "|"));
    }
}
