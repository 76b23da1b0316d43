using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Nameward.Engine.Observations;
using Xunit;

namespace Nameward.Engine.Tests.Transcripts;

/// <summary>Each decoder proves its tool on what the tool's documents and recordings show, and stays quiet on what only looks like it.</summary>
public class DecoderTests
{
    const string Rfc32 = "abcdefghijklmnopqrstuvwxyz234567", Rfc64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const string Iodine32 = "abcdefghijklmnopqrstuvwxyz012345", Sliver32 = "ab1c2d3e4f5g6h7j8k9m0npqrtuvwxyz";

    // Names as fox-it's recording of the implant shows them, under a zone of ours.
    static readonly string[] SaitamaLabels =
    [
        "n8nusptovg", "79ovn", "mmntttovv", "pp4eekov2", "55qhhqovw", "zz6xxqov0", "ttcff1ov1", "noq0000v1lg74qthzbek08zzh31k0ove", "e3okkpx98hv0sk41gr6k913unuovo",
        "ohw99atm0w9aqr7p3vs3cgcx09ovs",
    ];

    [Fact]
    public void SaitamaIsKnownByItsCounterAndTheAlphabetThatItShuffles()
    {
        var tool = Talked(talk => SaitamaLabels.Aggregate(talk, (said, label) => said.Ask(label))).Tool;
        Assert.Equal(("saitama", 8, 0), (tool?.Tool, tool?.Agreed, tool?.Disagreed));
        Assert.Null(Talked(talk => SaitamaLabels.Reverse().Aggregate(talk, (said, label) => said.Ask(label))).Tool);
        Assert.Null(Talked(talk => SaitamaLabels.Aggregate(talk, (said, label) => said.Ask(new string([.. label[..^3].Reverse()]) + label[^3..]))).Tool);
    }

    [Fact]
    public void SliverIsKnownByTheSumInItsAddresses()
    {
        var tool = Sliver(4, message => Crc32.Append(0, message)).Tool;
        Assert.Equal(("sliver", 4, 0, 128L), (tool?.Tool, tool?.Agreed, tool?.Disagreed, tool?.Bits));
        Assert.Null(Sliver(4, message => Crc32.Append(0, message) + 1).Tool);
        Assert.Null(Sliver(2, message => Crc32.Append(0, message)).Tool);
    }

    [Fact]
    public void SliverIsKnownByTheGrammarOfItsPollsAlone()
    {
        // Type 3, id 0xabcdef, eight bytes of data: the first is a vector computed from the source.
        var names = Enumerable.Range(0, 3).Select(i => Talk.Encode([8, 3, 16, 0xEF, 0x9B, 0xAF, 5, 50, 8, .. Enumerable.Range(0, 8).Select(j => (byte)(j + i))], Sliver32)).ToList();
        Assert.Equal("babkbvwvnw1m21aaa2ba3badarc8", names[0]);
        Assert.Equal("sliver", Talked(talk => names.Aggregate(talk, (said, name) => said.Ask(name, RecordTypes.Txt))).Tool?.Tool);
    }

    [Fact]
    public void CobaltStrikeIsKnownByMessagesAsLongAsTheyAnnounce()
    {
        var data = new string('a', 56);
        Talk Post(Talk talk, string message, string announced) => talk.Ask($"post.1{announced}.0{message}.19997cf2").Ask($"post.2{data}.{data}.1{message}.19997cf2").Ask($"post.1{data[..16]}.2{message}.19997cf2");
        var tool = Talked(talk => Post(Post(talk, "09842910", "40"), "0713a2c4", "40")).Tool;
        Assert.Equal(("cobalt-strike", 6, 48L), (tool?.Tool, tool?.Agreed, tool?.Bits));
        Assert.Null(Talked(talk => Post(talk, "09842910", "40")).Tool);
        Assert.Null(Talked(talk => Post(Post(talk, "09842910", "3f"), "0713a2c4", "3f")).Tool);
    }

    [Fact]
    public void OzymanDnsIsKnownByTheSumsAndBannersOfSsh()
    {
        var banner = Encoding.ASCII.GetBytes("SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n");
        Talk Session(Talk talk, int step) => talk
            .Ask("knjuqljsfyyc2t3qmvxfgu2il44s4mtqgeqeizlcnfqw4ljsbufa.55166-0.id-64840.up")
            .Ask("0-1001.id-64840.down", RecordTypes.Txt, Talk.Txt(Convert.ToBase64String(banner)))
            .Ask($"{step}-1002.id-64840.down", RecordTypes.Txt, Talk.Txt(Convert.ToBase64String(banner)))
            .Ask($"{2 * step}-1003.id-64840.down", RecordTypes.Txt, [0]);
        Assert.Equal("ozymandns", Talked(talk => Session(talk, banner.Length)).Tool?.Tool);
        Assert.Null(Talked(talk => Session(talk, banner.Length + 1)).Tool);
    }

