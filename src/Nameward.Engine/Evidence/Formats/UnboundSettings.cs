using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>What the value of a setting of Unbound means.</summary>
enum UnboundValue : byte
{
    /// <summary>Nothing of concern.</summary>
    None,
    /// <summary>The value itself.</summary>
    Plain,
    /// <summary>The value, of which <c>no</c> means that nobody may, or that nothing is written.</summary>
    Switch,
    /// <summary>An address, and a port behind <c>@</c>.</summary>
    Address,
    /// <summary>The same, of a zone that is named above.</summary>
    ZoneAddress,
    /// <summary>Something that holds for the zone that is named above.</summary>
    ZonePlain,
    /// <summary>A network, and what it may.</summary>
    Access,
    /// <summary>A name, and something of it.</summary>
    Named,
    /// <summary>A zone that is not validated.</summary>
    Insecure,
    /// <summary>A record.</summary>
    Record,
    /// <summary>An address, and its name.</summary>
    Reverse,
    /// <summary>The modules that an answer goes through.</summary>
    Modules,
    /// <summary><c>forward-first</c>.</summary>
    ForwardFirst,
    /// <summary>The name of a zone, for the lines below.</summary>
    Name,
}

/// <summary>The settings of Unbound that bear on who is answered, by whom and what is told of it, and in which clause a reader stands.</summary>
sealed class UnboundSettings
{
    static readonly byte[][] Clauses =
    [
        [.. "server"u8], [.. "remote-control"u8], [.. "forward-zone"u8], [.. "stub-zone"u8], [.. "auth-zone"u8], [.. "rpz"u8], [.. "view"u8], [.. "python"u8], [.. "dynlib"u8],
        [.. "cachedb"u8], [.. "dnscrypt"u8], [.. "ipset"u8], [.. "dnstap"u8],
    ];

    /// <summary>unbound.conf(5) of 1.24; older words too.</summary>
    static readonly (byte[] Key, ConfigurationKind Kind, UnboundValue Value)[] All =
    [
        ([.. "interface"u8], ConfigurationKind.Listening, UnboundValue.Address),
        ([.. "ip-address"u8], ConfigurationKind.Listening, UnboundValue.Address),
        ([.. "access-control"u8], ConfigurationKind.Recursion, UnboundValue.Access),
        ([.. "forward-addr"u8], ConfigurationKind.Forwarders, UnboundValue.ZoneAddress),
        ([.. "forward-host"u8], ConfigurationKind.Forwarders, UnboundValue.ZoneAddress),
        ([.. "forward-first"u8], ConfigurationKind.Forwarders, UnboundValue.ForwardFirst),
        ([.. "stub-addr"u8], ConfigurationKind.Forwarders, UnboundValue.ZoneAddress),
        ([.. "stub-host"u8], ConfigurationKind.Forwarders, UnboundValue.ZoneAddress),
        ([.. "name"u8], ConfigurationKind.Zone, UnboundValue.Name),
        ([.. "primary"u8], ConfigurationKind.Zone, UnboundValue.ZoneAddress),
        ([.. "master"u8], ConfigurationKind.Zone, UnboundValue.ZoneAddress),
        ([.. "zonefile"u8], ConfigurationKind.Zone, UnboundValue.ZonePlain),
        ([.. "url"u8], ConfigurationKind.Zone, UnboundValue.ZonePlain),
        ([.. "rpz-action-override"u8], ConfigurationKind.Policy, UnboundValue.ZonePlain),
        ([.. "local-zone"u8], ConfigurationKind.Zone, UnboundValue.Named),
        ([.. "local-data"u8], ConfigurationKind.Record, UnboundValue.Record),
        ([.. "local-data-ptr"u8], ConfigurationKind.Record, UnboundValue.Reverse),
        ([.. "private-address"u8], ConfigurationKind.Policy, UnboundValue.Plain),
        ([.. "private-domain"u8], ConfigurationKind.Policy, UnboundValue.Plain),
        ([.. "module-config"u8], ConfigurationKind.Dnssec, UnboundValue.Modules),
        ([.. "domain-insecure"u8], ConfigurationKind.Dnssec, UnboundValue.Insecure),
        ([.. "trust-anchor-file"u8], ConfigurationKind.Dnssec, UnboundValue.Plain),
        ([.. "auto-trust-anchor-file"u8], ConfigurationKind.Dnssec, UnboundValue.Plain),
        ([.. "trusted-keys-file"u8], ConfigurationKind.Dnssec, UnboundValue.Plain),
        ([.. "trust-anchor"u8], ConfigurationKind.Dnssec, UnboundValue.Plain),
        ([.. "val-permissive-mode"u8], ConfigurationKind.Dnssec, UnboundValue.Plain),
        ([.. "val-override-date"u8], ConfigurationKind.Dnssec, UnboundValue.Plain),
        ([.. "ignore-cd-flag"u8], ConfigurationKind.Dnssec, UnboundValue.Plain),
        ([.. "harden-dnssec-stripped"u8], ConfigurationKind.Dnssec, UnboundValue.Plain),
        ([.. "log-queries"u8], ConfigurationKind.Logging, UnboundValue.Switch),
        ([.. "log-replies"u8], ConfigurationKind.Logging, UnboundValue.Switch),
        ([.. "log-local-actions"u8], ConfigurationKind.Logging, UnboundValue.Switch),
        ([.. "log-servfail"u8], ConfigurationKind.Logging, UnboundValue.Switch),
        ([.. "rpz-log"u8], ConfigurationKind.Logging, UnboundValue.Switch),
        ([.. "dnstap-enable"u8], ConfigurationKind.Logging, UnboundValue.Switch),
        ([.. "use-syslog"u8], ConfigurationKind.Logging, UnboundValue.Switch),
        ([.. "logfile"u8], ConfigurationKind.Logging, UnboundValue.Plain),
        ([.. "control-enable"u8], ConfigurationKind.Control, UnboundValue.Switch),
        ([.. "control-interface"u8], ConfigurationKind.Control, UnboundValue.Address),
        ([.. "control-use-cert"u8], ConfigurationKind.Control, UnboundValue.Plain),
        ([.. "python-script"u8], ConfigurationKind.Plugin, UnboundValue.Plain),
        ([.. "dynlib-file"u8], ConfigurationKind.Plugin, UnboundValue.Plain),
        ([.. "include"u8], ConfigurationKind.Include, UnboundValue.Plain),
        ([.. "include-toplevel"u8], ConfigurationKind.Include, UnboundValue.Plain),
    ];

