using System.Buffers;
using System.Text;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>A line of a hosts file: <c>address name [more names] [# comment]</c> (hosts(5); RFC 952 had another form).</summary>
readonly ref struct HostsLine
{
    static readonly SearchValues<byte> NameBytes = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_."u8);

    /// <summary>Names that systems come with, for loopback, for broadcasts and for groups of hosts.</summary>
    static readonly byte[][] Standard =
    [
        [.. "localhost"u8], [.. "localhost.localdomain"u8], [.. "localhost4"u8], [.. "localhost4.localdomain4"u8], [.. "localhost6"u8], [.. "localhost6.localdomain6"u8],
        [.. "local"u8], [.. "loopback"u8], [.. "broadcasthost"u8], [.. "ip6-localhost"u8], [.. "ip6-loopback"u8], [.. "ip6-localnet"u8], [.. "ip6-mcastprefix"u8],
        [.. "ip6-allnodes"u8], [.. "ip6-allrouters"u8], [.. "ip6-allhosts"u8], [.. "ipv6-localhost"u8], [.. "ipv6-loopback"u8],
    ];

    /// <summary>The address as it is written; empty where the line is no entry.</summary>
    public ReadOnlySpan<byte> Address { get; private init; }

    /// <summary>The names, with spaces and tabs between them.</summary>
    public ReadOnlySpan<byte> Names { get; private init; }

    /// <summary>Whether the line is empty or a comment.</summary>
    public bool IsBlank { get; private init; }

    /// <summary>Whether the address is one of the host itself, of all hosts or of a group, to which the standard names lead.</summary>
    public bool IsOfStandard { get; private init; }

    /// <summary>Whether it is the entry for the host itself that systems come with.</summary>
    public bool IsLocal => IsOfStandard && Names.StartsWith("local"u8);

    /// <summary>Whether the names lead nowhere: to no address or to the host itself, as those of a list of blocked names do.</summary>
    public bool LeadsNowhere { get; private init; }

    /// <summary>Takes a line apart.</summary>
    public static HostsLine Of(ReadOnlySpan<byte> line)
    {
        var comment = line.IndexOf((byte)'#');
        line = (comment < 0 ? line : line[..comment]).Trim(" \t\r"u8);
        if (line.IsEmpty)
        {
            return new() { IsBlank = true };
        }
        var address = Take(ref line);
        var scope = address.IndexOf((byte)'%');
        var isAddress = Observations.Address.TryParse(scope < 0 ? address : address[..scope], out var parsed);
        if (!isAddress || line.IsEmpty || !AreNames(line))
        {
            return default;
        }
        return new() { Address = address, Names = line, IsOfStandard = IsStandard(parsed), LeadsNowhere = parsed.IsUnspecified || (IsStandard(parsed) && !parsed.IsMulticast) };
    }

    /// <summary>Takes the next name off, and the spaces behind it.</summary>
    public static ReadOnlySpan<byte> Take(scoped ref ReadOnlySpan<byte> names)
    {
        var end = names.IndexOfAny((byte)' ', (byte)'\t');
        var name = end < 0 ? names : names[..end];
        names = end < 0 ? [] : names[end..].TrimStart(" \t"u8);
        return name;
    }

    /// <summary>Whether a name is one that systems come with.</summary>
    public static bool IsStandard(ReadOnlySpan<byte> name) => NamedSetting.Has(Standard, name);

    /// <summary>Whether all are names of hosts, and none is an address: tables of other kinds begin with an address too.</summary>
    static bool AreNames(ReadOnlySpan<byte> names)
    {
        while (!names.IsEmpty)
        {
            var name = Take(ref names);
            // Bytes beyond ASCII are those of names that an editor wrote.
            var isPlain = !name.ContainsAnyExcept(NameBytes) || (!Ascii.IsValid(name) && !name.ContainsAnyInRange((byte)0, (byte)','));
            if (!isPlain || name.Length > WireName.MaxBytes || name[0] is (byte)'-' or (byte)'.' || !HasLetter(name))
            {
                return false;
            }
        }
        return true;
    }

    static bool HasLetter(ReadOnlySpan<byte> name) => name.ContainsAnyInRange((byte)'a', (byte)'z') || name.ContainsAnyInRange((byte)'A', (byte)'Z') || !Ascii.IsValid(name);

    /// <summary>127.0.0.0/8, ::1, 255.255.255.255, and ff00::/8 with what old systems write for it: fe00::0.</summary>
    static bool IsStandard(Address address) => address.IsV4 ? address.V4 >> 24 == 127 || address.V4 == uint.MaxValue : (address.High == 0 && address.Low == 1) || address.High >> 57 == 0x7F;
}