    [Fact]
    public void DnsExfiltratorIsKnownByTheFileThatItAnnounces()
    {
        Talk Chunks(Talk talk, int from) => Enumerable.Range(from, 5).Aggregate(talk, (said, i) => said.Ask($"{i}.r747Clg-tK5pUdkH0R12{i}.nkI710RsrO", RecordTypes.Txt, Talk.Txt($"{i}")));
        var tool = Talked(talk => Chunks(talk.Ask("init.MRXHG5DBOAXGG33OMYXHI6DUPQYTG.base64", RecordTypes.Txt, Talk.Txt("OK")), 0)).Tool;
        Assert.Equal(("dnsexfiltrator", 6), (tool?.Tool, tool?.Agreed));
        Assert.Null(Talked(talk => Chunks(talk, 0)).Tool);
        Assert.Null(Talked(talk => Chunks(talk.Ask("init.MRXHG5DBOAXGG33OMYXHI6DUPQYTG.base64", RecordTypes.Txt), 20)).Tool);
    }

    [Fact]
    public void DnsttIsKnownByPacketsThatFitToTheLastByte()
    {
        Talk Speak(Talk talk, int extra) => Enumerable.Range(0, 4).Aggregate(talk, (said, i) => said.Ask(
            Talk.InLabels(Talk.Encode([1, 2, 3, 4, 5, 6, 7, 8, 227, (byte)i, 9, 9, (byte)(29 + extra), .. Kcp(i, 5)], Rfc32)), RecordTypes.Txt, Talk.Txt([0, 29, .. Kcp(i, 5)])));
        var tool = Talked(talk => Speak(talk, 0)).Tool;
        Assert.Equal(("dnstt", 4, 0), (tool?.Tool, tool?.Agreed, tool?.Disagreed));
        Assert.Null(Talked(talk => Speak(talk, 1)).Tool);
    }

    [Fact]
    public void Dnscat2IsKnownByTheSessionUnderAnotherPacketIdAndNotByAnEcho()
    {
        Talk Speak(Talk talk, Func<byte[], byte[]> answer) => Enumerable.Range(0, 4).Aggregate(talk, (said, i) =>
            said.Ask(Convert.ToHexStringLower(Dnscat(i)), RecordTypes.Txt, Talk.Txt(Convert.ToHexStringLower(answer(Dnscat(i))))));
        var tool = Talked(talk => Speak(talk, packet => [0xEE, packet[0], .. packet[2..5], 1, 2, 3, 4, 5, 6, 0xFF, 0xFF])).Tool;
        Assert.Equal(("dnscat2", 4, 0), (tool?.Tool, tool?.Agreed, tool?.Disagreed));
        Assert.Null(Talked(talk => Speak(talk, packet => packet)).Tool);
        Assert.Null(Talked(talk => Speak(talk, packet => [0xEE, packet[0], 1, 0x77, 0x77, 1, 2, 3])).Tool);
    }

    [Fact]
    public void Dnscat2IsKnownByItsNonceAloneAfterADozenPackets()
    {
        Talk Speak(int packets) => Talked(talk => Enumerable.Range(0, packets).Aggregate(talk, (said, i) => said.Ask(Convert.ToHexStringLower(Dnscat(i)), RecordTypes.Txt)));
        Assert.Equal("dnscat2", Speak(13).Tool?.Tool);
        Assert.Null(Speak(12).Tool);
    }

    [Fact]
    public void Dns2TcpIsKnownByTheSessionAndTheSequenceThatComeBack()
    {
        Talk Speak(Talk talk, int off) => Enumerable.Range(1, 4).Aggregate(talk, (said, i) =>
            said.Ask(Dns2Tcp(i, 4), RecordTypes.Key, Encoding.ASCII.GetBytes("A" + Dns2Tcp(i + off, 16))));
        var tool = Talked(talk => Speak(talk, 0)).Tool;
        Assert.Equal(("dns2tcp", 4, 0), (tool?.Tool, tool?.Agreed, tool?.Disagreed));
        Assert.Null(Talked(talk => Speak(talk, 7)).Tool);
    }

    [Fact]
    public void Dns2TcpIsKnownWithoutAnswersBehindItsCommand()
    {
        Talk Speak(Talk talk, string apex) => Enumerable.Range(1, 10).Aggregate(talk, (said, i) => said.Ask(Dns2Tcp(i, 4) + apex, RecordTypes.Txt));
        Assert.Equal("dns2tcp", Talked(talk => Speak(talk.Ask(Dns2Tcp(9000, 0) + ".?connect", RecordTypes.Txt), "")).Tool?.Tool);
        Assert.Null(Talked(talk => Speak(talk, "")).Tool);
    }

