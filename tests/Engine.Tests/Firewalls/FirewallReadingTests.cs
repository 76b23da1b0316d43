using System.Text;
using Nameward.Engine.Evidence;
using Nameward.Engine.Evidence.Formats;
using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Tests.Formats;
using Nameward.Engine.Tests.Reading;
using Xunit;

namespace Nameward.Engine.Tests.Firewalls;

/// <summary>What the samples of firewalls whose logs have named fields do not show.</summary>
public class FirewallReadingTests
{
    static readonly SourceContext Berlin = new(0, TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"), DateOrder.DayFirst);

    static string Read(string format, string log, SourceContext? source = null)
    {
        var rows = new RowDump { ShowsPositions = false };
        FormatGoldenTests.Format(format).Open(source ?? Feeding.Source).Read(Encoding.UTF8.GetBytes(log), isLast: true, rows);
        return rows.ToString();
    }

    /// <summary>The most valued record: who was kept from asking whom, when, by which rule.</summary>
    [Theory]
    [InlineData("fortinet", "date=2025-11-21 time=10:14:02 logid=0000000013 type=traffic subtype=forward srcip=192.0.2.7 srcport=51234 dstip=203.0.113.53 dstport=53 proto=17 action=deny policyid=12")]
    [InlineData("palo-alto", "1,2025/11/21 10:14:03,7,TRAFFIC,deny,2816,2025/11/21 10:14:02,192.0.2.7,203.0.113.53,0.0.0.0,0.0.0.0,12,,,dns-base,vsys1,a,b,c,d,e,f,11,1,51234,53,0,0,0x0,udp,deny")]
    [InlineData("check-point", "\"22\" \"21Nov2025\" \"10:14:02\" \"\" \"gw\" \"Log\" \"Drop\" \"53\" \"51234\" \"192.0.2.7\" \"203.0.113.53\" \"udp\" \"12\" \"\" \"\" \"\" \"\" \"\" \"\" \"\"")]
    [InlineData("sophos", "device=\"SFW\" date=2025-11-21 time=10:14:02 timezone=\"CET\" log_type=\"Firewall\" log_component=\"Firewall Rule\" log_subtype=\"Denied\" fw_rule_id=12 src_ip=192.0.2.7 dst_ip=203.0.113.53 protocol=\"UDP\" src_port=51234 dst_port=53")]
    [InlineData("sophos", "2025:11:21-10:14:02 utm ulogd[1]: id=\"2001\" severity=\"info\" sys=\"SecureNet\" sub=\"packetfilter\" action=\"drop\" fwrule=\"12\" srcip=\"192.0.2.7\" dstip=\"203.0.113.53\" proto=\"17\" srcport=\"51234\" dstport=\"53\"")]
    [InlineData("watchguard", "2025-11-21 10:14:02 Deny 192.0.2.7 203.0.113.53 dns/udp 51234 53 Trusted External Denied 73 64 (12) proc_id=\"firewall\" msg_id=\"3000-0148\"")]
    public void DeniedEgressNamesItsRule(string format, string line) => Assert.StartsWith(
        "flow 2025-11-21T09:14:02.0000000Z +00:00:00 protocol 17 192.0.2.7 51234 > 203.0.113.53 53 bytes -1/-1 packets -1/-1 answered=False Denied rule=\"12\"\n", Read(format, line, Berlin));

    [Fact]
    public void WindowsNamesNoRule() => Assert.Equal(
        "flow 2025-11-21T09:14:02.0000000Z +00:00:00 protocol 17 192.0.2.7 51234 > 203.0.113.53 53 bytes -1/-1 packets -1/-1 answered=False Denied\n",
        Read("windows-firewall", "2025-11-21 10:14:02 DROP UDP 192.0.2.7 203.0.113.53 51234 53 - - - - - - - - SEND", Berlin));

    /// <summary>Vendors share forms; each format reads its own records and leaves the rest alone.</summary>
    [Theory]
    [InlineData("fortinet")]
    [InlineData("palo-alto")]
    [InlineData("check-point")]
    [InlineData("watchguard")]
    public void TheHeaderOfAnotherVendorIsNoneOfIt(string format)
    {
        const string Fields = "act=deny src=192.0.2.7 spt=51234 dst=203.0.113.53 dpt=53 proto=17 msg=0|Fortinets|Check Points|";
        Assert.Equal(Likeness.No, FormatGoldenTests.Format(format).Sniff(Encoding.UTF8.GetBytes($"CEF:0|Another|Firewall|1|1|deny|3|{Fields}\n0|Another|x|1|1|deny|3|{Fields}\n")));
    }

    /// <summary>A spreadsheet writes dates in the order of its country, which the user may say.</summary>
    [Theory]
    [InlineData("3/11/25 10:14", "2025-11-03T09:14:00.0000000Z")]
    [InlineData("11/21/25 10:14", "2025-11-21T09:14:00.0000000Z")]
    [InlineData("21/11/2025 10:14", "2025-11-21T09:14:00.0000000Z")]
    public void WhatASpreadsheetLeavesOfATimeIsRead(string written, string time) => Assert.Contains(
        time, Read("palo-alto", $"1,{written},7,TRAFFIC,deny,2816,{written},192.0.2.7,203.0.113.53,0.0.0.0,0.0.0.0,12,,,dns,v,a,b,c,d,e,{written},11,1,51234,53,0,0,0x0,udp,deny", Berlin), StringComparison.Ordinal);

    /// <summary>What looks like a URL, a file or an address is none, whatever PAN-OS takes the session for.</summary>
    [Theory]
    [InlineData("c2.example.net", true)]
    [InlineData("c2.example.net/path", false)]
    [InlineData("192.0.2.9", false)]
    [InlineData("", false)]
    public void AThreatIsALookUpWhereItNamesOne(string subject, bool isLookUp) => Assert.StartsWith(
        isLookUp ? "observed " : "flow ",
        Read("palo-alto", $"1,2025/11/21 10:14:03,7,THREAT,spyware,2816,2025/11/21 10:14:02,192.0.2.7,203.0.113.53,0.0.0.0,0.0.0.0,12,,,dns-base,v,a,b,c,d,e,f,11,1,51234,53,0,0,0x0,udp,sinkhole,{subject}"),
        StringComparison.Ordinal);

    /// <summary>A header that comes again may name other columns, and holds for what follows it alone.</summary>
    [Fact]
    public void ALaterHeaderOfWindowsHoldsForWhatFollows()
    {
        var log = Encoding.UTF8.GetBytes("#Time Format: GMT\n#Fields: date time action protocol src-ip dst-ip src-port dst-port size\n2025-11-21 10:14:02 DROP UDP 192.0.2.7 203.0.113.53 51234 53 74\n"
            + "#Time Format: Local\n#Fields: date time protocol action dst-ip src-ip dst-port src-port size\n2025-11-21 10:14:02 UDP DROP 203.0.113.53 192.0.2.7 53 51234 74\n");
        var skimmer = FormatGoldenTests.Format("windows-firewall").Open(Berlin);
        var at = skimmer.Skim(log.AsSpan(0, log.Length - 70), isLast: false, NoRows.Instance);
        var rows = new RowDump { ShowsPositions = false };
        skimmer.Fork().Read(log.AsSpan(at), isLast: true, rows);
        Assert.EndsWith("flow 2025-11-21T09:14:02.0000000Z +00:00:00 protocol 17 192.0.2.7 51234 > 203.0.113.53 53 bytes 74/-1 packets -1/-1 answered=False Denied\n", rows.ToString(), StringComparison.Ordinal);
    }

    /// <summary>A header is kept; rows cost nothing.</summary>
    [Fact]
    public void NothingIsAllocatedForARowOfWindows()
    {
        var rows = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("2025-11-21 10:14:02 DROP UDP 192.0.2.7 203.0.113.53 51234 53 74 - - - - - - - SEND\n", 20)));
        var reader = FormatGoldenTests.Format("windows-firewall").Open(Feeding.Source);
        Assert.Equal(0, Allocated.ByTheLeast(() => reader.Read(rows, isLast: false, NoRows.Instance)));
    }

    /// <summary>A time whose zone stands in another field is an instant like any other.</summary>
    [Fact]
    public void ATimeWithItsZoneBesideItIsOfUtc()
    {
        var stamp = SplitStamp.WithMonthFirst("Nov 21 2025 09:14:02"u8).AsUtc();
        Assert.Null(stamp.ToUtc(new LocalClock(TimeZoneInfo.Utc), out var time));
        Assert.Equal((new DateTime(2025, 11, 21, 9, 14, 2), DateTimeKind.Utc), (time, time.Kind));
    }
}
