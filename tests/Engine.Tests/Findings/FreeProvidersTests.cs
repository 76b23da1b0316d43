using System.Collections.Immutable;
using Nameward.Engine.Findings;
using Nameward.Engine.Findings.Detectors;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;
using Xunit;

namespace Nameward.Engine.Tests.Findings;

public class FreeProvidersTests
{
    static readonly SiteFacts Site = SiteFacts.None with { DynamicZones = [Names.Wire("ours-example.net")] };

    public static TheoryData<string, string?, double, string?> Cases() => new()
    {
        { "camera.dynv6.net", "dynamic-dns", 2, "camera.dynv6.net is a name of dynamic DNS (dynv6)" },
        { "mooo.com", "dynamic-dns", 1, "mooo.com is dynamic DNS (FreeDNS) as a whole, with all its customers" },
        { "ours-example.net", "dynamic-dns", 1, "ours-example.net is dynamic DNS (the site file) as a whole, with all its customers" },
        { "words.trycloudflare.com", "free-tunnel", 1, "words.trycloudflare.com is a name of a free tunnel service (Cloudflare quick tunnels)" },
        { "serveo.net", "free-tunnel", 0.5, "serveo.net is a free tunnel service (Serveo) as a whole, with all its customers" },
        { "someone.eu.org", "free-name", 1, "someone.eu.org is a name of a free registry (EU.org)" },
        { "someone.github.io", "free-hosting", 0, "someone.github.io is a name of free hosting (GitHub Pages)" },
        { "x-example.com", null, 0, null },
        { "notmooo.com", null, 0, null },
        { "com", null, 0, null },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void AZoneOfAProviderIsTold(string zone, string? signal, double bits, string? text)
    {
        var given = Judge(zone);
        Assert.Equal(signal is null ? [] : [(signal, Bits.Of(bits), Bits.Of(bits), text!)], given.Select(one => (one.Id, one.AsBrowsing, one.AsLookUps, one.Text.Render(hostile => hostile.Raw))));
        Assert.All(given, one => Assert.Equal((Family.Provider, false), (one.Family, one.Settles)));
    }

    [Fact]
    public void OfSeveralZonesTheOneCountsThatWeighsMost() =>
        Assert.Equal(["camera.dynv6.net is a name of dynamic DNS (dynv6)"], Judge("someone.github.io", "camera.dynv6.net", "words.trycloudflare.com", "other.dynv6.net").Select(one => one.Text.Render(hostile => hostile.Raw)));

    [Fact]
    public void NoneIsWorthAFamilyThatCounts() =>
        Assert.All(new FreeNames().Info.Triggers, trigger => Assert.True(Bits.Of(trigger.AsBrowsing.Most!.Value) < Weighing.FamilyCounts && trigger.Family == Family.Provider));

    [Fact]
    public void EveryLineOfTheShippedListIsASuffixOrAZoneOfItsOwnAndOnce()
    {
        var lines = FreeProviders.ShippedLines().ToList();
        Assert.InRange(lines.Count, 500, 1000);
        Assert.All(lines, line => Assert.True(line.Length == 3 && line[2].Length > 1, string.Join(' ', line)));
        Assert.All(lines, line => Assert.Equal((line[0], 0), (line[0], PublicSuffixes.Shipped.Cut(Names.Wire(line[0])).Start)));
        var suffixes = lines.Select(line => line[0]).ToHashSet();
        Assert.Equal(lines.Count, suffixes.Count);
        Assert.All(suffixes, suffix => Assert.DoesNotContain(Parents(suffix), suffixes.Contains));
    }

    static IEnumerable<string> Parents(string suffix)
    {
        for (var dot = suffix.IndexOf('.', StringComparison.Ordinal); dot >= 0; dot = suffix.IndexOf('.', dot + 1))
        {
            yield return suffix[(dot + 1)..];
        }
    }

    static List<Signal> Judge(params string[] zones)
    {
        var scene = new Scene(new(new RollupSet())) { Site = Site };
        ImmutableArray<byte[]> wire = [.. zones.Select(zone => Names.Wire(zone))];
        var signals = new List<Signal>();
        new FreeNames().Judge(new Beacon(Address.FromV4(0x0A000001), wire, new(20, 60, 0.1), null, new(1, 1, 0, 0), new(), []), scene, signals);
        return signals;
    }
}
