using Nameward.Engine.Evidence.Capture;
using Xunit;

namespace Nameward.Engine.Tests.Capture;

/// <summary>Reading whole, in pieces, and by skimming and forking come to the same; a file cut anywhere keeps what is whole.</summary>
public class SplitTests
{
    static readonly byte[] Query = Frames.QueryFrame(MessageBuilder.Query("a.example").ToArray());
    static readonly byte[] Response = Frames.ResponseFrame(MessageBuilder.Response("a.example", 1, 1).Answer(1, [192, 0, 2, 1]).ToArray());
    static readonly byte[] Arp = Frames.Ethernet(new byte[28], 0x0806);

    public static TheoryData<string> Captures() => [.. Files.Keys];

    static readonly Dictionary<string, byte[]> Files = new()
    {
        ["pcap"] = Pcap(new()),
        ["pcap, big-endian"] = Pcap(new(isBigEndian: true)),
        ["pcap, nanoseconds"] = Pcap(new(PcapBuilder.Nano)),
        ["pcap, nanoseconds, big-endian"] = Pcap(new(PcapBuilder.Nano, isBigEndian: true)),
        ["pcap, patched"] = Pcap(new(PcapBuilder.Patched)),
        ["pcap, unread link"] = Pcap(new(link: 147)),
        ["pcap, damaged"] = new PcapBuilder().Packet(Query).Packet(Query, captured: 0x7FFF_FFFF).Packet(Query).Packet(Response).ToArray(),
        ["pcapng"] = Pcapng(isBigEndian: false),
        ["pcapng, big-endian"] = Pcapng(isBigEndian: true),
        ["pcapng, two sections"] = new PcapngBuilder().Section().Interface(147).Enhanced(Query).Section(true).Interface().Interface(147)
            .Enhanced(Query).Enhanced(Query, interfaceNumber: 1).Enhanced(Response).Enhanced(Query, interfaceNumber: 1).ToArray(),
        ["pcapng, damaged"] = new PcapngBuilder().Section().Interface().Enhanced(Query).Block(6, new byte[40], 12345).Enhanced(Query)
            .Block(6, new byte[40], null, 7).Enhanced(Response).ToArray(),
    };

    [Theory]
    [MemberData(nameof(Captures))]
    public void PiecesOfEverySizeGiveTheSame(string capture)
    {
        var file = Files[capture];
        var whole = Reading.Whole(file).All;
        foreach (var length in (int[])[1, 2, 3, 5, 7, 16, 24, 61, 100, file.Length - 1])
        {
            Assert.Equal(whole, Reading.InPieces(file, length).All);
        }
    }

    [Theory]
    [MemberData(nameof(Captures))]
    public void SkimmingToAnyPointAndForkingThereGivesTheSame(string capture)
    {
        var file = Files[capture];
        var whole = Reading.Whole(file).All;
        for (var cut = 0; cut <= file.Length; cut++)
        {
            Assert.Equal(whole, Reading.Forked(file, cut).All);
        }
    }

    [Theory]
    [InlineData("pcap")]
    [InlineData("pcap, big-endian")]
    [InlineData("pcapng")]
    [InlineData("pcapng, big-endian")]
    public void AFileCutAnywhereKeepsWhatIsWhole(string capture)
    {
        var file = Files[capture];
        var whole = Reading.Whole(file).Lines;
        for (var cut = 4; cut < file.Length; cut++)
        {
            var lines = Reading.Whole(Reading.Open(file), file[..cut]).Lines;
            var isDamaged = lines is [.., var last] && (last.EndsWith(PacketDamage.FileEnds, StringComparison.Ordinal)
                || last.EndsWith(PacketDamage.HeaderEnds, StringComparison.Ordinal));
            var sound = isDamaged ? lines[..^1] : lines;
            Assert.Equal(whole[..sound.Count], sound);
            Assert.True(lines.Count <= whole.Count + 1);
        }
    }

    static byte[] Pcap(PcapBuilder builder) => builder
        .Packet(Query).Packet(Arp).Packet(Response).Packet([]).Packet(Query[..50], original: 200).ToArray();

    static byte[] Pcapng(bool isBigEndian) => new PcapngBuilder().Section(isBigEndian).Interface()
        .Enhanced(Query, 1_700_000_000_000_000).Block(4, new byte[7])
        .Enhanced(Arp).Obsolete(Response).Simple(Query, (uint)Query.Length).Block(5, new byte[12]).ToArray();
}
