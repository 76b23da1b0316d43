using System.Globalization;
using System.Text;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Intelligence.Feeds;

/// <summary>
/// What an owner name of a response policy zone triggers on (draft-vixie-dnsop-dns-rpz-00, section 4): a name, the names below it, an address in an answer, a
/// name server's name or address.
/// </summary>
readonly record struct RpzTrigger
{
    const string Client = "triggers on clients";

    /// <summary>The name's text; null where it is addresses.</summary>
    public string? Name { get; private init; }

    public NameScope Scope { get; private init; }

    public EntryRole Role { get; private init; }

    public Network Network { get; private init; }

    /// <summary>Why it cannot be compared; null where it can.</summary>
    public string? Passed { get; private init; }

    /// <summary>Whether it is no trigger at all.</summary>
    public bool IsBroken { get; private init; }

    /// <summary>Reads an owner relative to its zone, in small letters and without a dot at the end.</summary>
    public static RpzTrigger Of(string owner)
    {
        if (owner.EndsWith(".rpz-client-ip", StringComparison.Ordinal))
        {
            return new() { Passed = Client };
        }
        if (Before(owner, ".rpz-ip") is { } address)
        {
            return OfAddress(address, EntryRole.Any);
        }
        if (Before(owner, ".rpz-nsip") is { } server)
        {
            return OfAddress(server, EntryRole.NameServer);
        }
        return Before(owner, ".rpz-nsdname") is { } name ? OfName(name, EntryRole.NameServer) : OfName(owner, EntryRole.Any);
    }

    static string? Before(string owner, string end) => owner.EndsWith(end, StringComparison.Ordinal) ? owner[..^end.Length] : null;

    static RpzTrigger OfName(string name, EntryRole role)
    {
        var isBelow = name.StartsWith("*.", StringComparison.Ordinal);
        name = isBelow ? name[2..] : name;
        return name.Length == 0 || name.Contains('*', StringComparison.Ordinal) ? new() { IsBroken = true } : new() { Name = name, Scope = isBelow ? NameScope.Below : NameScope.Exact, Role = role };
    }

    /// <summary><c>24.0.2.0.192</c> and <c>48.zz.5.db8.2001</c>: the length, then the parts from the last to the first; <c>zz</c> is "::".</summary>
    static RpzTrigger OfAddress(string text, EntryRole role)
    {
        var parts = text.Split('.', 11);
        if (parts.Length > 10 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var bits))
        {
            return new() { IsBroken = true };
        }
        var isV4 = parts.Length == 5 && !parts.Contains("zz");
        var groups = parts[1..].Reverse().Select(part => part == "zz" ? "" : part);
        var usual = string.Join(isV4 ? '.' : ':', groups);
        usual = usual.StartsWith(':') ? ":" + usual : usual;
        usual = usual.EndsWith(':') ? usual + ":" : usual;
        var most = isV4 ? 32 : 128;
        return bits <= most && Address.TryParse(Encoding.UTF8.GetBytes(usual), out var address) && address.IsV4 == isV4
            ? new() { Network = Network.Of(address, bits), Role = role }
            : new() { IsBroken = true };
    }
}
