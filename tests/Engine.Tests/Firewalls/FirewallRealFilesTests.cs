using System.Security.Cryptography;
using System.Text;
using Nameward.Engine.Tests.Formats;
using Xunit;

namespace Nameward.Engine.Tests.Firewalls;

/// <summary>Real lines of firewalls whose logs have named fields, read in place where they are present: each record gives what it gave when it was read by people.</summary>
public class FirewallRealFilesTests
{
    public static TheoryData<string, string, string> Files => new()
    {
        { "check-point", "checkpoint/checkpoint-expanded.ndjson", "A503BD3B09390DE5" },
        { "check-point", "checkpoint/checkpoint-syslog-kv-message.log", "CA8F9953A6361DAE" },
        { "check-point", "checkpoint/checkpoint-syslog-structured-data.log", "28127935EB53DA28" },
        { "check-point", "checkpoint/checkpoint.log", "9CBC355EF084278A" },
        { "check-point", "checkpoint/checkpoint.ndjson", "4BDFBE6E2A1F5725" },
        { "fortinet", "fortinet/fortigate.log", "E758AB55CF4D4348" },
        { "fortinet", "fortinet/traffic_forward_1.txt", "A51A3C16CD9E1964" },
        { "fortinet", "fortinet/traffic_forward_2.txt", "FC72DFEA2CD4A786" },
        { "fortinet", "fortinet/traffic_forward_3.txt", "23634716D47CB608" },
        { "fortinet", "fortinet/traffic_forward_4.txt", "AAF26F65291D19FC" },
        { "fortinet", "fortinet/traffic_forward_5.txt", "5E54F50536DF39A5" },
        { "fortinet", "fortinet/utm_dns_dns_query.txt", "5528B5152B27C7BA" },
        { "fortinet", "fortinet/utm_dns_dns_response.txt", "EDA1C186C03BAD8A" },
        { "palo-alto", "paloalto/panos.log", "9CF3840530891718" },
        { "sophos", "sophos/sophos-firewall.log", "5C1C2732196DA39B" },
        { "watchguard", "watchguard/watchguard-dns.log", "A12D028400A9E69B" },
        { "windows-firewall", "windows-firewall/windows_firewall.log", "56A66B5632C14528" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void EachRecordGivesWhatItGave(string format, string path, string digest)
    {
        var dump = Feeding.Whole(FormatGoldenTests.Format(format), File.ReadAllBytes(Samples.Shared("samples/" + path))).ToString();
        Assert.Equal(digest, Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(dump)))[..16]);
    }
}
