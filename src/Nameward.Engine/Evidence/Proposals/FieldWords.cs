using System.Collections.Frozen;
using System.Text;

namespace Nameward.Engine.Evidence.Proposals;

/// <summary>
/// What the name of a column means, word by word. Names are cut at capitals, signs and digits, and words that were written together are told apart:
/// <c>SrcIpAddr</c>, <c>id.orig_h</c>, <c>c-ip</c>, <c>Quelladresse</c>, <c>dns.question.name</c>.
/// </summary>
/// <remarks>
/// Words are those of Zeek, Suricata, Elastic Common Schema, OCSF, Splunk's CIM, Sentinel's ASIM, CEF and LEEF, IPFIX, W3C extended logs, the common firewalls, resolvers and
/// clouds, and of German, French and Spanish exports.
/// </remarks>
static class FieldWords
{
    const int MostSplit = 40;

    static readonly FrozenDictionary<string, FieldWord> Known = new Dictionary<FieldWord, string>
    {
        [FieldWord.Client] = "src source sources client clients clt cli orig origin originator initiator requester requestor querier sender quell quelle absender local internal inside asker from c cliente origen",
        [FieldWord.Server] = "dst dest destination server srv responder target ziel empfaenger empfänger resolver nameserver remote s serveur servidor destino upstream",
        [FieldWord.Server | FieldWord.Response] = "resp",
        [FieldWord.Address] = "ip ips ipv4 ipv6 addr address adresse addresse ipaddr ipaddress h direccion",
        [FieldWord.Client | FieldWord.Address] = "sip saddr sa cip",
        [FieldWord.Server | FieldWord.Address] = "dip daddr da",
        [FieldWord.Port] = "port prt p puerto ports",
        [FieldWord.Client | FieldWord.Port] = "sport spt sp cport",
        [FieldWord.Server | FieldWord.Port] = "dport dpt dp",
        [FieldWord.Query] = "query queries queried question questions request requests req requested asked lookup anfrage abfrage angefragt gefragt requete requête consulta",
        [FieldWord.Domain] = "domain domains fqdn domainname domäne domaene dominio domaine",
        [FieldWord.Name] = "name names host hostname rechner",
        [FieldWord.Query | FieldWord.Domain] = "qname qh qryname",
        [FieldWord.Record | FieldWord.Domain] = "rrname",
        [FieldWord.Type] = "type typ types tipo",
        [FieldWord.Query | FieldWord.Type] = "qtype qt",
        [FieldWord.Record | FieldWord.Type] = "rrtype",
        [FieldWord.Record] = "record rr records",
        [FieldWord.Response] = "r response responses reply result return antwort returned reponse réponse respuesta",
        [FieldWord.Code] = "code status",
        [FieldWord.Rcode] = "rcode",
        [FieldWord.Answers] = "answers answer rdata antworten resolved rrdata",
        [FieldWord.Time] = "time timestamp ts datetime date zeit zeitpunkt zeitstempel datum uhrzeit when eventtime stamp fecha hora heure",
        [FieldWord.Start] = "start begin beginn first started generated",
        [FieldWord.End] = "end stop ende last finish ended",
        [FieldWord.Bytes] = "bytes byte octets octet size length len volume bytecount octetos größe groesse",
        [FieldWord.Packets] = "packets packet pkts pkt pakete paket frames paquets",
        [FieldWord.Up] = "out sent send up upload tx outbound toserver egress gesendet ausgehend cs c2s forward xmt",
        [FieldWord.Down] = "in received rcvd recv down download rx inbound toclient ingress empfangen eingehend sc s2c reverse rcv",
        [FieldWord.Duration] = "duration dauer elapsed dur rtt latency",
        [FieldWord.Protocol] = "proto protocol protokoll transport prot l4 protocole protocolo",
        [FieldWord.Action] = "action verdict disposition aktion decision act accion",
        [FieldWord.Rule] = "rule policy regel acl",
        [FieldWord.Direction] = "direction richtung qr",
        [FieldWord.Id] = "id ids identifier",
        [FieldWord.Message | FieldWord.Id] = "xid txid transid tid",
        [FieldWord.Message] = "message trans transaction nachricht",
        [FieldWord.Translated] = "nat nated natted translated xlate xlated mapped post snat dnat",
        [FieldWord.Dns] = "dns",
        [FieldWord.Late] = "receive write written ingest ingested index indexed receipt created create updated modified collected export exported",
        [FieldWord.Foreign] = "agent observer device dvc vm instance sensor collector exporter probe reporter hop nexthop gateway user users account mac country geo location loc city region continent asn as mask netmask "
            + "zone interface intf iface vlan version vendor product category categories reputation score severity tenant subscription resource hash md5 sha path file process parent image reversed root sld tld "
            + "registered subdomain matched top level prefix count total ttl flags flag class qclass url uri referer referrer app application http https cookie lat lon latitude longitude offset "
            + "identity identities department owner uid guid uuid cluster project subnet vpc gke os platform threat risk label labels tag tags reason info description seq sequence",
    }.SelectMany(group => group.Value.Split(' '), (group, word) => (word, group.Key)).ToFrozenDictionary(pair => pair.word, pair => pair.Key);

    /// <summary>Whether a name has a word that means anything here.</summary>
    public static bool Knows(string name) => Of(name) != FieldWord.None;

    /// <summary>What the words of a name mean, together.</summary>
    public static FieldWord Of(string name)
    {
        var all = FieldWord.None;
        foreach (var word in Words(name))
        {
            all |= Known.TryGetValue(word, out var known) ? known : Compound(word);
        }
        return all;
    }

    /// <summary>The words of a name in lower case, cut at capitals and at all that is no letter.</summary>
    public static IEnumerable<string> Words(string name)
    {
        var word = new StringBuilder();
        for (var at = 0; at < name.Length; at++)
        {
            var c = name[at];
            var isNew = char.IsUpper(c) && at > 0 && (char.IsLower(name[at - 1]) || (char.IsUpper(name[at - 1]) && at + 1 < name.Length && char.IsLower(name[at + 1])));
            var isPart = char.IsLetter(c) || (char.IsAsciiDigit(c) && word.Length > 0);
            if ((isNew || !isPart) && word.Length > 0)
            {
                yield return word.ToString();
                word.Clear();
            }
            if (isPart)
            {
                word.Append(char.ToLowerInvariant(c));
            }
        }
        if (word.Length > 0)
        {
            yield return word.ToString();
        }
    }

    /// <summary>The meaning of words that are written together; none where not all of it is known.</summary>
    static FieldWord Compound(string word)
    {
        if (word.Length is < 4 or > MostSplit)
        {
            return FieldWord.None;
        }
        // What the first letters come to: the longest words first.
        var meant = new FieldWord?[word.Length + 1];
        meant[0] = FieldWord.None;
        for (var end = 2; end <= word.Length; end++)
        {
            for (var start = 0; start <= end - 2 && meant[end] is null; start++)
            {
                meant[end] = meant[start] is { } before && Known.TryGetValue(word[start..end], out var known) ? before | known : null;
            }
        }
        return meant[word.Length] ?? FieldWord.None;
    }
}
