using System.Collections.Frozen;
using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Verdicts;

/// <summary>What a ticket names, word by word: names, addresses and prefixes as they stand there, in lower case, without the signs around them.</summary>
static class TicketWords
{
    /// <summary>A ticket that says more is read so far.</summary>
    const int MostCharacters = 1 << 18;

    static readonly char[] Apart = [' ', '\t', '\r', '\n', ',', ';', '(', ')', '[', ']', '{', '}', '<', '>', '"', '\'', '`', '|', '=', '\u00A0', '“', '”', '„', '→'];

    /// <summary>Words that tell which kind of change is meant, in the words of products and in the languages of exports.</summary>
    static readonly FrozenDictionary<string, ConfigurationKind> Kinds = ("record=Record records=Record rrset=Record eintrag=Record einträge=Record enregistrement=Record enregistrements=Record registro=Record registros=Record cname=Record mx=Record txt=Record ptr=Record aaaa=Record"
        + " zone=Zone zones=Zone zona=Zone nameserver=NameServers nameservers=NameServers delegation=NameServers delegierung=NameServers délégation=NameServers delegación=NameServers"
        + " forwarder=Forwarders forwarders=Forwarders forward=Forwarders forwarding=Forwarders weiterleitung=Forwarders weiterleitungen=Forwarders redirecteur=Forwarders redirecteurs=Forwarders reenviador=Forwarders reenviadores=Forwarders"
        + " recursion=Recursion allow-recursion=Recursion rekursion=Recursion récursion=Recursion recursión=Recursion transfer=Transfers transfers=Transfers allow-transfer=Transfers axfr=Transfers zonentransfer=Transfers transfert=Transfers transferencia=Transfers"
        + " allow-update=Updates update-policy=Updates plugin=Plugin plug-in=Plugin dll=Plugin serverlevelplugindll=Plugin logging=Logging querylog=Logging protokollierung=Logging journalisation=Logging"
        + " dnssec=Dnssec dnssec-validation=Dnssec rpz=Policy policy=Policy blocklist=Policy listen-on=Listening resolver=Resolvers resolvers=Resolvers dhcp=AnnouncedServers rdnss=AnnouncedServers rndc=Control firewall=Firewall")
        .Split(' ').Select(word => word.Split('=')).ToFrozenDictionary(word => word[0], word => Enum.Parse<ConfigurationKind>(word[1]), StringComparer.Ordinal);

    /// <summary>Other words of a ticket that concerns DNS.</summary>
    static readonly FrozenSet<string> OfDns = FrozenSet.Create(StringComparer.Ordinal, "dns", "bind", "named", "unbound", "named.conf", "unbound.conf", "soa", "ns");

    /// <summary>The words of a ticket.</summary>
    public static ImmutableHashSet<HostileText> Of(Ticket ticket) => [.. ticket.Texts.SelectMany(text => text.As<ImmutableArray<HostileText>>(Split))];

    /// <summary>The kinds of change that words tell.</summary>
    public static ImmutableHashSet<ConfigurationKind> KindsOf(IEnumerable<HostileText> words) => [.. words.Select(KindOf).OfType<ConfigurationKind>()];

    /// <summary>Whether words are those of a ticket that concerns DNS, whatever it names.</summary>
    public static bool AreOfDns(IEnumerable<HostileText> words) => words.Any(word => KindOf(word) is not null || word.As(text => OfDns.GetAlternateLookup<ReadOnlySpan<char>>().Contains(text)));

    static ConfigurationKind? KindOf(HostileText word)
    {
        var kind = word.As(text => Kinds.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text, out var known) ? known : ConfigurationKind.Other);
        return kind == ConfigurationKind.Other ? null : kind;
    }

    static ImmutableArray<HostileText> Split(ReadOnlySpan<char> text)
    {
        var words = ImmutableArray.CreateBuilder<HostileText>();
        // Who writes tickets for people brackets the dots of names.
        var plain = new string(text[..Math.Min(text.Length, MostCharacters)]).Replace("[.]", ".", StringComparison.Ordinal).ToLowerInvariant();
        foreach (var part in plain.Split(Apart, StringSplitOptions.RemoveEmptyEntries))
        {
            var word = part.Trim(':', '.', '!', '?', '\\');
            Add(words, word);
            // A port, a path or another word stands behind: 192.0.2.53#53, dns1/dns2, https://example.com/.
            foreach (var piece in word.IndexOfAny(['/', '#', '@']) < 0 ? [] : word.Split(['/', '#', '@'], StringSplitOptions.RemoveEmptyEntries))
            {
                Add(words, piece.Trim(':', '.'));
            }
        }
        return words.ToImmutable();
    }

    static void Add(ImmutableArray<HostileText>.Builder words, string word)
    {
        if (word.Length > 0)
        {
            words.Add(HostileText.Text(word));
        }
    }
}
