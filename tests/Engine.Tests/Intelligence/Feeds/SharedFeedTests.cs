using Nameward.Engine.Intelligence.Feeds;
using Xunit;

namespace Nameward.Engine.Tests.Intelligence.Feeds;

/// <summary>
/// Feeds of others, read in place: how much of each is an entry, is passed and is rejected. The large lists were counted with grep, some bundles from their JSON; the other
/// figures are what the readers said, looked at and kept. A remark says what is rejected.
/// </summary>
public class SharedFeedTests
{
    static readonly string[] Roots =
    [
        "intel", "samples/adblock", "samples/ddns-list", "samples/doh-list", "samples/hosts", "samples/misp", "samples/stix", "samples/taxii", "samples/openioc", "samples/rpz",
        "samples/threat-intel-csv", "samples/nrd", "samples/top-lists", "samples/rdap",
    ];

    /// <summary>File, form (none for texts and for columns without a header), entries, passed, rejected.</summary>
    public static TheoryData<string, string, int, int, int> Files => new()
    {
        { "intel/feeds/attack-stix/LICENSE.txt", "", 0, 0, 0 },
        { "intel/feeds/attack-stix/enterprise-attack/attack-pattern/attack-pattern--0ff59227-8aa8-4c09-bf1f-925605bd07ea.json", "stix-bundle", 0, 1, 0 },
        { "intel/feeds/attack-stix/enterprise-attack/attack-pattern/attack-pattern--118f61a5-eb3e-4fb6-931f-2096647f4ecd.json", "stix-bundle", 0, 1, 0 },
        { "intel/feeds/attack-stix/enterprise-attack/attack-pattern/attack-pattern--197ef1b9-e764-46c3-b96c-23f77985dc81.json", "stix-bundle", 0, 1, 0 },
        { "intel/feeds/attack-stix/enterprise-attack/attack-pattern/attack-pattern--1996eef1-ced3-4d7f-bf94-33298cabbf72.json", "stix-bundle", 0, 1, 0 },
        { "intel/feeds/attack-stix/enterprise-attack/attack-pattern/attack-pattern--4fe28b27-b13c-453e-a386-c2ef362a573b.json", "stix-bundle", 0, 1, 0 },
        { "intel/feeds/attack-stix/enterprise-attack/attack-pattern/attack-pattern--a19e86f8-1c0a-4fea-8407-23b73d615776.json", "stix-bundle", 0, 1, 0 },
        { "intel/feeds/attack-stix/enterprise-attack/attack-pattern/attack-pattern--c2f59d25-87fe-44aa-8f83-e8e59d077bf5.json", "stix-bundle", 0, 1, 0 },
        { "intel/feeds/eset-misp/oilrig/README.adoc", "", 0, 0, 0 },
        { "intel/feeds/maltrail-trails/LICENSE", "", 0, 0, 0 },
        { "intel/feeds/maltrail-trails/trails/static/malicious/interactsh.txt", "plain-list", 7313, 0, 0 },
        { "intel/feeds/maltrail-trails/trails/static/malicious/rogue_dns.txt", "plain-list", 418, 0, 0 },
        { "intel/feeds/maltrail-trails/trails/static/malicious/sliver.txt", "plain-list", 7955, 29, 0 },
        { "intel/feeds/maltrail-trails/trails/static/malware/apt_dnspionage.txt", "plain-list", 519, 0, 0 },
        { "intel/feeds/maltrail-trails/trails/static/malware/apt_oilrig.txt", "plain-list", 269, 3, 0 },
        { "intel/feeds/maltrail-trails/trails/static/malware/cobalt.txt", "plain-list", 139, 3, 0 },
        { "intel/feeds/maltrail-trails/trails/static/malware/dnschanger.txt", "plain-list", 79, 2, 0 },
        { "intel/feeds/maltrail-trails/trails/static/malware/dnstrojan.txt", "plain-list", 35, 0, 0 },
        { "intel/feeds/maltrail-trails/trails/static/malware/ghostdns.txt", "plain-list", 274, 1, 0 },
        { "intel/feeds/maltrail-trails/trails/static/malware/sinkhole_bitsight.txt", "plain-list", 187, 0, 0 },
        { "intel/feeds/maltrail-trails/trails/static/malware/sinkhole_certpl.txt", "plain-list", 255, 0, 0 },
        { "intel/feeds/maltrail-trails/trails/static/malware/sinkhole_kaspersky.txt", "plain-list", 5, 0, 0 },
        { "intel/feeds/maltrail-trails/trails/static/suspicious/dynamic_domain.txt", "plain-list", 2496, 0, 0 },
        { "intel/feeds/maltrail-trails/trails/static/suspicious/parking_site.txt", "plain-list", 4345, 0, 0 },
        { "intel/feeds/oilrig-csv/iran_linked_operators/OilRig.csv", "ioc-csv", 37, 71, 0 },
        { "intel/lists/dga/README.md", "", 0, 0, 0 },
        { "intel/lists/dga/dga_domains_sample.csv.gz", "", 0, 0, 0 },
        { "intel/lists/doh/LICENSE", "", 0, 0, 0 },
        { "intel/lists/doh/doh-domains.txt", "plain-list", 1376, 0, 0 },
        { "intel/lists/doh/doh-domains_overall.txt", "plain-list", 1914, 0, 0 },
        { "intel/lists/doh/doh-ipv4.txt", "plain-list", 1975, 0, 0 }, // an address of RFC 6598
        { "intel/lists/doh/doh-ipv6.txt", "plain-list", 1339, 0, 1 }, // the address ::
        { "intel/lists/dynamic-dns/LICENSE", "", 0, 0, 0 },
        { "intel/lists/dynamic-dns/links.txt.gz", "plain-list", 39226, 0, 3 }, // two remarks of a provider, one name in Latin-1
        { "intel/lists/newly-registered/README.md", "", 0, 0, 0 },
        { "intel/lists/newly-registered/nrd-1m.csv", "plain-list", 10000, 0, 0 },
        { "intel/lists/newly-registered/nrd-1w.csv", "plain-list", 8637, 0, 0 },
        { "intel/lists/public-suffix/LICENSE", "", 0, 0, 0 },
        { "intel/lists/public-suffix/public_suffix_list.dat.gz", "plain-list", 8792, 0, 1448 }, // rules of one label are no entries
        { "intel/lists/public-suffix/tests/tests.txt", "", 0, 0, 0 },
        { "intel/lists/warninglists/akamai/list.json", "misp-warninglist", 268, 0, 0 },
        { "intel/lists/warninglists/cisco_top20k/list.json.gz", "misp-warninglist", 20000, 0, 0 },
        { "intel/lists/warninglists/cloudflare/list.json", "misp-warninglist", 22, 0, 0 },
        { "intel/lists/warninglists/dynamic-dns/list.json.gz", "misp-warninglist", 35467, 0, 0 },
        { "intel/lists/warninglists/fastly/list.json", "misp-warninglist", 21, 0, 0 },
        { "intel/lists/warninglists/microsoft/list.json", "misp-warninglist", 189, 2, 0 },
        { "intel/lists/warninglists/parking-domain-ns/list.json", "misp-warninglist", 129, 0, 0 },
        { "intel/lists/warninglists/parking-domain/list.json", "misp-warninglist", 108, 0, 0 },
        { "intel/lists/warninglists/public-dns-hostname/list.json.gz", "misp-warninglist", 34772, 0, 11 }, // names that end in an address, a backslash, a prefix
        { "intel/lists/warninglists/public-dns-v4/list.json.gz", "misp-warninglist", 62745, 0, 0 },
        { "intel/lists/warninglists/public-dns-v6/list.json", "misp-warninglist", 269, 0, 0 },
        { "intel/lists/warninglists/second-level-tlds/list.json.gz", "misp-warninglist", 8783, 1448, 0 },
        { "intel/lists/warninglists/sinkholes/list.json", "misp-warninglist", 107, 0, 0 },
        { "intel/lists/warninglists/tranco10k/list.json", "misp-warninglist", 10000, 0, 0 },
        { "samples/adblock/doh-vpn-proxy-bypass.txt", "adblock-list", 714, 0, 0 },
        { "samples/ddns-list/dyn-dns-list.txt", "plain-list", 39226, 0, 3 }, // two remarks of a provider, one name in Latin-1
        { "samples/ddns-list/list.json", "misp-warninglist", 35467, 0, 0 },
        { "samples/doh-list/dnscrypt-resolvers.csv", "ioc-csv", 414, 0, 0 },
        { "samples/doh-list/doh-domains.txt", "plain-list", 1376, 0, 0 },
        { "samples/doh-list/doh-ipv4.txt", "plain-list", 1975, 0, 0 }, // an address of RFC 6598
        { "samples/doh-list/misp-public-dns-hostname.json", "misp-warninglist", 34772, 0, 11 }, // names that end in an address, a backslash, a prefix
        { "samples/doh-list/odoh-servers.md", "dns-stamps", 146, 0, 0 },
        { "samples/doh-list/public-resolvers.md", "dns-stamps", 1827, 0, 0 },
        { "samples/hosts/doh-vpn-proxy-bypass.txt", "hosts-list", 1205, 0, 0 },
        { "samples/misp/57c4445b-c548-4654-af0b-4be3950d210f.json", "misp-event", 0, 9, 0 },
        { "samples/misp/mainly_objects_1.json", "misp-event", 0, 74, 0 },
        { "samples/misp/misp_event.json", "misp-event", 0, 2, 0 },
        { "samples/misp/new_misp_event.json", "misp-event", 0, 0, 0 },
        { "samples/misp/search_index_result.json", "misp-event", 0, 0, 1 }, // an index of events
        { "samples/misp/stix2.json", "stix-bundle", 0, 3, 0 },
        { "samples/stix/apt1.json", "stix-bundle", 7, 69, 0 },
        { "samples/stix/indicator-for-c2-ip-address.json", "stix-bundle", 0, 0, 1 }, // 10.0.0.0
        { "samples/stix/indicators-for-C2-with-COA.json", "stix-bundle", 0, 7, 1 }, // 10.0.0.0
        { "samples/stix/infrastructure.json", "stix-bundle", 2, 8, 0 },
        { "samples/stix/poisonivy.json", "stix-bundle", 64, 132, 1 }, // the name "domain autuo.xicp.net"
        { "samples/taxii/default_data.json", "stix-bundle", 1, 7, 0 },
        { "samples/openioc/apt18.ioc", "openioc", 2, 3, 0 },
        { "samples/openioc/apt28.ioc", "openioc", 14, 0, 0 },
        { "samples/rpz/base.db", "rpz-zone", 1, 2, 0 },
        { "samples/rpz/dns64-rpz.db", "rpz-zone", 1, 2, 0 },
        { "samples/rpz/ns9-rpz.db", "rpz-zone", 3, 1, 0 },
        { "samples/threat-intel-csv/abusech-feodo-ocsf-map.input", "ioc-csv", 1, 0, 0 },
        { "samples/threat-intel-csv/abusech-sslbl-ocsf-map.input", "", 0, 0, 0 },
        { "samples/threat-intel-csv/abusech-sslbl-read.input", "ioc-csv", 0, 1, 0 },
        { "samples/threat-intel-csv/abusech-threatfox-normalize.input", "ioc-json", 1, 1, 0 },
        { "samples/threat-intel-csv/abusech-threatfox-ocsf-map.input", "ioc-json", 0, 1, 0 },
        { "samples/threat-intel-csv/abusech-urlhaus-ocsf-map.input", "ioc-csv", 1, 0, 0 },
        { "samples/threat-intel-csv/feodo_ipblocklist.csv", "ioc-csv", 2, 0, 0 },
        { "samples/threat-intel-csv/threatfox_recent.csv", "ioc-csv", 1, 1, 0 },
        { "samples/threat-intel-csv/urlhaus_recent.csv", "ioc-csv", 2, 0, 0 },
        { "samples/nrd/nrd-1w.csv", "plain-list", 8637, 0, 0 },
        { "samples/nrd/xruffkez-nrd-phishing-14day.txt", "plain-list", 3159, 0, 0 },
        { "samples/top-lists/misp-cisco-top1000.json", "misp-warninglist", 1000, 0, 0 },
        { "samples/top-lists/misp-majestic.json", "misp-warninglist", 9999, 0, 0 },
        { "samples/top-lists/misp-tranco10k.json", "misp-warninglist", 10000, 0, 0 },
        { "samples/rdap/domain.json", "rdap-domain", 1, 0, 0 },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void AFeedOfOthersIsReadAsItIs(string file, string form, int entries, int passed, int rejected)
    {
        var bytes = Samples.Unpacked(Samples.Shared(file));
        var format = FeedFormatList.Identify(FeedSamples.Head(bytes));
        Assert.Equal(form, format?.Info.Id ?? "");
        var dump = format is null ? new FeedDump() : FeedDump.Of(format, bytes);
        Assert.Equal((entries, passed, rejected), (dump.Entries, dump.Passeds, dump.Rejecteds));
    }

    [Fact]
    public void EveryFileOfTheFoldersIsAsked()
    {
        var asked = Files.Select(row => row.Data.Item1).ToHashSet();
        foreach (var root in Roots)
        {
            var full = Samples.Shared(root);
            Assert.All(Directory.EnumerateFiles(full, "*", SearchOption.AllDirectories), file => Assert.Contains(root + "/" + Path.GetRelativePath(full, file).Replace('\\', '/'), asked));
        }
    }
}
