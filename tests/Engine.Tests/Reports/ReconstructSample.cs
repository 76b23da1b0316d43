using Nameward.Engine.Cases;
using Nameward.Engine.Observations;
using Nameward.Engine.Transcripts.Rebuilding;
using static Nameward.Engine.Tests.Reports.TriageSamples;

namespace Nameward.Engine.Tests.Reports;

/// <summary>Two sessions of the incident of the mock-ups: one of a known tool with content, one whose content cannot be read.</summary>
static class ReconstructSample
{
    static readonly byte[] Apex = [1, .. "t"u8, 7, .. "example"u8, 3, .. "net"u8, 0];

    public static ReconstructedSession[] Sessions => [new("S1", "F1", Read), new("S2", "F1", Unread)];

    public static ReconstructDocument Document => ReconstructDocument.Of(EscalateSample.Document);

    static RebuiltSession Read => new()
    {
        Client = Address("10.0.3.7"),
        Apex = Apex,
        Server = new(Address("10.0.0.53"), 53),
        Tool = "iodine",
        Title = "iodine",
        Key = "user 0",
        Certainty = 0.999999,
        Codec = "base128 up, raw down",
        First = At("09:12:40"),
        Last = At("10:57:48"),
        Queries = 9_018,
        Up = new(4_118, 4_118, 4_236, 2),
        Down = new(61_204, 61_204, 61_204, 0),
        Events =
        [
            new(At("09:12:40"), Way.Up, Sentence.Of("asks for version 0x502"), 0, new(2, 411)),
            new(At("09:12:41"), Way.Down, Sentence.Of($"client is {Host("10.99.0.2")}, server {Host("10.99.0.1")}, MTU 1130"), 0, new(2, 420)),
            new(At("09:14:02"), null, Sentence.Of($"TCP {Host("10.99.0.2")}:40212 to {Host("10.99.0.1")}:22 begins \"{Text("SSH-2.0-OpenSSH_9.2p1")}\""), 4_118, new(2, 502)),
        ],
        MoreEvents = 12,
        Timeline = new(At("09:10:00"), 600, [1_200, 900, 0, 0, 2_018, 0, 0, 0, 0, 0, 0], [40_000, 11_204, 0, 0, 10_000, 0, 0, 0, 0, 0, 0]),
        Files = [File("packets.pcap", "pcap", [0xD4, 0xC3, 0xB2, 0xA1, 2, 0, 4, 0]), File("tcp-1-up.bin", "ssh", [.. "SSH-2.0-OpenSSH_9.2p1\r\n"u8])],
        Notes = [Sentence.Of("2 packets were lost on the way up: their fragments are not all there")],
    };

    static RebuiltSession Unread => Read with
    {
        Tool = null,
        Title = "unknown",
        Key = "",
        Certainty = 0,
        Codec = "",
        First = null,
        Last = null,
        Queries = 3,
        Up = new(null, 0, 90, 0),
        Down = new(null, 0, null, 0),
        Events = [new(null, Way.Up, Sentence.Of("a name without a time"), 0, new(1, 90_117_444))],
        MoreEvents = 0,
        Timeline = null,
        Files = [],
        Notes = [Sentence.Of("this evidence shows no answers: what came down is not known")],
    };

    static RebuiltFile File(string name, string kind, byte[] content) => new(name, kind, content, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content)));
}
