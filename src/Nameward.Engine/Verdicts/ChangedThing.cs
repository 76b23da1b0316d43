using System.Collections.Immutable;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Verdicts;

/// <summary>What a change was made to, as a ticket may name it.</summary>
/// <param name="Exactly">The object itself: a zone, a name, a subnet; the server where the change concerns it as a whole.</param>
/// <param name="Above">Zones that hold it, nearest first.</param>
/// <param name="Values">Servers that it sets or takes away, where these are what it is about.</param>
/// <param name="Server">The server or host on which it was made; empty where it is not known.</param>
sealed record ChangedThing(ImmutableArray<HostileText> Exactly, ImmutableArray<HostileText> Above, ImmutableArray<HostileText> Values, ImmutableArray<HostileText> Server)
{
    /// <summary>What of DNS the change is about.</summary>
    public required ConfigurationKind Kind { get; init; }

    /// <summary>Whether it was made to the server as a whole.</summary>
    public required bool IsServer { get; init; }

    /// <summary>A first label shorter than this names nothing by itself.</summary>
    const int ShortestLabel = 3;

    /// <summary>The thing that a change was made to.</summary>
    public static ChangedThing Of(SeenChange change, SiteFacts site)
    {
        var server = NamesOf(change.Host);
        var of = Plain(ConfiguredValue.WithoutView(change.Object));
        var isServer = of.IsEmpty || ConfiguredValue.Is(of, ".") || server.Contains(of);
        return new(isServer ? server : [of], isServer ? [] : Holding(of, site), HasServers(change.Kind) ? [.. Servers(change)] : [], server)
        {
            Kind = change.Kind,
            IsServer = isServer,
        };
    }

    /// <summary>
    /// How well a ticket names it: 3 the object itself, 2 a zone that holds it, 1 a server that it sets, 0 not at all; and what of it. A ticket for a server that tells of other kinds of change alone does not name
    /// one of the server as a whole.
    /// </summary>
    public NamedThing NamedBy(ImmutableHashSet<HostileText> words, ImmutableHashSet<ConfigurationKind> kinds)
    {
        var isOther = IsServer && !kinds.IsEmpty && !kinds.Contains(Kind);
        return !isOther && Find(Exactly, words) is { } exactly ? new(3, exactly) : Find(Above, words) is { } zone ? new(2, zone) : Find(Values, words) is { } value ? new(1, value) : default;
    }

    /// <summary>Whether words name the server on which it was made.</summary>
    public bool IsOnServerOf(ImmutableHashSet<HostileText> words) => Find(Server, words) is not null;

    static HostileText? Find(ImmutableArray<HostileText> names, ImmutableHashSet<HostileText> words)
    {
        foreach (var name in names)
        {
            if (words.Contains(name))
            {
                return name;
            }
        }
        return null;
    }

    /// <summary>Settings of which the servers in them are what a ticket asks for.</summary>
    static bool HasServers(ConfigurationKind kind) =>
        kind is ConfigurationKind.Forwarders or ConfigurationKind.Resolvers or ConfigurationKind.AnnouncedServers or ConfigurationKind.Listening or ConfigurationKind.NameServers or ConfigurationKind.Firewall;

    /// <summary>The servers that came or went: those that stand before and after are not what was changed.</summary>
    static IEnumerable<HostileText> Servers(SeenChange change)
    {
        var (old, now) = (ConfiguredValue.Parts(change.Old).Select(WithoutPort).ToHashSet(), ConfiguredValue.Parts(change.New).Select(WithoutPort).ToHashSet());
        return now.Except(old).Concat(old.Except(now)).Order();
    }

    static HostileText WithoutPort(HostileText server) => Plain(server.As(text => HostileText.Text(new string(text.IndexOfAny('#', '@', ' ') is > 0 and var end ? text[..end] : text))));

    /// <summary>The zones above a name, down to its registrable domain, and the site's own inside zones; of a reverse name all that hold at least one number.</summary>
    static ImmutableArray<HostileText> Holding(HostileText name, SiteFacts site)
    {
        var wire = ConfiguredValue.WireNameOf(name).ToArray();
        if (wire.Length <= 1)
        {
            return [];
        }
        var isReverse = wire.AsSpan().EndsWith("\u0004arpa\0"u8);
        var last = isReverse ? wire.Length - "\u0001x\u0007in-addr\u0004arpa\0"u8.Length : PublicSuffixes.Shipped.Cut(wire).Start;
        var above = ImmutableArray.CreateBuilder<HostileText>();
        for (var at = wire[0] + 1; at < wire.Length - 1; at += wire[at] + 1)
        {
            var isInside = site.InternalZones.Any(zone => wire.AsSpan(at).SequenceEqual(zone));
            if (at <= last || isInside)
            {
                above.Add(Plain(HostileText.Name(wire.AsSpan(at))));
            }
        }
        return above.ToImmutable();
    }

    /// <summary>A server's name or address, and the first label of a name: tickets write either.</summary>
    static ImmutableArray<HostileText> NamesOf(HostileText host)
    {
        if (host.IsEmpty)
        {
            return [];
        }
        var name = Plain(host);
        var label = name.As(text => HostileText.Text(new string(text.IndexOf('.') is >= ShortestLabel and var end ? text[..end] : text)));
        return ConfiguredValue.AddressOf(name) is null && label != name ? [name, label] : [name];
    }

    /// <summary>The same as <see cref="TicketWords"/> write it.</summary>
    static HostileText Plain(HostileText text) => text.As(letters => HostileText.Text(new string(letters).TrimEnd('.') is { Length: > 0 } plain ? plain.ToLowerInvariant() : new string(letters)));
}

/// <summary>How well a ticket names what was changed, and what of it.</summary>
/// <param name="Rank">From 3, the object itself, to 0, not at all.</param>
/// <param name="Name">What is named.</param>
readonly record struct NamedThing(int Rank, HostileText Name);
