using System.Text;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>How the value of a setting of <c>named.conf</c> is written.</summary>
enum NamedValue : byte
{
    /// <summary>Nothing of concern.</summary>
    None,
    /// <summary>Words or one text in quotes.</summary>
    Words,
    /// <summary>The same, of which <c>no</c> means that nobody may, or that nothing is written.</summary>
    Switch,
    /// <summary>Who may: an address match list in braces.</summary>
    Matches,
    /// <summary>Servers in braces.</summary>
    Servers,
    /// <summary>Servers that are forwarded to.</summary>
    Forwarders,
    /// <summary><c>forward only</c> or <c>forward first</c>.</summary>
    Forward,
    /// <summary>Where it listens: ports and addresses.</summary>
    Listening,
    /// <summary>The type of a zone.</summary>
    ZoneType,
    /// <summary>Zones of policies in braces.</summary>
    PolicyZones,
    /// <summary>Rules of who may update what.</summary>
    UpdateRules,
    /// <summary>Keys that validation begins with.</summary>
    Anchors,
    /// <summary>A library: the last text before the braces.</summary>
    Library,
}

/// <summary>A setting of <c>named.conf</c>.</summary>
/// <param name="Word">Its name.</param>
/// <param name="Kind">What of DNS it is about.</param>
/// <param name="Value">How its value is written.</param>
readonly record struct NamedSetting(byte[] Word, ConfigurationKind Kind, NamedValue Value)
{
    /// <summary>Those that bear on who is answered, by whom and what is told of it (BIND 9 ARM 9.20, "options Block Definition and Usage"; older words of 9.9 to 9.18 too).</summary>
    static readonly NamedSetting[] All =
    [
        new([.. "allow-query"u8], ConfigurationKind.Queries, NamedValue.Matches),
        new([.. "match-clients"u8], ConfigurationKind.Queries, NamedValue.Matches),
        new([.. "allow-query-cache"u8], ConfigurationKind.Recursion, NamedValue.Matches),
        new([.. "allow-recursion"u8], ConfigurationKind.Recursion, NamedValue.Matches),
        new([.. "recursion"u8], ConfigurationKind.Recursion, NamedValue.Switch),
        new([.. "allow-transfer"u8], ConfigurationKind.Transfers, NamedValue.Matches),
        new([.. "allow-update"u8], ConfigurationKind.Updates, NamedValue.Matches),
        new([.. "allow-update-forwarding"u8], ConfigurationKind.Updates, NamedValue.Matches),
        new([.. "update-policy"u8], ConfigurationKind.Updates, NamedValue.UpdateRules),
        new([.. "forwarders"u8], ConfigurationKind.Forwarders, NamedValue.Forwarders),
        new([.. "forward"u8], ConfigurationKind.Forwarders, NamedValue.Forward),
        new([.. "server-addresses"u8], ConfigurationKind.Forwarders, NamedValue.Forwarders),
        new([.. "server-names"u8], ConfigurationKind.Forwarders, NamedValue.Forwarders),
        new([.. "type"u8], ConfigurationKind.Zone, NamedValue.ZoneType),
        new([.. "in-view"u8], ConfigurationKind.Zone, NamedValue.Words),
        new([.. "file"u8], ConfigurationKind.Zone, NamedValue.Words),
        new([.. "primaries"u8], ConfigurationKind.Zone, NamedValue.Servers),
        new([.. "masters"u8], ConfigurationKind.Zone, NamedValue.Servers),
        new([.. "also-notify"u8], ConfigurationKind.Zone, NamedValue.Servers),
        new([.. "allow-notify"u8], ConfigurationKind.Zone, NamedValue.Matches),
        new([.. "notify"u8], ConfigurationKind.Zone, NamedValue.Words),
        new([.. "listen-on"u8], ConfigurationKind.Listening, NamedValue.Listening),
        new([.. "listen-on-v6"u8], ConfigurationKind.Listening, NamedValue.Listening),
        new([.. "blackhole"u8], ConfigurationKind.Policy, NamedValue.Matches),
        new([.. "response-policy"u8], ConfigurationKind.Policy, NamedValue.PolicyZones),
        new([.. "deny-answer-addresses"u8], ConfigurationKind.Policy, NamedValue.Matches),
        new([.. "deny-answer-aliases"u8], ConfigurationKind.Policy, NamedValue.Matches),
        new([.. "dnssec-validation"u8], ConfigurationKind.Dnssec, NamedValue.Words),
        new([.. "dnssec-enable"u8], ConfigurationKind.Dnssec, NamedValue.Words),
        new([.. "dnssec-accept-expired"u8], ConfigurationKind.Dnssec, NamedValue.Words),
        new([.. "dnssec-must-be-secure"u8], ConfigurationKind.Dnssec, NamedValue.Words),
        new([.. "dnssec-policy"u8], ConfigurationKind.Dnssec, NamedValue.Words),
        new([.. "inline-signing"u8], ConfigurationKind.Dnssec, NamedValue.Words),
        new([.. "auto-dnssec"u8], ConfigurationKind.Dnssec, NamedValue.Words),
        new([.. "validate-except"u8], ConfigurationKind.Dnssec, NamedValue.Matches),
        new([.. "trust-anchors"u8], ConfigurationKind.Dnssec, NamedValue.Anchors),
        new([.. "managed-keys"u8], ConfigurationKind.Dnssec, NamedValue.Anchors),
        new([.. "trusted-keys"u8], ConfigurationKind.Dnssec, NamedValue.Anchors),
        new([.. "querylog"u8], ConfigurationKind.Logging, NamedValue.Switch),
        new([.. "responselog"u8], ConfigurationKind.Logging, NamedValue.Switch),
        new([.. "dnstap"u8], ConfigurationKind.Logging, NamedValue.Matches),
        new([.. "dnstap-output"u8], ConfigurationKind.Logging, NamedValue.Words),
        new([.. "plugin"u8], ConfigurationKind.Plugin, NamedValue.Library),
        new([.. "dyndb"u8], ConfigurationKind.Plugin, NamedValue.Library),
        new([.. "include"u8], ConfigurationKind.Include, NamedValue.Words),
    ];

    /// <summary>Words that stand in a zone alone; elsewhere they mean something else.</summary>
    static readonly byte[][] OfZones = [[.. "type"u8], [.. "in-view"u8], [.. "file"u8], [.. "primaries"u8], [.. "masters"u8]];

    /// <summary>Words that stand outside of options, zones and views.</summary>
    static readonly byte[][] OfTheTop =
    [
        [.. "include"u8], [.. "plugin"u8], [.. "dyndb"u8], [.. "trust-anchors"u8], [.. "managed-keys"u8], [.. "trusted-keys"u8],
    ];

    /// <summary>The setting of a word, which may be in any case; one without value where it is of no concern.</summary>
    public static NamedSetting Of(ReadOnlySpan<byte> word, NamedBlock? block)
    {
        if (block is null ? !Has(OfTheTop, word) : block != NamedBlock.Zone && Has(OfZones, word))
        {
            return default;
        }
        foreach (var setting in All)
        {
            if (Ascii.EqualsIgnoreCase(word, setting.Word))
            {
                return setting;
            }
        }
        return default;
    }

    /// <summary>Whether a word is among some, in any case.</summary>
    public static bool Has(byte[][] words, ReadOnlySpan<byte> word)
    {
        foreach (var other in words)
        {
            if (Ascii.EqualsIgnoreCase(word, other))
            {
                return true;
            }
        }
        return false;
    }
}
