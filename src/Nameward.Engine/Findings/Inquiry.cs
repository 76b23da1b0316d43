using System.Diagnostics.CodeAnalysis;
using System.Text;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Findings;

/// <summary>What somebody asks about: a domain, or the address of a client or a DNS server.</summary>
public sealed class Inquiry
{
    Inquiry(Address? address, byte[]? domain)
    {
        Address = address;
        Domain = domain;
        if (domain is not null)
        {
            var cut = PublicSuffixes.Shipped.Cut(domain);
            (Zone, ZoneHash) = (domain[cut.Start..], cut.Hash);
        }
    }

    /// <summary>The address; null where a domain is asked about.</summary>
    public Address? Address { get; }

    /// <summary>The domain in canonical wire form; null where an address is asked about.</summary>
    public byte[]? Domain { get; }

    /// <summary>The zone in which it is judged, in canonical wire form; null where an address is asked about.</summary>
    internal byte[]? Zone { get; }

    /// <summary>Chained hash of <see cref="Zone"/>.</summary>
    internal ulong ZoneHash { get; }

    /// <summary>What is asked about, for output.</summary>
    internal HostileText Name => Address is { } address ? HostileText.Address(address) : HostileText.Name(Domain);

    /// <summary>The keys that hold it.</summary>
    internal AskedKeys Keys => new(Zone is null ? null : ZoneHash, Address);

    /// <summary>Reads a name or an address, bracketed (t.example[.]net) or not. False where the text is neither.</summary>
    public static bool TryRead(string text, [NotNullWhen(true)] out Inquiry? inquiry)
    {
        const int Longest = 4 * WireName.MaxBytes;
        inquiry = null;
        var bytes = Encoding.UTF8.GetBytes(text.Trim().Replace("[.]", ".", StringComparison.Ordinal).Replace("[:]", ":", StringComparison.Ordinal));
        if (bytes.Length is 0 or > Longest)
        {
            return false;
        }
        if (Observations.Address.TryParse(bytes, out var address))
        {
            inquiry = address.IsNone ? null : new(address, null);
            return inquiry is not null;
        }
        Span<byte> name = stackalloc byte[WireName.MaxBytes + 1], canonical = stackalloc byte[WireName.MaxBytes + 1];
        var length = WireName.FromText(bytes, name);
        if (length == 0)
        {
            return false;
        }
        WireName.ToCanonical(name[..length], canonical);
        inquiry = new(null, canonical[..length].ToArray());
        return true;
    }

    /// <summary>Whether a subject is what is asked about, or has it as a part.</summary>
    internal bool Concerns(Subject subject) => Address is { } address ? Concerns(subject, address) : subject switch
    {
        Pair pair => pair.Zones.Any(IsZone),
        Beacon beacon => beacon.Zones.Any(IsZone),
        MissingZones missing => missing.Missing.Any(zone => IsZone(zone.Name)),
        ConditionalZone zone => IsZone(zone.Zone),
        Rebinding rebinding => IsZone(rebinding.Zone),
        FluxZone zone => IsZone(zone.Zone),
        Exploration exploration => exploration.Zones.Any(IsZone),
        Flood flood => IsZone(flood.Zone),
        Misconfiguration misconfiguration => misconfiguration.Mentions(Domain),
        Domain listed => listed.Indicator.Text == HostileText.Name(Domain) || listed.Indicator.Text == HostileText.Name(Zone),
        _ => false,
    };

    static bool Concerns(Subject subject, Address address) => subject switch
    {
        Pair pair => pair.Client == address || pair.Servers is [var only] && only.Address == address,
        Beacon beacon => beacon.Client == address,
        MissingZones missing => missing.Client == address,
        DeviatingHost deviating => deviating.Client == address,
        ConditionalZone zone => zone.Told.Contains(address) || zone.Untold.Contains(address) || zone.Server?.Address == address,
        Rebinding rebinding => rebinding.Client == address,
        FluxZone zone => zone.Clients.Contains(address),
        Exploration exploration => exploration.Client == address,
        Flood flood => flood.Client == address,
        Conversations conversations => conversations.Client == address || conversations.Server.Address == address,
        HiddenNames hidden => hidden.Client == address,
        Host host => host.Client == address,
        Misconfiguration misconfiguration => misconfiguration.Mentions(address),
        Server server => server.Facts.Server.Address == address || server.Client == address,
        Domain listed => listed.Hits.Any(hit => hit.Client == address),
        ListedServer listed => listed.Indicator.Network.Contains(address) || listed.Hits.Any(hit => hit.Client == address),
        _ => false,
    };

    bool IsZone(byte[] zone) => zone.AsSpan().SequenceEqual(Zone);
}
