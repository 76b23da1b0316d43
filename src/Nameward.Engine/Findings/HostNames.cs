using System.Collections.Immutable;
using Nameward.Engine.Findings.Sites;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Findings;

/// <summary>
/// Gives addresses the names of their hosts, for the time of a finding: by the site's inventory, by leases of that time, by the records of programs that name their host. Where
/// these contradict each other, or one address stands for several hosts, no name is given but that of the inventory, and it is said why. Nothing is judged by a name.
/// </summary>
sealed class HostNames
{
    /// <summary>Different names that programs give one address, beyond which no more are looked for.</summary>
    const int MostPrograms = 20;

    readonly AssetList _assets;
    readonly LeasedHosts _leases;
    readonly ILookup<Address, ProgramUse> _programs;
    readonly ILookup<Address, Translation> _translations;

    /// <summary>The names that a scene knows.</summary>
    public HostNames(Scene scene)
        : this(scene.Seen.Surroundings, scene.Site.Assets)
    {
    }

    /// <summary>The names that evidence and an inventory know.</summary>
    internal HostNames(FrozenSurroundings seen, AssetList assets)
    {
        _assets = assets;
        _leases = new(seen.Leases);
        _programs = seen.Programs.Where(use => !use.Client.IsNone && !use.Host.IsEmpty).ToLookup(use => use.Client);
        _translations = seen.Translations.ToLookup(translation => translation.Shown);
    }

    /// <summary>Whose an address was.</summary>
    /// <param name="address">The address.</param>
    /// <param name="first">From when it matters, UTC; null where that is not known.</param>
    /// <param name="last">Until when.</param>
    public HostName Of(Address address, DateTime? first, DateTime? last)
    {
        if (address.IsNone)
        {
            return HostName.Unknown;
        }
        DateTime from = first ?? DateTime.MinValue, to = last ?? DateTime.MaxValue;
        var assets = _assets.Of(address).ToList();
        var seen = Seen(address, from, to);
        var host = Text(assets.Find(asset => asset.Host is not null)?.Host);
        var nat = Nat(address, from, to);
        var note = nat ?? Contradiction(host, seen);
        host ??= nat is null ? seen.Host : null;
        var told = InOrder(assets, host is { } name ? _assets.OfHost(name) : null);
        return new()
        {
            Host = host,
            Owner = Text(told.Select(asset => asset.Owner).FirstOrDefault(owner => owner is not null)),
            Role = Text(told.Select(asset => asset.Role).FirstOrDefault(role => role is not null)),
            Criticality = Text(told.Select(asset => asset.Criticality).FirstOrDefault(criticality => criticality is not null)),
            Note = note,
        };
    }

    /// <summary>What is to be said where the evidence names another host than the inventory, or is not sure itself.</summary>
    static Sentence? Contradiction(HostileText? listed, HostName seen) => (listed, seen.Host) switch
    {
        ({ } host, { } other) => host.IsOfSameHost(other) ? null : Sentence.Of($"by the asset list; leases or programs say {other}"),
        ({ }, null) => seen.Note is { } note ? Sentence.Of("by the asset list; ").Then("", note) : null,
        _ => seen.Note,
    };

    /// <summary>The entry of the address itself counts first, then that of the host that has it, then ranges.</summary>
    static List<Asset> InOrder(List<Asset> ofAddress, Asset? ofHost)
    {
        var exact = ofAddress.FindAll(asset => asset.Network is { IsOne: true });
        return [.. exact, .. ofHost is null ? Array.Empty<Asset>() : [ofHost], .. ofAddress.Except(exact)];
    }

    /// <summary>What the evidence says: leases, and programs that name their host.</summary>
    HostName Seen(Address address, DateTime from, DateTime to)
    {
        var leased = _leases.Of(address, from, to);
        var programs = new List<HostileText>();
        foreach (var use in _programs[address].Where(use => (use.First ?? from) <= to && (use.Last ?? to) >= from))
        {
            if (programs.Count < MostPrograms && !programs.Exists(host => host.IsOfSameHost(use.Host)))
            {
                programs.Add(use.Host);
            }
        }
        return (leased.Host, programs) switch
        {
            (_, []) => leased,
            (null, [var host]) when leased.Note is null => new() { Host = host },
            (null, [var host]) => leased with { Note = leased.Note!.Then("; ", Sentence.Of($"its programs name {host}")) },
            ({ } lease, [var host]) when lease.IsOfSameHost(host) => new() { Host = lease },
            ({ } lease, [var host, ..]) => new() { Note = Sentence.Of($"a lease says {lease}, its programs name {host}{More(programs.Count)}") },
            _ => new() { Note = Sentence.Of($"its programs name {programs[0]} and {programs[1]}{More(programs.Count - 1)}") },
        };
    }

    static string More(int count) => count > 1 ? $" and {count - 1} more" : "";

    Sentence? Nat(Address address, DateTime from, DateTime to)
    {
        var clients = _translations[address].Where(seen => (seen.First ?? from) <= to && (seen.Last ?? to) >= from).Select(seen => seen.Client).Distinct().Order().ToImmutableArray();
        return clients switch
        {
            [] => null,
            [var one] => Sentence.Of($"NAT: it stands for {one}, as far as is seen"),
            [var one, var other] => Sentence.Of($"NAT: it stands for {one} and {other}"),
            _ => Sentence.Of($"NAT: it stands for {clients.Length} hosts, {clients[0]} and {clients[1]} among them"),
        };
    }

    static HostileText? Text(string? text) => text is null ? null : HostileText.Text(text);
}
