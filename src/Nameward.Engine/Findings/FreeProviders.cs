using System.Collections.Frozen;
using System.Diagnostics;
using System.Text;
using Nameward.Engine.Intelligence;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings;

/// <summary>
/// Providers under whose suffix anybody gets a name at no cost: those that come with the program (<c>Data/free-providers.txt</c> says where from), and those of the
/// site file. A zone is matched where it is a suffix or lies below one; no suffix lies within a zone, so that the zone alone tells.
/// </summary>
public static class FreeProviders
{
    static readonly Lazy<FrozenDictionary<ulong, FreeProvider>> Shipped = new(() => Read().ToFrozenDictionary(line => line.Suffix, line => line.Provider));

    static readonly FreeProvider OfTheSite = new(FreeKind.DynamicDns, "the site file", IsOfTheSite: true);

    /// <summary>The provider whose name a zone is, as the program, the site file or a feed of dynamic DNS knows it; null where none does.</summary>
    public static FreeProvider? Of(ReadOnlySpan<byte> zone, Scene scene) => Of(zone, scene.Site) ?? OfFeed(zone, scene.Indicators[FeedUse.DynamicDns]);

    /// <summary>The provider whose name a zone is, in canonical wire form; null where none is known.</summary>
    public static FreeProvider? Of(ReadOnlySpan<byte> zone, SiteFacts site)
    {
        Span<byte> starts = stackalloc byte[WireName.MaxLabels];
        var labels = WireName.Labels(zone, starts);
        var hash = NameHashing.Seed;
        for (var at = labels - 1; at >= 0; at--)
        {
            hash = WyHash.Of(zone.Slice(starts[at] + 1, zone[starts[at]]), hash);
            if (Shipped.Value.TryGetValue(hash, out var provider) || (provider = Named(zone[starts[at]..], site)) is not null)
            {
                return at == 0 && !PublicSuffixes.Shipped.Lists(zone) ? provider with { IsWhole = true } : provider;
            }
        }
        return null;
    }

    /// <summary>The lines of the shipped list: suffix, kind, provider.</summary>
    internal static IEnumerable<string[]> ShippedLines()
    {
        using var text = new StreamReader(typeof(FreeProviders).Assembly.GetManifestResourceStream("free-providers.txt")!);
        while (text.ReadLine() is { } line)
        {
            if (!line.StartsWith('#'))
            {
                yield return line.Split('\t');
            }
        }
    }

    static FreeProvider? OfFeed(ReadOnlySpan<byte> zone, FeedSet feeds) => feeds.Of(zone) is [var entry, ..]
        ? new(FreeKind.DynamicDns, entry.List) { IsWhole = zone.SequenceEqual(entry.Name) && !PublicSuffixes.Shipped.Lists(zone) }
        : null;

    static FreeProvider? Named(ReadOnlySpan<byte> suffix, SiteFacts site)
    {
        foreach (var zone in site.DynamicZones)
        {
            if (suffix.SequenceEqual(zone))
            {
                return OfTheSite;
            }
        }
        return null;
    }

    static IEnumerable<(ulong Suffix, FreeProvider Provider)> Read() =>
        ShippedLines().Select(line => line is [var suffix, var kind, var name] ? (Hash(suffix), new FreeProvider(KindOf(kind), name.Split(',')[0])) : throw new UnreachableException(string.Join('\t', line)));

    static ulong Hash(string suffix)
    {
        Span<byte> name = stackalloc byte[WireName.MaxBytes + 1];
        return WireName.FromText(Encoding.ASCII.GetBytes(suffix), name) is var length and > 1 ? WireName.Hash(name[..length], NameHashing.Seed) : throw new UnreachableException(suffix);
    }

    static FreeKind KindOf(string text) => text switch
    {
        "dynamic-dns" => FreeKind.DynamicDns,
        "tunnel" => FreeKind.Tunnel,
        "free-name" => FreeKind.FreeName,
        "hosting" => FreeKind.Hosting,
        _ => throw new UnreachableException(text),
    };
}

/// <summary>A provider of free names, as a zone meets it.</summary>
/// <param name="Kind">What it gives away.</param>
/// <param name="Name">What it is called.</param>
/// <param name="IsOfTheSite">Whether the site file names it, and not the list that comes with the program.</param>
/// <param name="IsWhole">Whether the zone is the provider's as a whole, with all its customers in it: the public suffix list does not part them.</param>
public sealed record FreeProvider(FreeKind Kind, string Name, bool IsOfTheSite = false, bool IsWhole = false)
{
    /// <summary>What it is and what it is called: "dynamic DNS (dynv6)".</summary>
    public string Words => $"{What(Kind)} ({Name})";

    static string What(FreeKind kind) => kind switch
    {
        FreeKind.DynamicDns => "dynamic DNS",
        FreeKind.Tunnel => "a free tunnel service",
        FreeKind.FreeName => "a free registry",
        _ => "free hosting",
    };
}

/// <summary>What a provider gives to anybody at no cost.</summary>
public enum FreeKind
{
    /// <summary>A name that follows a changing address.</summary>
    DynamicDns,
    /// <summary>A name that leads through the provider to a host behind a firewall.</summary>
    Tunnel,
    /// <summary>A name with name servers of the holder's own.</summary>
    FreeName,
    /// <summary>A name for content or a program at the provider.</summary>
    Hosting,
}
