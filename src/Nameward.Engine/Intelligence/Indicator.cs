using Nameward.Engine.Intelligence.Feeds;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Intelligence;

/// <summary>One entry of a feed, with all that is known of it. There is one of each, so that two are the same only where they are one.</summary>
public sealed class Indicator
{
    readonly IndicatorFeed _feed;
    readonly int _entry;

    internal Indicator(IndicatorFeed feed, int entry)
    {
        (_feed, _entry) = (feed, entry);
        var packed = feed.Pack[entry];
        var name = feed.Pack.NameOf(entry);
        Kind = name.IsEmpty ? IndicatorKind.Network : IndicatorKind.Name;
        Network = name.IsEmpty ? feed.Pack.NetworkOf(entry) : default;
        Text = !name.IsEmpty ? HostileText.Name(name) : Network.IsOne ? HostileText.Address(Network.First) : HostileText.Text(Network.ToString());
        Name = name.ToArray();
        Zone = name.IsEmpty ? null : name[PublicSuffixes.Shipped.Cut(name).Start..].ToArray();
        (Scope, Role, Line) = (packed.Scope, packed.Role, packed.At);
        (From, Until) = (PackedEntry.TimeOf(packed.From), PackedEntry.TimeOf(packed.Until));
        Confidence = packed.Confidence <= 100 ? packed.Confidence : null;
        var sighted = feed.Sightings.TryGetValue(Key, out var at) ? at : (DateTime?)null;
        var seen = PackedEntry.TimeOf(packed.Seen);
        (LastSeen, Confirmed) = (sighted > seen || seen is null ? sighted ?? seen : seen, sighted);
    }

    /// <summary>The feed that it stands in.</summary>
    public IndicatorFeed Feed => _feed;
    /// <summary>The entry as text: a name, an address or a prefix.</summary>
    public HostileText Text { get; }
    /// <summary>Name of the feed that it stands in.</summary>
    public string List => _feed.Name;
    /// <summary>Its line there, or the ordinal of its object, from 1.</summary>
    public long Line { get; }
    /// <summary>What it names.</summary>
    public IndicatorKind Kind { get; }
    /// <summary>The name, in canonical wire form; empty of addresses.</summary>
    public byte[] Name { get; }
    /// <summary>The zone, or registrable domain, of a name, in canonical wire form; null of addresses.</summary>
    public byte[]? Zone { get; }
    /// <summary>The addresses; none of a name.</summary>
    public Network Network { get; }
    /// <summary>Which names a name stands for.</summary>
    public NameScope Scope { get; }
    /// <summary>In what part of the evidence it counts.</summary>
    public EntryRole Role { get; }
    /// <summary>Valid from, UTC; null for always.</summary>
    public DateTime? From { get; }
    /// <summary>Valid until, UTC; null for ever.</summary>
    public DateTime? Until { get; }
    /// <summary>When the publisher or the site itself last saw it, UTC; null where nobody says.</summary>
    public DateTime? LastSeen { get; }
    /// <summary>When the site itself confirmed it, UTC; null where it did not.</summary>
    public DateTime? Confirmed { get; }
    /// <summary>How sure the publisher is, 0 to 100; null where it does not say.</summary>
    public int? Confidence { get; }
    /// <summary>What it is said to be; empty where nothing is.</summary>
    public HostileText Threat => HostileText.Text(_feed.Pack.ThreatOf(_entry));
    /// <summary>The publisher's own id or link of it; empty where there is none.</summary>
    public HostileText Reference => HostileText.Text(_feed.Pack.ReferenceOf(_entry));

    /// <summary>The entry as sightings are kept by it.</summary>
    public string Key => KeyOf(_feed.Pack.NameOf(_entry), Network);

    /// <summary>The text under which sightings of a name, or of a network where it is empty, are kept.</summary>
    public static string KeyOf(ReadOnlySpan<byte> name, Network network) => name.IsEmpty ? network.ToString() : WireName.ToText(name);
}

/// <summary>What an indicator names.</summary>
public enum IndicatorKind
{
    /// <summary>A domain name and all names below it.</summary>
    Name,
    /// <summary>An address, or all addresses of a prefix.</summary>
    Network,
}

/// <summary>In what part of the evidence an indicator was met.</summary>
public enum HitPlace
{
    /// <summary>In the question.</summary>
    Question,
    /// <summary>In the data of an answer: an address, or a name pointed to.</summary>
    Answer,
    /// <summary>As the server that was asked.</summary>
    Server,
    /// <summary>As a name server: in an NS record, or an address given with one.</summary>
    NameServer,
}
