using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;
using Xunit;

namespace Nameward.Engine.Tests.Findings;

/// <summary>Conversations of which flows alone are seen: each signal on what it is for, and on its harmless look-alike.</summary>
public class ConversationJudgeTests
{
    static readonly Endpoint Outside = new(Parse("203.0.113.66"), 53), Inside = new(Parse("10.0.0.53"), 53), Elsewhere = new(Parse("203.0.113.66"), 8053), Public = new(Parse("9.9.9.9"), 53);

    /// <summary>A stub's hundred questions.</summary>
    static readonly ConversationMeasures Stub = new(Count: 100, Answered: 100, Denied: 0, UpPackets: 104, UpBytes: 104 * 70, DownPackets: 100, DownBytes: 100 * 160, MostUpPackets: 3, Longest: TimeSpan.FromSeconds(5), new(60, 40, 0.7));

    public static TheoryData<string, string, int> Cases() => new()
    {
        { "packets-of-one", "a stub", 0 },
        { "packets-of-one", "one port for 1,024 packets", 5_00 },
        { "packets-of-one", "one port for 1,024 packets of TLS", 0 },
        { "size-of-questions", "a stub", 0 },
        { "size-of-questions", "questions of 130 bytes", 4_00 },
        { "size-of-questions", "questions of 130 bytes over IPv6", 2_00 },
        { "size-of-questions", "ten questions of 130 bytes", 0 },
        { "more-up-than-down", "a stub", 0 },
        { "more-up-than-down", "twice as much up as down", 2_00 },
        { "more-than-others", "a stub", 0 },
        { "more-than-others", "32 times the median", 2_00 },
        { "even-begins", "a stub", 0 },
        { "even-begins", "a clock", 6_00 },
        { "even-begins", "a clock that others have too", 3_00 },
        { "even-begins", "a clock and a resolver inside", 0 },
        { "one-client", "a stub", 3_00 },
        { "one-client", "a clock that others have too", 0 },
        { "one-client", "a public resolver", 0 },
        { "even-begins", "a clock at a public resolver", 3_00 },
        { "unknown-server", "a stub", 3_00 },
        { "unknown-server", "a public resolver", 0 },
        { "shape", "a stub", 0 },
        { "shape", "exchanges elsewhere", 6_00 },
        { "shape", "equal sizes elsewhere", 0 },
        { "shape", "unequal numbers elsewhere", 0 },
        { "denied", "a stub", 0 },
        { "denied", "stopped 16 times", 5_00 },
        { "denied", "a public resolver, stopped 16 times", 0 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void ASignalHasItsBits(string signal, string what, int hundredths)
    {
        var signals = new List<Signal>();
        foreach (var detector in DetectorList.OfConversations)
        {
            detector.Judge(Of(what), ServerTraffic.Fleet().Scene(), signals);
        }
        var one = Assert.Single(signals, one => one.Id == signal);
        Assert.Equal(hundredths, one.AsBrowsing.Hundredths);
        Assert.NotEmpty(one.Text.Render(hostile => hostile.Raw));
    }

    static Conversations Of(string what) => what switch
    {
        "one port for 1,024 packets" => To(Outside, Stub with { MostUpPackets = 1024 }),
        "one port for 1,024 packets of TLS" => To(Outside with { Port = 853 }, Stub with { MostUpPackets = 1024 }) with { Protocol = Flow.Tcp },
        "questions of 130 bytes" => To(Outside, Stub with { UpBytes = 104 * 130, DownBytes = 100 * 300 }),
        "questions of 130 bytes over IPv6" => To(new(Parse("2001:db8::66"), 53), Stub with { UpBytes = 104 * 130, DownBytes = 100 * 300 }),
        "ten questions of 130 bytes" => To(Outside, Stub with { UpPackets = 10, UpBytes = 1300 }),
        "twice as much up as down" => To(Outside, Stub with { DownBytes = 104 * 35 }),
        "32 times the median" => To(Outside, Stub) with { UsualUpBytes = 104 * 70 / 32.0 },
        "a clock" => To(Outside, Stub with { Rhythm = new(40, 60, 0.02) }),
        "a clock that others have too" => To(Outside, Stub with { Rhythm = new(40, 60, 0.02) }) with { Clients = 3 },
        "a clock and a resolver inside" => To(Inside, Stub with { Rhythm = new(40, 60, 0.02) }),
        "a public resolver" => To(Public, Stub),
        "a clock at a public resolver" => To(Public, Stub with { Rhythm = new(40, 60, 0.02) }),
        "a public resolver, stopped 16 times" => To(Public, Stub with { Denied = 16, Answered = 0 }),
        "stopped 16 times" => To(Outside, Stub with { Denied = 16, Answered = 0 }),
        "exchanges elsewhere" => To(Elsewhere, Stub with { UpPackets = 100, UpBytes = 7000 }) with { IsElsewhere = true },
        "equal sizes elsewhere" => To(Elsewhere, Stub with { UpPackets = 100, UpBytes = 7600, DownBytes = 7600 }) with { IsElsewhere = true },
        "unequal numbers elsewhere" => To(Elsewhere, Stub with { UpPackets = 300, UpBytes = 21_000 }) with { IsElsewhere = true },
        _ => To(Outside, Stub),
    };

    static Conversations To(Endpoint server, ConversationMeasures measures) => new(Parse("10.0.0.7"), server, Flow.Udp, measures, null, null, new OccupiedSet());

    static Address Parse(string text) => Address.TryParse(System.Text.Encoding.ASCII.GetBytes(text), out var address) ? address : throw new ArgumentException(text);
}
