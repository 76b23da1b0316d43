using System.Collections.Immutable;
using Nameward.Engine.Cases.Blocks;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Xunit;

namespace Nameward.Engine.Tests.Containing;

/// <summary>What of a case is blocked, and what is left alone and why.</summary>
public class BlockListTests
{
    [Theory]
    [InlineData("com", "a public suffix")]
    [InlineData("co.uk", "a public suffix")]
    [InlineData("duckdns.org", "a public suffix")]
    [InlineData("www.corp.example", "the site's own zone")]
    [InlineData("corp.example", "the site's own zone")]
    [InlineData("kept.example", "the site protects")]
    [InlineData("a.b.kept.example", "the site protects")]
    [InlineData("parent-of-kept.net", "the site protects")]
    [InlineData("evil.duckdns.org", null)]
    [InlineData("notkept.example.org", null)]
    public void ANameThatIsNotTheAdversarysAloneIsLeft(string zone, string? why)
    {
        var site = SiteFacts.None with { InternalZones = [Names.Wire("corp.example")], ProtectedZones = [Names.Wire("kept.example"), Names.Wire("shop.parent-of-kept.net")] };
        var block = Assert.Single(BlockList.Of(Request(Finding(zone)), site));
        Assert.Equal(why is null, block.IsBlocked);
        Assert.StartsWith(why ?? "", Said(block.Refusal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10.1.2.3", "an address inside")]
    [InlineData("8.8.8.8", "a public resolver")]
    [InlineData("104.16.1.1", "Cloudflare serves many customers there")]
    [InlineData("198.51.100.53", "a DNS server that the site approves")]
    [InlineData("224.0.0.251", "an address inside")]
    [InlineData("203.0.113.66", null)]
    public void AnAddressThatOthersNeedIsLeft(string address, string? why)
    {
        Assert.True(Network.TryParse("198.51.100.53", out var approved, out _));
        var finding = Finding("evil.example.net") with { Zones = [], Server = ContainSamples.Address(address) };
        var block = Assert.Single(BlockList.Of(Request(finding), SiteFacts.None with { ApprovedServers = [approved] }));
        Assert.Equal((BlockKind.Server, why is null), (block.Kind, block.IsBlocked));
        Assert.StartsWith(why ?? "", Said(block.Refusal), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatStrangersShareIsLeftUnlessSomebodySaysWhyNot()
    {
        var shared = new ContainedTrait(BlockKind.NameServerAddress, [], ContainSamples.Address("203.0.113.7"), false, 3, Sentence.Of("3 of 19 zones of which nothing is found have a name server there"));
        var finding = Finding("evil.example.net") with { Traits = [shared] };
        var left = Assert.Single(BlockList.Of(Request(finding), SiteFacts.None), block => !block.IsBlocked);
        Assert.Equal("3 of 19 zones of which nothing is found have a name server there", Said(left.Refusal));
        var reason = HostileText.Text("the other three are parked; asked on 3 May");
        var forced = Request(finding) with { Forced = ImmutableDictionary<HostileText, HostileText>.Empty.Add(left.Value, reason) };
        var block = Assert.Single(BlockList.Of(forced, SiteFacts.None), block => block.Kind == BlockKind.NameServerAddress);
        Assert.Equal((true, (HostileText?)reason), (block.IsBlocked, block.Justification));
    }

    [Fact]
    public void WhatTwoFindingsHaveStandsOnce()
    {
        var (one, other) = (Finding("evil.example.net"), Finding("evil.example.net") with { Id = "F2" });
        var request = Request(one) with { Case = new("7", "nameward-7", [one, other]) };
        Assert.Equal(["F1", "F2"], Assert.Single(BlockList.Of(request, SiteFacts.None)).Findings);
    }

    [Theory]
    [InlineData("10.0.0.7", true, null)]
    [InlineData("10.0.0.7", false, "not known to ask for itself alone")]
    [InlineData("10.0.0.2", true, "an address that asks for others too")]
    [InlineData("10.0.0.53", true, "a DNS server that the site approves")]
    public void AHostIsDeniedEverythingWhereItAsksForItselfAlone(string address, bool isKnown, string? why)
    {
        Assert.True(Network.TryParse("10.0.0.53", out var approved, out _));
        var request = Request(Finding("evil.example.net") with { Clients = [ContainSamples.Address(address)] });
        var site = SiteFacts.None with { ApprovedServers = [approved] };
        Assert.DoesNotContain(BlockList.Of(request, site, _ => false), block => block.Kind == BlockKind.Client);
        var block = Assert.Single(BlockList.Of(request with { Quarantine = true }, site, isKnown ? client => client == ContainSamples.Address("10.0.0.2") : null), block => block.Kind == BlockKind.Client);
        Assert.Equal((ContainSamples.Address(address), why is null), (block.Address, block.IsBlocked));
        Assert.StartsWith(why ?? "", Said(block.Refusal), StringComparison.Ordinal);
    }

    static ContainedFinding Finding(string zone) => new("F1", "critical", "iodine", [], [Names.Wire(zone)], null, []);

    static ContainRequest Request(ContainedFinding finding) => new(new("7", "nameward-7", [finding]), BlockAction.NxDomain, default, TimeSpan.FromDays(30));

    static string Said(Sentence? sentence) => sentence?.Render(text => text.Raw) ?? "";
}