    [Fact]
    public void IodineIsKnownByThePacketsInItsNames()
    {
        Talk Speak(int packets, Func<byte[], byte[]> pack) => Talked(talk => Enumerable.Range(0, packets).Aggregate(talk, (said, i) =>
            said.Ask(Talk.InLabels($"0{Iodine32[(i & 7) << 2]}aba" + Talk.Encode(pack(IpPacket(i)), Iodine32)), RecordTypes.Null)));
        var tool = Speak(4, Packed).Tool;
        Assert.Equal(("iodine", 4, 0), (tool?.Tool, tool?.Agreed, tool?.Disagreed));
        Assert.Null(Speak(2, Packed).Tool);
        Assert.Null(Speak(8, packet => packet).Tool);
        Assert.Null(Speak(8, packet => [.. Packed(packet)[..^1], 0]).Tool);
    }

    [Fact]
    public void IodineIsKnownByItsCommandsWhereALogHidesTheRest()
    {
        // Question and answer of a recording, its handshake counted on from there; the log shows "?" for what does not print.
        string[] handshake = ["vaaaakaskoq", "laawwldpixc0ixlqd0qkghp5chybeu3i", "zsb1aA-Aaahhh-Drink-mal-ein-J?germeister-", "zsb2aA-La-fl?te-na?ve-fran?aise-est-retir?-?-Cr?te"];
        var tool = Talked(talk => handshake.Aggregate(talk, (said, name) => said.Ask(name, RecordTypes.Null))).Tool;
        Assert.Equal("iodine", tool?.Tool);
        Assert.Equal("it asks for version 0x502 of the protocol; 2 names are its probes of letters", tool?.Text.Render(hostile => hostile.Raw));
    }

    [Fact]
    public void ATunnelBelowTheZoneAndBehindASearchSuffixIsFound()
    {
        Talk Speak(string below) => Talked(talk => Enumerable.Range(1, 4).Aggregate(talk.Ask("www"), (said, i) =>
            said.Ask(Dns2Tcp(i, 4) + below, RecordTypes.Key, Encoding.ASCII.GetBytes("A" + Dns2Tcp(i, 16)))));
        Assert.Equal("dns2tcp", Speak(".a").Tool?.Tool);
        Assert.Equal("dns2tcp", Speak(".x.a.corp").Tool?.Tool);
    }

    [Fact]
    public void TheProofIsCompleteWithTheMessageThatCompletesIt()
    {
        var tool = Sliver(6, message => Crc32.Append(0, message)).Tool;
        // The third answer is the sixth message: three transactions, 96 bits.
        Assert.Equal(5, tool?.DecidedAt);
    }

    static Talk Talked(Func<Talk, Talk> say) => say(new());

    /// <summary>A message without type: id, and eight bytes of data; its answer is a number, little-endian.</summary>
    static Talk Sliver(int messages, Func<byte[], uint> answer) => Talked(talk => Enumerable.Range(0, messages).Aggregate(talk, (said, i) =>
    {
        byte[] message = [16, (byte)(i + 1), 50, 8, 11, 22, 33, 44, 55, 66, 77, (byte)i];
        var address = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(address, answer(message));
        return said.Ask(Talk.Encode(message, Sliver32), RecordTypes.A, address);
    }));

    static byte[] Kcp(int sequence, int data)
    {
        var segment = new byte[24 + data];
        (segment[0], segment[4], segment[12]) = (0x63, 81, (byte)sequence);
        segment[20] = (byte)data;
        return segment;
    }

    /// <summary>An encrypted packet: id, type 1, session, signature, nonce, and what a poll holds.</summary>
    static byte[] Dnscat(int number)
    {
        var random = new Random(number);
        var packet = new byte[17];
        random.NextBytes(packet);
        (packet[2], packet[3], packet[4]) = (1, 0xB8, 0xD3);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(11), (ushort)(700 + number));
        return packet;
    }

    static string Dns2Tcp(int sequence, byte type) => Talk.Encode([0x19, 0x0E, 0, 0, (byte)(sequence >> 8), (byte)sequence, type], Rfc64);

    static byte[] IpPacket(int number)
    {
        var packet = new byte[4 + 40];
        (packet[2], packet[4], packet[7], packet[20]) = (8, 0x45, 40, (byte)number);
        return packet;
    }

    static byte[] Packed(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var stream = new ZLibStream(packed, CompressionLevel.Optimal))
        {
            stream.Write(bytes);
        }
        return packed.ToArray();
    }
}
