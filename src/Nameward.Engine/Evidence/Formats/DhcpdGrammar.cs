using System.Text;
using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Statements of <c>dhcpd.conf</c> and <c>dhclient.conf</c> (dhcp-options(5), dhcpd.conf(5), dhclient.conf(5)). Which DNS servers hosts are told depends on the innermost
/// scope that says so: global, <c>shared-network</c>, <c>subnet</c>, <c>pool</c>, <c>group</c>, <c>class</c>, <c>host</c>.
/// </summary>
sealed class DhcpdGrammar : StatementGrammar
{
    const string NoValue = "a setting without its value", NoStatement = "no statement of dhcpd.conf";

    /// <summary>Bits of a prefix of IPv4.</summary>
    const int Bits = 32;

    /// <summary>How blocks of the product begin, with whether their name says which one they are.</summary>
    static readonly (byte[] Word, DhcpdScope Scope)[] Scopes =
    [
        ([.. "subnet"u8], DhcpdScope.Subnet), ([.. "subnet6"u8], DhcpdScope.Subnet6), ([.. "shared-network"u8], DhcpdScope.Named), ([.. "host"u8], DhcpdScope.Named),
        ([.. "class"u8], DhcpdScope.Named), ([.. "subclass"u8], DhcpdScope.Named), ([.. "interface"u8], DhcpdScope.Named), ([.. "pool"u8], DhcpdScope.Part),
        ([.. "pool6"u8], DhcpdScope.Part), ([.. "group"u8], DhcpdScope.Part), ([.. "if"u8], DhcpdScope.Part), ([.. "elsif"u8], DhcpdScope.Part), ([.. "else"u8], DhcpdScope.Part),
        ([.. "on"u8], DhcpdScope.Other), ([.. "switch"u8], DhcpdScope.Other), ([.. "key"u8], DhcpdScope.Other), ([.. "zone"u8], DhcpdScope.Other),
        ([.. "failover"u8], DhcpdScope.Other),
    ];

    /// <summary>How statements outside of all blocks begin that no other product has, those that bear on DNS too.</summary>
    static readonly byte[][] OfDhcp =
    [
        [.. "option"u8], [.. "default-lease-time"u8], [.. "max-lease-time"u8], [.. "min-lease-time"u8], [.. "authoritative"u8], [.. "ddns-update-style"u8],
        [.. "ddns-updates"u8], [.. "ddns-domainname"u8], [.. "ddns-rev-domainname"u8], [.. "update-static-leases"u8], [.. "update-optimization"u8],
        [.. "do-forward-updates"u8], [.. "one-lease-per-client"u8], [.. "use-host-decl-names"u8], [.. "preferred-lifetime"u8], [.. "dhcpv6-lease-file-name"u8],
        [.. "lease-file-name"u8], [.. "pid-file-name"u8], [.. "log-facility"u8], [.. "omapi-port"u8], [.. "omapi-key"u8], [.. "ping-check"u8], [.. "ping-timeout"u8],
        [.. "next-server"u8], [.. "server-name"u8], [.. "filename"u8], [.. "local-address"u8], [.. "local-port"u8], [.. "get-lease-hostnames"u8],
        [.. "supersede"u8], [.. "prepend"u8], [.. "append"u8], [.. "request"u8], [.. "require"u8], [.. "send"u8],
    ];

    /// <summary>How other statements outside of all blocks begin; other products have them too.</summary>
    static readonly byte[][] Shared =
    [
        [.. "include"u8], [.. "allow"u8], [.. "deny"u8], [.. "ignore"u8], [.. "not"u8], [.. "set"u8], [.. "default"u8], [.. "timeout"u8], [.. "retry"u8], [.. "reboot"u8],
        [.. "select-timeout"u8], [.. "initial-interval"u8], [.. "reject"u8], [.. "script"u8], [.. "subclass"u8], [.. "also"u8], [.. "interface"u8], [.. "key"u8],
    ];

    /// <summary>Words with which a client changes what it was told.</summary>
    static readonly byte[][] OfClients = [[.. "supersede"u8], [.. "prepend"u8], [.. "append"u8], [.. "default"u8]];

    // Made when first read with: what is forked is kept for each block of a source.
    SettingText Object => field ??= new();
    SettingText Value => field ??= new();

    /// <summary>At the start of a configuration.</summary>
    public DhcpdGrammar()
    {
    }

    DhcpdGrammar(DhcpdGrammar other)
        : base(other)
    {
    }

    /// <inheritdoc/>
    public override StatementGrammar Fork() => new DhcpdGrammar(this);

    /// <inheritdoc/>
    public override bool OpensBlock(ReadOnlySpan<byte> head) => new StatementCursor(head).TryNext(out _);

    /// <inheritdoc/>
    public override LineResult Open(ReadOnlySpan<byte> head, long offset, IBatchWriter rows)
    {
        var cursor = new StatementCursor(head);
        cursor.TryNext(out var word);
        var scope = ScopeOf(word);
        Own += scope is DhcpdScope.Subnet or DhcpdScope.Subnet6 || word.SequenceEqual("shared-network"u8) ? 1 : 0;
        Foreign += Blocks.Count == 0 && scope is null ? 1 : 0;
        var result = base.Open(head, offset, rows);
        return scope is null && Blocks.Count == 1 ? LineResult.Malformed(NoStatement) : result;
    }

