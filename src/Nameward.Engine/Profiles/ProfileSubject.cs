using System.Text;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Profiles;

/// <summary>What is profiled: a zone, with all names at and below it, or a server by its address.</summary>
public sealed class ProfileSubject
{
    readonly byte[] _zone;

    ProfileSubject(byte[] zone, Address server)
    {
        _zone = zone;
        Server = server;
        Domain = zone.Length == 0 ? [] : zone[PublicSuffixes.Shipped.Cut(zone).Start..];
    }

    /// <summary>The zone, in canonical wire form; empty where the subject is a server.</summary>
    public ReadOnlySpan<byte> Zone => _zone;
    /// <summary>The server's address; none where the subject is a zone.</summary>
    public Address Server { get; }
    /// <summary>Whether it is a server.</summary>
    public bool IsServer => _zone.Length == 0;
    /// <summary>The registrable domain of the zone: what one holder has; empty where the subject is a server.</summary>
    internal byte[] Domain { get; }
    /// <summary>For people.</summary>
    public HostileText Name => IsServer ? HostileText.Address(Server) : HostileText.Name(_zone);

    /// <summary>Reads an address, or the name of a zone in any case, with or without brackets around its dots; null where the text is neither.</summary>
    public static ProfileSubject? TryParse(string text)
    {
        var plain = Encoding.UTF8.GetBytes(text.Replace("[.]", ".", StringComparison.Ordinal).Replace("[:]", ":", StringComparison.Ordinal));
        if (Address.TryParse(plain, out var address))
        {
            return address.IsNone ? null : new([], address);
        }
        Span<byte> name = stackalloc byte[WireName.MaxBytes + 1];
        var length = text.Contains('/', StringComparison.Ordinal) || plain.Length > WireName.MaxBytes * 4 ? 0 : WireName.FromText(plain, name);
        if (length is <= 1 or > WireName.MaxBytes)
        {
            return null;
        }
        var zone = new byte[length];
        WireName.ToCanonical(name[..length], zone);
        return new(zone, Address.None);
    }

    /// <summary>Whether a canonical wire name is the zone or lies below it.</summary>
    public bool Holds(ReadOnlySpan<byte> name) => !IsServer && IsBelow(name, _zone);

    /// <summary>Whether a message is of the subject.</summary>
    public bool Holds(in DnsMessage message, ReadOnlySpan<byte> name) =>
        !message.Server.IsOfTheLink && (IsServer ? message.Server.Address == Server : !message.IsNameHidden && Holds(name));

    /// <summary>Whether a canonical wire name is <paramref name="zone"/> or lies below it.</summary>
    internal static bool IsBelow(ReadOnlySpan<byte> name, ReadOnlySpan<byte> zone)
    {
        if (zone.IsEmpty || !name.EndsWith(zone))
        {
            return false;
        }
        var at = 0;
        while (at < name.Length - zone.Length)
        {
            at += name[at] + 1;
        }
        return at == name.Length - zone.Length;
    }
}
