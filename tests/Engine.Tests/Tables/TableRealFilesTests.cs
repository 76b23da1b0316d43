using Nameward.Engine.Evidence;
using Nameward.Engine.Evidence.Formats;
using Nameward.Engine.Tests.Capture;
using Nameward.Engine.Tests.Formats;
using Xunit;

namespace Nameward.Engine.Tests.Tables;

/// <summary>Files of others, read in place where they are present.</summary>
public class TableRealFilesTests
{
    [Theory]
    [InlineData("adguard-home", "adguardhome/querylog.json", 2, 0, 0)]
    [InlineData("azure-firewall-dns", "azure-firewall-dns/AZFWDnsQuery.csv", 5, 1, 0)]
    [InlineData("azure-firewall-dns", "azure-firewall-dns/AzureFirewallDnsProxy.ndjson", 1, 0, 0)]
    [InlineData("cisco-umbrella", "cisco-umbrella/umbrella-dns.csv", 8, 0, 0)]
    [InlineData("cisco-umbrella", "cisco-umbrella/cisco_tests_umbrella_dns_read.input", 1, 0, 0)]
    [InlineData("cisco-umbrella", "cisco-umbrella/cisco_tests_umbrella_ocsf_dns.input", 1, 0, 0)]
    [InlineData("cloudflare-dns", "cloudflare/dns_logs.ndjson", 4, 0, 0)]
    [InlineData("cloudflare-gateway", "cloudflare/gateway_dns.ndjson", 2, 0, 0)]
    [InlineData("gcp-dns", "gcp/dns_query.ndjson", 1, 0, 0)]
    [InlineData("harfanglab-dns", "harfanglab/harfanglab-dns.ndjson", 1, 0, 0)]
    [InlineData("nextdns", "nextdns/header-only.csv", 0, 1, 0)]
    [InlineData("passive-dns-cof", "passive-dns-cof/data.json", 2, 0, 0)]
    [InlineData("sentinelone-dns", "sentinelone/cloudfunnel-dns.ndjson", 2, 0, 0)]
    [InlineData("technitium", "technitium/technitium.log", 1, 0, 0)]
    [InlineData("zscaler-dns", "zscaler-dns/zia-dns.log", 1, 0, 0)]
    public void EveryRecordIsObservedIgnoredOrMalformed(string format, string path, int observed, int ignored, int malformed)
    {
        var log = File.ReadAllBytes(Samples.Shared("samples/" + path));
        foreach (var candidate in FormatList.All)
        {
            Assert.Equal(candidate.Info.Id == format, candidate.Sniff(log) > Likeness.No);
        }
        var rows = new CollectingRows();
        Assert.Equal(log.Length, FormatGoldenTests.Format(format).Open(Feeding.Source).Read(log, isLast: true, rows));
        Assert.Equal((observed, ignored, malformed), (rows.Messages.Count, rows.IgnoredCount, rows.Reasons.Count));
    }

    [Theory]
    [InlineData("gcp/gcp-vpc-flow.ndjson")]
    [InlineData("gcp/gcp_logging.jsonl")]
    [InlineData("passive-dns-cof/pdns-qof.txt")]
    [InlineData("passive-dns-cof/schema.json")]
    public void WhatIsNoSuchLogIsNotTakenForOne(string path)
    {
        var file = File.ReadAllBytes(Samples.Shared("samples/" + path));
        Assert.All(FormatList.All, format => Assert.Equal(Likeness.No, format.Sniff(file)));
    }
}