    /// <inheritdoc/>
    protected override StatementBlock BlockOf(ReadOnlySpan<byte> head)
    {
        var cursor = new StatementCursor(head);
        cursor.TryNext(out var word);
        var scope = ScopeOf(word) ?? DhcpdScope.Other;
        cursor.TryNext(out var name);
        Value.Clear();
        switch (scope)
        {
            case DhcpdScope.Subnet:
                AddSubnet(ref cursor, name);
                break;
            case DhcpdScope.Subnet6:
                Value.Add(name);
                break;
            case DhcpdScope.Named:
                Value.Add(word).Add(" "u8).Add(name);
                break;
            case DhcpdScope.Part:
                Value.Add(word);
                break;
        }
        return new((byte)scope, Value.Written.ToArray());
    }

    /// <inheritdoc/>
    public override LineResult Read(ReadOnlySpan<byte> statement, long offset, IBatchWriter rows)
    {
        var cursor = new StatementCursor(statement);
        cursor.TryNext(out var word);
        var (isOwn, isTop) = (NamedSetting.Has(OfDhcp, word), Blocks.Count == 0);
        Own += isOwn && isTop ? 1 : 0;
        if (isTop && !isOwn && !NamedSetting.Has(Shared, word))
        {
            Foreign++;
            return LineResult.Malformed(NoStatement);
        }
        if (Kind == (byte)DhcpdScope.Other)
        {
            return LineResult.Ignored;
        }
        if (word.SequenceEqual("include"u8))
        {
            return cursor.TryNext(out var file) ? Say(ConfigurationKind.Include, word, file, offset, rows) : LineResult.Malformed(NoValue);
        }
        var isClient = NamedSetting.Has(OfClients, word);
        if (!(isClient || word.SequenceEqual("option"u8)) || !cursor.TryNext(out var option) || !IsOfServers(option))
        {
            return LineResult.Ignored;
        }
        return Servers(ref cursor, isClient ? ConfigurationKind.Resolvers : ConfigurationKind.AnnouncedServers, isClient ? word : option, offset, rows);
    }

    /// <summary>Options 6 (RFC 2132 section 3.8) and 23 of IPv6 (RFC 3646 section 3).</summary>
    static bool IsOfServers(ReadOnlySpan<byte> option) => option.SequenceEqual("domain-name-servers"u8) || option.SequenceEqual("dhcp6.name-servers"u8);

    LineResult Servers(ref StatementCursor cursor, ConfigurationKind kind, ReadOnlySpan<byte> property, long offset, IBatchWriter rows)
    {
        Value.Clear();
        while (cursor.TryNext(out var word))
        {
            while (!word.IsEmpty)
            {
                var server = TextWords.TakeUntil(ref word, (byte)',');
                if (!server.IsEmpty && !server.SequenceEqual("="u8))
                {
                    Value.Next().Add(server);
                }
            }
        }
        return Value.IsEmpty ? LineResult.Malformed(NoValue) : Say(kind, property, Value.Written, offset, rows);
    }

    LineResult Say(ConfigurationKind kind, ReadOnlySpan<byte> property, ReadOnlySpan<byte> value, long offset, IBatchWriter rows)
    {
        rows.Change(new() { At = new(0, offset), Kind = kind, Act = ConfigurationAct.Stands },
            new() { Object = Scope().Written, Property = property, New = value });
        return LineResult.Observed;
    }

    /// <summary>The innermost scope that has a name, and the parts of it in which the statement stands: <c>192.0.2.0/24 pool</c>.</summary>
    SettingText Scope()
    {
        Object.Clear();
        var first = Blocks.Count;
        while (first > 0 && Blocks[first - 1].Kind == (byte)DhcpdScope.Part)
        {
            first--;
        }
        for (var i = Math.Max(0, first - 1); i < Blocks.Count; i++)
        {
            Object.Add(Object.IsEmpty ? [] : " "u8).Add(Blocks[i].Name);
        }
        return Object;
    }

    /// <summary><c>ADDRESS netmask MASK</c> as a prefix, where the mask is one.</summary>
    void AddSubnet(ref StatementCursor cursor, ReadOnlySpan<byte> address)
    {
        Value.Add(address);
        if (!cursor.TryNext(out _) || !cursor.TryNext(out var text) || !Address.TryParseV4(text, out var mask))
        {
            return;
        }
        var ones = Bits - System.Numerics.BitOperations.TrailingZeroCount(mask);
        if (mask == 0 || System.Numerics.BitOperations.PopCount(mask) == ones)
        {
            Span<byte> digits = stackalloc byte[3];
            System.Buffers.Text.Utf8Formatter.TryFormat(mask == 0 ? 0 : ones, digits, out var length);
            Value.Add("/"u8).Add(digits[..length]);
        }
    }

    static DhcpdScope? ScopeOf(ReadOnlySpan<byte> word)
    {
        foreach (var scope in Scopes)
        {
            if (Ascii.EqualsIgnoreCase(word, scope.Word))
            {
                return scope.Scope;
            }
        }
        return null;
    }
}