    /// <summary>Other settings that show whose configuration a file is.</summary>
    static readonly byte[][] Others =
    [
        [.. "verbosity"u8], [.. "port"u8], [.. "num-threads"u8], [.. "do-ip4"u8], [.. "do-ip6"u8], [.. "do-udp"u8], [.. "do-tcp"u8], [.. "root-hints"u8], [.. "hide-identity"u8],
        [.. "hide-version"u8], [.. "harden-glue"u8], [.. "use-caps-for-id"u8], [.. "prefetch"u8], [.. "cache-min-ttl"u8], [.. "cache-max-ttl"u8], [.. "msg-cache-size"u8],
        [.. "rrset-cache-size"u8], [.. "outgoing-interface"u8], [.. "username"u8], [.. "chroot"u8], [.. "directory"u8], [.. "pidfile"u8], [.. "tls-cert-bundle"u8],
        [.. "forward-tls-upstream"u8], [.. "forward-ssl-upstream"u8], [.. "forward-no-cache"u8], [.. "stub-prime"u8], [.. "qname-minimisation"u8], [.. "so-reuseport"u8],
        [.. "server-key-file"u8], [.. "server-cert-file"u8], [.. "control-key-file"u8], [.. "control-cert-file"u8], [.. "control-port"u8], [.. "for-downstream"u8],
        [.. "for-upstream"u8], [.. "view-first"u8], [.. "define-tag"u8], [.. "private-domain"u8], [.. "edns-buffer-size"u8], [.. "aggressive-nsec"u8],
    ];

    /// <summary>The clause that the lines below stand in; empty before the first.</summary>
    public byte[] Clause { get; private set; } = [];

    /// <summary>The zone or view that it is about; empty while it has not been named.</summary>
    public byte[] Name { get; private set; } = [];

    /// <summary>The same place, independent of this one.</summary>
    public UnboundSettings Fork() => new() { Clause = Clause, Name = Name };

    /// <summary>Whether the lines below are of a clause.</summary>
    public bool IsIn(ReadOnlySpan<byte> clause) => clause.SequenceEqual(Clause);

    /// <summary>Notes where a line leads.</summary>
    public void Enter(in UnboundLine line)
    {
        const int LongestName = 4 * 255;
        if (line.IsClause)
        {
            (Clause, Name) = (line.Clause.ToArray(), []);
        }
        if (line.Key.SequenceEqual("name"u8) && Unquoted(line.Value) is { Length: <= LongestName } name)
        {
            Name = name.ToArray();
        }
    }

    /// <summary>Whether a word begins a clause.</summary>
    public static bool IsClause(ReadOnlySpan<byte> word) => NamedSetting.Has(Clauses, word);

    /// <summary>Whether Unbound has a setting of this name.</summary>
    public static bool IsKnown(ReadOnlySpan<byte> key) => Of(key).Value != UnboundValue.None || NamedSetting.Has(Others, key);

    /// <summary>What a setting is about, and what its value means.</summary>
    public static (ConfigurationKind Kind, UnboundValue Value) Of(ReadOnlySpan<byte> key)
    {
        foreach (var setting in All)
        {
            if (key.SequenceEqual(setting.Key))
            {
                return (setting.Kind, setting.Value);
            }
        }
        return default;
    }

    /// <summary>The first word of a value, in whose quotes there may be spaces.</summary>
    public static ReadOnlySpan<byte> TakeWord(scoped ref ReadOnlySpan<byte> value)
    {
        value = value.TrimStart(" \t"u8);
        if (value is [(byte)'"' or (byte)'\'', ..] && value[1..].IndexOf(value[0]) is >= 0 and var end)
        {
            var text = value.Slice(1, end);
            value = value[(end + 2)..];
            return text;
        }
        var space = value.IndexOfAny((byte)' ', (byte)'\t');
        var word = space < 0 ? value : value[..space];
        value = space < 0 ? [] : value[(space + 1)..];
        return word;
    }

    /// <summary>A value without the quotes around it.</summary>
    public static ReadOnlySpan<byte> Unquoted(ReadOnlySpan<byte> value) =>
        value is [(byte)'"' or (byte)'\'', ..] ? TakeWord(ref value) : value;
}
