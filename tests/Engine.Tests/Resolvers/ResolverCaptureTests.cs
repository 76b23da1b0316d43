using System.Globalization;
using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Formats;
using Xunit;

namespace Nameward.Engine.Tests.Resolvers;

/// <summary>
/// The logs of resolvers beside captures of the same traffic: both show the same queries, but for those that are counted here. The host of the dnsmasq asked
/// it twice over the loopback, where nothing was captured.
/// </summary>
public class ResolverCaptureTests
{
    /// <summary>When the files were made: times of dnsmasq and PowerDNS have no year.</summary>
    static readonly DateTime Written = new(2022, 4, 2, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>A log to the second drops what is less, and the clock that programs ask for it lags behind that of packets by up to a tick of the kernel.</summary>
    static readonly TimeSpan Precision = TimeSpan.FromMilliseconds(1_010);

    static readonly Address Server = Address.TryParse("192.168.0.10"u8, out var address) ? address : default;

    [Theory]
    [InlineData("dnsmasq", "samples/paired/dnsmasq.log", "samples/paired/dnsmasq.pcap", false, 117, 2, 0)]
    [InlineData("coredns", "samples/paired/coredns.log", "samples/paired/coredns.pcap", true, 121, 0, 0)]
    [InlineData("powerdns", "samples/paired/pdns-recursor-trace.log.gz", "samples/paired/powerdns.pcap", false, 193, 0, 0)]
    public void TheLogAndTheCaptureOfTheSameServerShowTheSameQueries(string format, string log, string capture, bool ignoresCase, int both, int onlyWritten, int onlySeen)
    {
        var written = PairedLogs.Written(PairedLogs.Log(format, Samples.Shared(log), Written));
        var seen = PairedLogs.To([Server], PairedLogs.Seen(Samples.Shared(capture)));
        var agreement = PairedLogs.Compare(written, seen, Precision, name => ignoresCase ? name.ToLowerInvariant() : name);
        Print("log alone", agreement.OnlyWritten);
        Print("capture alone", agreement.OnlySeen);
        Assert.Equal((both, onlyWritten, onlySeen), (agreement.Both, agreement.OnlyWritten.Count, agreement.OnlySeen.Count));
    }

    static void Print(string where, IReadOnlyList<PairedLogs.Query> queries)
    {
        foreach (var query in queries)
        {
            TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"in the {where}: {query.Time:O} {query.Client} {query.Name} {RecordTypes.Name(query.Type)}"));
        }
    }
}
