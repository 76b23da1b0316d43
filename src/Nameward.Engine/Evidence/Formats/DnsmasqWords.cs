using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>Where dnsmasq says that an answer came from.</summary>
enum DnsmasqSource : byte
{
    /// <summary>The line is about no answer.</summary>
    None,
    /// <summary>A word or words that only such lines begin with.</summary>
    Known,
    /// <summary>Any other words: a file of hosts by its path, or a reason of a later Pi-hole.</summary>
    Other,
}

/// <summary>What dnsmasq says that a name is.</summary>
enum DnsmasqData : byte
{
    /// <summary>Nothing of concern: the outcome of a validation or a key.</summary>
    None,
    /// <summary>An address.</summary>
    Address,
    /// <summary>A record that is shown by its type alone, but for an alias.</summary>
    Record,
    /// <summary>An alias, whose target is not shown.</summary>
    Alias,
    /// <summary>No such name.</summary>
    NoName,
    /// <summary>No record of the type.</summary>
    NoData,
    /// <summary>No record of type A.</summary>
    NoDataV4,
    /// <summary>No record of type AAAA.</summary>
    NoDataV6,
    /// <summary>Text: a string of a TXT record, or the name that an address has.</summary>
    Text,
}

/// <summary>The words of which dnsmasq and Pi-hole make lines about answers.</summary>
static class DnsmasqWords
{
    /// <summary><c>log_query</c> in cache.c of dnsmasq 2.91; the reasons to block are those of Pi-hole FTL (dnsmasq_interface.c).</summary>
    static readonly byte[][] Sources =
    [
        [.. "reply "u8], [.. "cached "u8], [.. "cached-stale "u8], [.. "config "u8], [.. "auth "u8], [.. "DHCP "u8], [.. "gravity blocked "u8],
        [.. "exactly denied "u8], [.. "regex denied "u8], [.. "exactly blacklisted "u8], [.. "regex blacklisted "u8], [.. "special domain "u8],
        [.. "Pi-hole hostname "u8], [.. "Mozilla canary domain "u8], [.. "Apple iCloud Private Relay domain "u8], [.. "Designated Resolver domain "u8],
    ];

    /// <summary>Beginnings of lines about no answer although <c>is</c> may stand in them.</summary>
    static readonly byte[][] Others =
    [
        [.. "validation "u8], [.. "dnssec-"u8], [.. "nameserver "u8], [.. "using "u8], [.. "ipset add "u8], [.. "nftset add "u8], [.. "read "u8],
        [.. "started"u8], [.. "warning"u8], [.. "LOUD WARNING"u8], [.. "possible DNS-rebind attack detected"u8], [.. "ignoring "u8], [.. "Insecure DS "u8],
    ];

    /// <summary>Takes the words before a name off. Those of other sources are left, for the name is the last of them.</summary>
    public static DnsmasqSource TakeSource(scoped ref ReadOnlySpan<byte> text)
    {
        foreach (var source in Sources)
        {
            if (TextWords.TryTake(ref text, source))
            {
                return DnsmasqSource.Known;
            }
        }
        foreach (var other in Others)
        {
            if (text.StartsWith(other))
            {
                return DnsmasqSource.None;
            }
        }
        return DnsmasqSource.Other;
    }

    /// <summary>What is said of a name. Behind it <c>(EDE: ...)</c> and <c>(DNSSEC signed)</c> may stand.</summary>
    public static DnsmasqData KindOf(ReadOnlySpan<byte> data)
    {
        var rest = data;
        var word = TextWords.Take(ref rest);
        if (!rest.IsEmpty && rest[0] != '(')
        {
            return IsOfKeys(data) ? DnsmasqData.None : DnsmasqData.Text;
        }
        return word switch
        {
            _ when Address.TryParse(word, out _) => DnsmasqData.Address,
            _ when word.SequenceEqual("<CNAME>"u8) => DnsmasqData.Alias,
            _ when word.SequenceEqual("NXDOMAIN"u8) => DnsmasqData.NoName,
            _ when word.SequenceEqual("NODATA"u8) => DnsmasqData.NoData,
            _ when word.SequenceEqual("NODATA-IPv4"u8) => DnsmasqData.NoDataV4,
            _ when word.SequenceEqual("NODATA-IPv6"u8) => DnsmasqData.NoDataV6,
            [(byte)'<', .., (byte)'>'] => DnsmasqData.Record,
            _ => DnsmasqData.Text,
        };
    }

    /// <summary>
    /// The code of the answer; null where an alias leads on, to whatever end. Records are told of answers alone that have no other code than NOERROR.
    /// </summary>
    public static ushort? RcodeOf(DnsmasqData kind) => kind switch
    {
        DnsmasqData.Alias => null,
        DnsmasqData.NoName => DnsWords.NxDomain,
        _ => 0,
    };

    /// <summary>The type that was asked for, where the answer tells it.</summary>
    public static ushort TypeOf(DnsmasqData kind) => kind switch
    {
        DnsmasqData.NoDataV4 => RecordTypes.A,
        DnsmasqData.NoDataV6 => RecordTypes.Aaaa,
        _ => 0,
    };

    static bool IsOfKeys(ReadOnlySpan<byte> data) => data.StartsWith("DNSKEY keytag "u8) || data.StartsWith("DS for keytag "u8) || data.SequenceEqual("no DS"u8) || data.SequenceEqual("no DS/cut"u8)
        || data.StartsWith("BOGUS DNSKEY"u8) || data.StartsWith("BOGUS DS"u8);
}
