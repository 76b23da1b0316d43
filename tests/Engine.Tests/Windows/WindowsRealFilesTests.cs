using Xunit;

namespace Nameward.Engine.Tests.Windows;

/// <summary>Files of others, read in place where they are present.</summary>
public class WindowsRealFilesTests
{
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
