using System.Collections.Immutable;
using System.Globalization;
using Nameward.Engine.Tests.Transcripts;
using Nameward.Engine.Transcripts.Decoders;
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
        { "captures/tunnels/graphtunnel/iodine-cname.pcap.gz", ["192.168.117.128 user 0: 3144 up, 0 gaps; 1330781 down, 1 gaps"] },
        { "lab/captures/A01.client.pcap.gz", ["10.60.1.11 user 0: 116 up, 0 gaps; 11229 down, 1 gaps"] },
        { "lab/captures/A01.auth.pcap.gz", ["192.0.2.10 user 0: 116 up, 0 gaps; 11229 down, 0 gaps"] },
        { "lab/captures/A02.client.pcap.gz", ["10.60.1.11 user 0: 179918 up, 1 gaps; 0 down, 0 gaps"] },
        { "lab/captures/A02.auth.pcap.gz", ["192.0.2.10 user 0: 179918 up, 1 gaps; 0 down, 0 gaps"] },
        { "lab/captures/A03.client.pcap.gz", ["10.60.1.12 user 0: 0 up, 0 gaps; 200000 down, 0 gaps"] },
        { "lab/captures/A03.auth.pcap.gz", ["192.0.2.10 user 0: 0 up, 0 gaps; 200000 down, 0 gaps"] },
        { "lab/captures/A04.client.pcap.gz", ["10.60.1.12 user 0: 126 up, 0 gaps; 9079 down, 6 gaps"] },
        { "lab/captures/A04.auth.pcap.gz", ["192.0.2.10 user 0: 126 up, 0 gaps; 9079 down, 0 gaps"] },
        { "lab/captures/A05.client.pcap.gz", ["10.60.1.13 user 0: 118 up, 0 gaps; 5228 down, 3 gaps"] },
        { "lab/captures/A05.auth.pcap.gz", ["192.0.2.10 user 0: 118 up, 0 gaps; 5228 down, 1 gaps"] },
        { "lab/captures/A06.client.pcap.gz", ["10.60.1.11 user 0: 175606 up, 1 gaps; 1 down, 0 gaps"] },
        { "lab/captures/A06.auth.pcap.gz", ["192.0.2.10 user 0: 175606 up, 1 gaps; 1 down, 0 gaps"] },
        { "lab/captures/A07.client.pcap.gz", ["10.60.1.12 user 0: 133 up, 0 gaps; 8046 down, 4 gaps"] },
        { "lab/captures/A07.auth.pcap.gz", ["192.0.2.10 user 0: 133 up, 0 gaps; 8046 down, 0 gaps"] },
        { "lab/captures/A08.client.pcap.gz", ["10.60.1.13 user 0: 117 up, 0 gaps; 7317 down, 4 gaps"] },
        { "lab/captures/A08.auth.pcap.gz", ["192.0.2.10 user 0: 117 up, 0 gaps; 7317 down, 0 gaps"] },
        { "lab/captures/A09.client.pcap.gz", ["10.60.1.11 user 0: 127096 up, 1 gaps; 0 down, 0 gaps"] },
        { "lab/captures/A09.auth.pcap.gz", ["192.0.2.10 user 0: 127096 up, 1 gaps; 0 down, 0 gaps"] },
        { "lab/captures/A10.client.pcap.gz", ["10.60.1.12 user 0: 0 up, 0 gaps; 0 down, 0 gaps"] },
        { "lab/captures/A10.auth.pcap.gz", ["192.0.2.10 user 0: 0 up, 0 gaps; 0 down, 0 gaps"] },
        { "lab/captures/A11.client.pcap.gz", ["10.60.1.13 user 0: 0 up, 0 gaps; 0 down, 0 gaps"] },
        { "lab/captures/A11.auth.pcap.gz", ["192.0.2.10 user 0: 0 up, 0 gaps; 0 down, 0 gaps"] },
        { "lab/captures/A16.client.pcap.gz", ["10.60.1.13 user 0: 96 up, 1 gaps; 7683 down, 0 gaps"] },
        { "lab/captures/A16.auth.pcap.gz", ["192.0.2.10 user 0: 96 up, 1 gaps; 7683 down, 0 gaps"] },
        { "lab/captures/A17.client.pcap.gz", ["10.60.1.11 user 0: 96 up, 0 gaps; 4280 down, 4 gaps"] },
        { "lab/captures/A17.auth.pcap.gz", ["192.0.2.10 user 0: 96 up, 0 gaps; 4280 down, 0 gaps"] },
        { "lab/captures/A18.client.pcap.gz", ["10.60.1.12 user 0: 108 up, 0 gaps; 5492 down, 0 gaps"] },
        { "lab/captures/A18.auth.pcap.gz", ["192.0.2.10 user 0: 108 up, 0 gaps; 5492 down, 0 gaps"] },
        {
            "lab/captures/A20.client.pcap.gz",
            ["10.60.1.11 user 0: 0 up, 0 gaps; 0 down, 0 gaps",
             "10.60.1.11 user 1: 0 up, 0 gaps; 0 down, 0 gaps",
             "10.60.1.11 user 2: 0 up, 0 gaps; 0 down, 0 gaps",
             "10.60.1.11 user 3: 0 up, 0 gaps; 0 down, 0 gaps",
             "10.60.1.11 user 4: 0 up, 0 gaps; 0 down, 0 gaps"]
        },
        {
            "lab/captures/A20.auth.pcap.gz",
            ["192.0.2.10 user 0: 0 up, 0 gaps; 0 down, 0 gaps",
             "192.0.2.10 user 1: 0 up, 0 gaps; 0 down, 0 gaps",
             "192.0.2.10 user 2: 0 up, 0 gaps; 0 down, 0 gaps",
             "192.0.2.10 user 3: 0 up, 0 gaps; 0 down, 0 gaps",
             "192.0.2.10 user 4: 0 up, 0 gaps; 0 down, 0 gaps"]
        },
        { "lab/captures/B01.client.pcap.gz", ["10.60.1.11 user 0: 47324 up, 1 gaps; 0 down, 0 gaps"] },
        { "lab/captures/B01.auth.pcap.gz", ["192.0.2.10 user 0: 47324 up, 1 gaps; 0 down, 0 gaps"] },
        { "lab/captures/B02.client.pcap.gz", ["10.60.1.12 user 0: 126 up, 0 gaps; 5356 down, 0 gaps"] },
        { "lab/captures/B02.auth.pcap.gz", ["192.0.2.10 user 0: 126 up, 0 gaps; 5356 down, 0 gaps"] },
        { "lab/captures/B05.client.pcap.gz", ["10.60.1.13 user 0: 137 up, 0 gaps; 13173 down, 0 gaps"] },
        { "lab/captures/B05.auth.pcap.gz", [] },
        { "lab/captures/B09.client.pcap.gz", ["10.60.1.11 user 0: 0 up, 0 gaps; 141218 down, 1 gaps"] },
        { "lab/captures/B09.auth.pcap.gz", ["192.0.2.10 user 0: 0 up, 0 gaps; 141218 down, 1 gaps"] },
        {
            "captures/tunnels/korving/bind9-iodine-cname-base128-file/dns.pcap.gz",
            ["192.168.0.30 user 0: 2897 up, 0 gaps; 2042021 down, 0 gaps", "192.168.0.10 user 0: 2897 up, 0 gaps; 2042021 down, 0 gaps"]
        },
        {
            "captures/tunnels/korving/bind9-iodine-txt-base32-file/dns.pcap.gz",
            ["192.168.0.30 user 0: 2897 up, 0 gaps; 2041841 down, 0 gaps", "192.168.0.10 user 0: 2897 up, 0 gaps; 2041841 down, 0 gaps"]
        },
        {
            "captures/tunnels/korving/coredns-iodine-null-base128-file/dns.pcap.gz",
            ["192.168.0.30 user 0: 2861 up, 0 gaps; 2041841 down, 0 gaps", "192.168.0.10 user 0: 2861 up, 0 gaps; 2041841 down, 0 gaps"]
        },
        {
            "captures/tunnels/korving/coredns-iodine-txt-base64-file/dns.pcap.gz",
            ["192.168.0.30 user 0: 2897 up, 0 gaps; 2041841 down, 1 gaps", "192.168.0.10 user 0: 2897 up, 0 gaps; 2041841 down, 0 gaps"]
        },
        {
            "captures/tunnels/korving/dnsmasq-iodine-mx-base64-file/dns.pcap.gz",
            ["192.168.0.30 user 0: 2933 up, 0 gaps; 2041841 down, 0 gaps", "192.168.0.10 user 0: 2933 up, 0 gaps; 2041841 down, 0 gaps"]
        },
        {
            "captures/tunnels/korving/dnsmasq-iodine-null-raw-file/dns.pcap.gz",
            ["192.168.0.30 user 0: 2933 up, 0 gaps; 2041841 down, 0 gaps", "192.168.0.10 user 0: 2933 up, 0 gaps; 2041841 down, 0 gaps"]
        },
        { "captures/tunnels/dmachard/iodine.pcap", ["192.168.1.17 user 0: 0 up, 0 gaps; 0 down, 0 gaps"] },
        { "samples/pcap-tunnel/iodine.pcap", ["192.168.1.17 user 0: 0 up, 0 gaps; 0 down, 0 gaps"] },
    };

    [Theory]
    [MemberData(nameof(Captures))]
    public void EachSessionIsRecoveredAsFarAsTheTableSays(string path, string[] sessions)
    {
        var found = SessionsOf(path);
        foreach (var session in found)
        {
            Console.WriteLine($"    iodine: {path} {Figures(session)} {session.Codec} {string.Join("; ", CaptureSessions.Notes(session))}");
        }
        Assert.Equal(sessions, found.Select(Figures));
    }

    /// <summary>The reference decoder of ALGORITHMS.md 1.4.1 saw 1,414 packets up and 1,292 of 1,303 down unpack, those sent again counted again.</summary>
    [Fact]
    public void AsManyPacketsUnpackAsForTheReferenceDecoder()
    {
        const int Up = 1414, Down = 1292;
        var conversation = PairTranscripts.Of(Samples.Shared("captures/tunnels/graphtunnel/iodine-cname.pcap.gz"), Most).All.Select(DecoderList.Find).OfType<SpokenBy>().Single().Conversation;
        var (up, down) = (new IodinePackets(), new IodinePackets());
        foreach (var transaction in conversation.All)
        {
            up.TakeName(conversation.Text(transaction));
        }
        foreach (var transaction in conversation.All.Where(transaction => transaction.IsAnswered).OrderBy(transaction => transaction.Answer))
        {
            down.TakeAnswer(IodineAnswer.Of(conversation, transaction));
        }
        Console.WriteLine($"    iodine: of the reference's packets {up.Unpacked} of {up.Unpacked + up.Failed} up and {down.Unpacked} of {down.Unpacked + down.Failed} down unpack");
        Assert.InRange(up.Unpacked, Up, int.MaxValue);
        Assert.InRange(down.Unpacked, Down, int.MaxValue);
        Assert.Equal((0, 0), (up.Failed, down.Failed));
    }

    /// <summary>
    /// What the applications in the lab counted. We see more where the last bytes were sent and never read: some come again at the beginning of the next session,
    /// whose client has the same address inside. Of "inter" sessions the truth counts twelve pings and their replies, of 84 bytes each.
    /// </summary>
    [Fact]
    public void EachSessionOfTheLabHoldsAllThatItsTruthCounts()
    {
        const int Pings = 2 * 12 * 84;
        // path, client, subject, label, tool, start, end, payload_bytes, notes
        var lines = File.ReadLines(Samples.Shared("lab/TRUTH.tsv")).Select(line => line.Split('\t')).Where(line => line[4] == "iodine" && line[0].EndsWith(".client.pcap.gz", StringComparison.Ordinal)).ToList();
        Assert.Equal(19, lines.Count);
        foreach (var line in lines)
        {
            var (truth, isTyped) = (long.Parse(line[7], CultureInfo.InvariantCulture), line[8].Contains("/inter; setup ok", StringComparison.Ordinal));
            var recovered = SessionsOf("lab/" + line[0]).Sum(session => session.Up.Recovered + session.Down.Recovered) + (isTyped ? Pings : 0);
            Console.WriteLine($"    iodine: {line[0]} truth {truth}, recovered {recovered}");
            Assert.True(recovered >= truth, line[0]);
        }
    }

    /// <summary>Both sides of the resolver show the same bytes inside, whatever was lost between them.</summary>
    [Theory]
    [InlineData("A01"), InlineData("A02"), InlineData("A03"), InlineData("A04"), InlineData("A05"), InlineData("A06"), InlineData("A07"), InlineData("A08"), InlineData("A09")]
    [InlineData("A16"), InlineData("A17"), InlineData("A18"), InlineData("B01"), InlineData("B02"), InlineData("B09")]
    public void ClientAndServerSideShowTheSameStreams(string session)
    {
        var (client, server) = (Streams($"lab/captures/{session}.client.pcap.gz"), Streams($"lab/captures/{session}.auth.pcap.gz"));
        Assert.NotEmpty(client);
        Assert.Equal(client, server);
    }

    static List<(string Name, string Sha256)> Streams(string path) =>
        [.. SessionsOf(path).SelectMany(session => session.Files).Where(file => file.Name.StartsWith("tcp-", StringComparison.Ordinal)).Select(file => (file.Name, file.Sha256))];

    static ImmutableArray<RebuiltSession> SessionsOf(string path) => CaptureSessions.Of(path, "iodine", most: Most);

    static string Figures(RebuiltSession session) =>
        string.Create(CultureInfo.InvariantCulture, $"{session.Client} {session.Key}: {session.Up.Recovered} up, {session.Up.Gaps} gaps; {session.Down.Recovered} down, {session.Down.Gaps} gaps");
}
