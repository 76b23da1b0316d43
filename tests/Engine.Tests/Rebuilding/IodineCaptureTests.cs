using System.Collections.Immutable;
using System.Globalization;
using Nameward.Engine.Tests.Transcripts;
using Nameward.Engine.Transcripts.Rebuilding;
using Xunit;

namespace Nameward.Engine.Tests.Rebuilding;

/// <summary>What is recovered of recorded sessions of iodine.</summary>
[Trait("tier", "ci")]
public class IodineCaptureTests
{
    const int Most = 1 << 18;

    /// <summary>File, then for each session in it: its client, its key, and the bytes recovered and the gaps, up and down.</summary>
    public static TheoryData<string, string[]> Captures { get; } = new()
    {
        { "captures/tunnels/graphtunnel/iodine-cname.pcap.gz", [] },
        { "lab/captures/A01.client.pcap.gz", [] },
        { "lab/captures/A01.auth.pcap.gz", [] },
        { "lab/captures/A02.client.pcap.gz", [] },
        { "lab/captures/A02.auth.pcap.gz", [] },
        { "lab/captures/A03.client.pcap.gz", [] },
        { "lab/captures/A03.auth.pcap.gz", [] },
        { "lab/captures/A04.client.pcap.gz", [] },
        { "lab/captures/A04.auth.pcap.gz", [] },
        { "lab/captures/A05.client.pcap.gz", [] },
        { "lab/captures/A05.auth.pcap.gz", [] },
        { "lab/captures/A06.client.pcap.gz", [] },
        { "lab/captures/A06.auth.pcap.gz", [] },
        { "lab/captures/A07.client.pcap.gz", [] },
        { "lab/captures/A07.auth.pcap.gz", [] },
        { "lab/captures/A08.client.pcap.gz", [] },
        { "lab/captures/A08.auth.pcap.gz", [] },
        { "lab/captures/A09.client.pcap.gz", [] },
        { "lab/captures/A09.auth.pcap.gz", [] },
        { "lab/captures/A10.client.pcap.gz", [] },
        { "lab/captures/A10.auth.pcap.gz", [] },
        { "lab/captures/A11.client.pcap.gz", [] },
        { "lab/captures/A11.auth.pcap.gz", [] },
        { "lab/captures/A16.client.pcap.gz", [] },
        { "lab/captures/A16.auth.pcap.gz", [] },
        { "lab/captures/A17.client.pcap.gz", [] },
        { "lab/captures/A17.auth.pcap.gz", [] },
        { "lab/captures/A18.client.pcap.gz", [] },
        { "lab/captures/A18.auth.pcap.gz", [] },
        { "lab/captures/A20.client.pcap.gz", [] },
        { "lab/captures/A20.auth.pcap.gz", [] },
        { "lab/captures/B01.client.pcap.gz", [] },
        { "lab/captures/B01.auth.pcap.gz", [] },
        { "lab/captures/B02.client.pcap.gz", [] },
        { "lab/captures/B02.auth.pcap.gz", [] },
        { "lab/captures/B05.client.pcap.gz", [] },
        { "lab/captures/B05.auth.pcap.gz", [] },
        { "lab/captures/B09.client.pcap.gz", [] },
        { "lab/captures/B09.auth.pcap.gz", [] },
        { "captures/tunnels/korving/bind9-iodine-cname-base128-file/dns.pcap.gz", [] },
        { "captures/tunnels/korving/bind9-iodine-txt-base32-file/dns.pcap.gz", [] },
        { "captures/tunnels/korving/coredns-iodine-null-base128-file/dns.pcap.gz", [] },
        { "captures/tunnels/korving/coredns-iodine-txt-base64-file/dns.pcap.gz", [] },
        { "captures/tunnels/korving/dnsmasq-iodine-mx-base64-file/dns.pcap.gz", [] },
        { "captures/tunnels/korving/dnsmasq-iodine-null-raw-file/dns.pcap.gz", [] },
        { "captures/tunnels/dmachard/iodine.pcap", [] },
        { "samples/pcap-tunnel/iodine.pcap", [] },
    };

    [Theory]
    [MemberData(nameof(Captures))]
    public void EachSessionIsRecoveredAsFarAsTheTableSays(string path, string[] sessions)
    {
        var found = SessionsOf(path);
        foreach (var session in found)
        {
            Console.WriteLine($"    iodine: {path} {Figures(session)} {session.Codec} {string.Join("; ", session.Notes.Select(note => note.Render(hostile => hostile.Raw)))}");
        }
        Assert.Equal(sessions, found.Select(Figures));
    }

    static ImmutableArray<RebuiltSession> SessionsOf(string path) =>
        [.. PairTranscripts.Of(Samples.Shared(path), Most).All.SelectMany(transcript => Rebuilder.Rebuild(transcript)).Where(session => session.Tool == "iodine")];

    static string Figures(RebuiltSession session) =>
        string.Create(CultureInfo.InvariantCulture, $"{session.Client} {session.Key}: {session.Up.Recovered} up, {session.Up.Gaps} gaps; {session.Down.Recovered} down, {session.Down.Gaps} gaps");
}
