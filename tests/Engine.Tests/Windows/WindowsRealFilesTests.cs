using Nameward.Engine.Tests.Formats;
using Xunit;

namespace Nameward.Engine.Tests.Windows;

/// <summary>Files of others, read in place where they are present.</summary>
public class WindowsRealFilesTests
{
    [Theory]
    [InlineData("samples/ms-dns-audit/ID150-Failed_DLL_loaded_by_DNS_server.evtx")]
    [InlineData("samples/ms-dns-audit/ID541-DNS_server_auditing_changed.evtx")]
    [InlineData("samples/ms-dns-audit/ID6004-DNS-server-failed_zone_transfer.evtx")]
    [InlineData("samples/ms-dns-audit/ID770-Success_DLL_loaded_by_DNS_server.evtx")]
    [InlineData("samples/ms-dns-audit/audit-elastic.ndjson")]
    [InlineData("samples/ms-dns-analytical/etw-elastic.ndjson")]
    [InlineData("samples/ms-dns-analytical/event259.xml")]
    [InlineData("samples/ms-dns-analytical/messages_get-winevent.txt")]
    [InlineData("samples/sysmon/22-DnsQuery.xml")]
    [InlineData("samples/winlogbeat/winlogbeat.ndjson")]
    [InlineData("samples/windows-event-json/windows-nxlog.ndjson")]
    public void Look(string path)
    {
        var bytes = File.ReadAllBytes(Samples.Shared(path));
        var seen = SeenEvents.In(bytes);
        foreach (var e in seen.Events.Where(e => !e.Contains("Security-Auditing")).Take(60)) Console.WriteLine(e.Length > 900 ? e[..900] : e);
        var dump = Feeding.Whole(FormatGoldenTests.Format("sysmon"), bytes);
        Console.WriteLine($"{path} {dump.Observed} {dump.Ignored} {dump.Malformed}");
        foreach (var l in dump.ToString().Split('\n').Where(l => !l.EndsWith("ignored"))) Console.WriteLine(l);
        foreach (var f in Nameward.Engine.Evidence.Formats.FormatList.All) { var k = f.Sniff(bytes.AsSpan(0, Math.Min(65536, bytes.Length))); if (k > 0) Console.WriteLine($"{f.Info.Id} {k}"); }
    }
}
