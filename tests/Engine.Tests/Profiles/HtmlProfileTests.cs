using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Nameward.Engine.Cases;
using Nameward.Engine.Observations;
using Nameward.Engine.Reports;
using Nameward.Engine.Reports.Html;
using Nameward.Engine.Tests.Reports;
using Xunit;

namespace Nameward.Engine.Tests.Profiles;

/// <summary>The page of a profile: whole, closed, loading nothing, and showing what the document has and no more.</summary>
public partial class HtmlProfileTests
{
    static readonly LastDotDefang Brackets = new();

    static readonly string[] Subjects = ["selfrun.test", "hosted3.test", "198.51.100.1", "absent.test"];

    public static TheoryData<string> All => [.. Subjects];

    [Theory, MemberData(nameof(All))]
    public void ThePageIsWellFormedAndLoadsNothing(string subject)
    {
        var html = Page(ProfileTests.Document(ZoneTraffic.SelfRunBesideHosted().Profile(subject)));
        var outline = HtmlOutline.Of(html);
        Assert.DoesNotContain(outline.Attributes, attribute => attribute.Name is "style" or "src" or "srcset" or "action" || attribute.Name.StartsWith("on", StringComparison.Ordinal));
        Assert.DoesNotContain("http", html.Replace("http-equiv", "", StringComparison.Ordinal), StringComparison.Ordinal);
        var ids = outline.Attributes.Where(attribute => attribute.Name == "id").Select(attribute => attribute.Value).ToList();
        Assert.Equal(ids.Distinct(), ids);
        Assert.All(outline.Attributes.Where(attribute => attribute.Name is "href"), link => Assert.Contains(link.Value[1..], ids));
        Assert.All(outline.Attributes.Where(attribute => attribute.Name == "aria-labelledby").SelectMany(label => label.Value.Split(' ')), id => Assert.Contains(id, ids));
        var policy = outline.Attributes.Single(attribute => attribute.Value.StartsWith("default-src", StringComparison.Ordinal)).Value;
        Assert.Equal($"default-src 'none'; style-src 'sha256-{Hash(outline.Style)}'; script-src 'sha256-{Hash(outline.Script)}'; base-uri 'none'; form-action 'none'", policy);
    }

    [Theory, MemberData(nameof(All))]
    public void ThePageShowsNothingThatTheDocumentHasNot(string subject)
    {
        var document = ProfileTests.Document(ZoneTraffic.SelfRunBesideHosted().Profile(subject));
        var (html, json) = (Page(document), Encoding.UTF8.GetString(ProfileJson.Line(document)));
        var shown = Shown().Matches(html).Select(match => WebUtility.HtmlDecode(match.Groups["text"].Value).Replace("[.]", ".", StringComparison.Ordinal)).Distinct().ToList();
        Assert.NotEmpty(shown);
        Assert.All(shown, text => Assert.Contains(text, json, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("selfrun.test", 5)]
    [InlineData("hosted3.test", 2)]
    [InlineData("198.51.100.1", 1)]
    public void ThePageShowsEveryStatementServerPartAndNeighbour(string subject, int fewest)
    {
        var document = ProfileTests.Document(ZoneTraffic.SelfRunBesideHosted().Profile(subject));
        var (html, escape, profile) = (Page(document), new EscapeHtml(Brackets), document.Profile);
        Assert.All(profile.Statements, statement => Assert.Contains(escape.Sentence(statement.Text), html, StringComparison.Ordinal));
        Assert.All(document.Reputation?.Parts ?? [], part => Assert.Contains(escape.Sentence(part.Text), html, StringComparison.Ordinal));
        HostileText[] names = [profile.Subject, .. profile.NameServers.Select(server => server.Name), .. profile.Servers.Select(server => server.Server), .. profile.Neighbours.Select(zone => zone.Zone), .. profile.Names.Select(name => name.Name)];
        Assert.InRange(names.Length, fewest, int.MaxValue);
        Assert.All(names, name => Assert.Contains(escape.Hostile(name), html, StringComparison.Ordinal));
    }

    [Fact]
    public void AZoneThatWasNeverSeenHasAPageThatSaysSo()
    {
        var html = Page(ProfileTests.Document(ZoneTraffic.SelfRunBesideHosted().Profile("absent.test")));
        Assert.Contains(" was not seen in this evidence</h1>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"time\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public void OfManyNameServersAFewAreDrawnAndTheRestCounted()
    {
        var traffic = new ZoneTraffic();
        for (var server = 0; server < 60; server++)
        {
            traffic.Refer("many.test", server, ($"ns{server}.many.test", $"192.0.2.{server}"));
        }
        var html = Page(ProfileTests.Document(traffic.Profile("many.test")));
        Assert.Equal(2 * LifeFigure.MostLines, Regex.Count(html, "<line class=\"life"));
        Assert.Contains("more are in the tables", html, StringComparison.Ordinal);
    }

    [Fact]
    public void HostileNamesAreText()
    {
        byte[] evil = [30, .. "</title><script>alert(1)</scri"u8, 9, 0x1b, (byte)'[', (byte)'2', (byte)'J', 0xe2, (byte)'\n', (byte)'"', (byte)'\'', (byte)'<', .. Names.Wire("example.net")];
        var traffic = new ZoneTraffic().Answer("www.zone.test", RecordTypes.Ns, evil, 1, "198.51.100.7").Answer("a.zone.test", RecordTypes.Ns, [63, 1], 1, "198.51.100.7");
        var html = Page(ProfileTests.Document(traffic.Profile("zone.test")));
        Assert.DoesNotContain(html, c => c != '\n' && Harmless.IsNot(c));
        var plain = HtmlOutline.Of(Page(ProfileTests.Document(ZoneTraffic.SelfRunBesideHosted().Profile("selfrun.test"))));
        Assert.Empty(HtmlOutline.Of(html).Elements.Except(plain.Elements).Except(["i", "b"]));
    }

    static string Page(ProfileDocument document) => Encoding.UTF8.GetString(HtmlProfile.Render(document, Brackets));

    static string Hash(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>Every name, address and quoted text that a page shows.</summary>
    [GeneratedRegex("<(?:code class=\"(?:name|host)[^\"]*\"|span class=\"addr\")>(?<text>[^<]*)<")]
    private static partial Regex Shown();
}
