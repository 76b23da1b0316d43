using Nameward.Engine.Evidence;
using Nameward.Engine.Tests.Formats;
using Xunit;

namespace Nameward.Engine.Tests.Windows;

/// <summary>Files of others, read in place where they are present.</summary>
public class WindowsRealFilesTests
{
    [Theory]
    [InlineData("samples/ms-dns-analytical/etw-elastic.ndjson", "microsoft-analytical", 4, 0, 0)]
    [InlineData("samples/ms-dns-analytical/event259.xml", "microsoft-analytical", 1, 0, 0)]
    [InlineData("samples/ms-dns-analytical/messages_get-winevent.txt", "microsoft-analytical", 5, 0, 0)]
    [InlineData("samples/ms-dns-audit/audit-elastic.ndjson", "microsoft-analytical", 0, 3, 0)]
    [InlineData("samples/ms-dns-audit/ID150-Failed_DLL_loaded_by_DNS_server.evtx", "microsoft-analytical", 0, 2, 0)]
    [InlineData("samples/ms-dns-audit/ID541-DNS_server_auditing_changed.evtx", "microsoft-analytical", 0, 1, 0)]
    [InlineData("samples/ms-dns-audit/ID6004-DNS-server-failed_zone_transfer.evtx", "microsoft-analytical", 0, 3, 0)]
    [InlineData("samples/ms-dns-audit/ID770-Success_DLL_loaded_by_DNS_server.evtx", "microsoft-analytical", 0, 2, 0)]
    [InlineData("samples/sysmon/22-DnsQuery.xml", "sysmon", 1, 0, 0)]
    [InlineData("samples/winlogbeat/winlogbeat.ndjson", "sysmon", 7, 49, 0)]
    // The last line of the file is the start of an object with a colon before it and its line feeds written as \n.
    [InlineData("samples/windows-event-json/windows-nxlog.ndjson", "sysmon", 1, 110, 1)]
    public void EveryEventIsObservedIgnoredOrMalformed(string path, string format, int observed, int ignored, int malformed)
    {
        var bytes = File.ReadAllBytes(Samples.Shared(path));
        Assert.NotEqual(Likeness.No, FormatGoldenTests.Format(format).Sniff(bytes.AsSpan(0, Math.Min(bytes.Length, 64 << 10))));
        var rows = SeenEvents.In(bytes).Rows;
        Assert.Equal((observed, ignored, malformed), (rows.Messages.Count, rows.IgnoredCount, rows.Reasons.Count));
    }

    [Theory]
    [InlineData("ID150-Failed_DLL_loaded_by_DNS_server.evtx",
        @"Microsoft-Windows-DNS-Server-Service 150 2021-05-18T21:18:40.6070185Z rootdc1.offsec.lan [param1=.\mimilib.dll|Binary=7E000000]",
        @"Microsoft-Windows-DNS-Server-Service 150 2021-05-18T21:23:27.0383058Z rootdc1.offsec.lan [param1=.\mimilib.dll|Binary=7E000000]")]
    [InlineData("ID541-DNS_server_auditing_changed.evtx",
        "Microsoft-Windows-DNSServer 541 2024-02-27T12:21:38.3577882Z SRV2K19-demo.kbc.lan [Setting=UseSystemEventLog|Scope=.|NewValue=0]")]
    [InlineData("ID6004-DNS-server-failed_zone_transfer.evtx",
        "Microsoft-Windows-DNS-Server-Service 6004 2020-07-11T12:58:32.2425774Z rootdc1.offsec.lan [param1=10.23.23.9|param2=non-existing.lan.|Binary=]",
        "Microsoft-Windows-DNS-Server-Service 6004 2020-07-11T12:58:40.2804661Z rootdc1.offsec.lan [param1=10.23.23.9|param2=google.com.|Binary=]",
        "Microsoft-Windows-DNS-Server-Service 6004 2020-07-11T12:58:57.4510620Z rootdc1.offsec.lan [param1=10.23.23.9|param2=hacking-zone.lan.|Binary=]")]
    [InlineData("ID770-Success_DLL_loaded_by_DNS_server.evtx",
        "Microsoft-Windows-DNS-Server-Service 771 2021-05-18T21:33:49.5480621Z rootdc1.offsec.lan []",
        @"Microsoft-Windows-DNS-Server-Service 770 2021-05-18T21:33:49.5480653Z rootdc1.offsec.lan [param1=C:\TOOLS\Mimikatz-fev-2020\mimilib.dll|param2=rootdc1.offsec.lan]")]
    public void EachEventOfALogIsFoundWithAllItsData(string file, params string[] events) =>
        Assert.Equal(events, SeenEvents.In(File.ReadAllBytes(Samples.Shared($"samples/ms-dns-audit/{file}"))).Events);
}
