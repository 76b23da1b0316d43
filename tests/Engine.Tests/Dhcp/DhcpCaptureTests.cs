using Nameward.Engine.Evidence;
using Nameward.Engine.Evidence.Formats;
using Nameward.Engine.Tests.Capture;
using Nameward.Engine.Tests.Formats;
using Xunit;
using static Nameward.Engine.Tests.Dhcp.DhcpBytes;

namespace Nameward.Engine.Tests.Dhcp;

/// <summary>Leases, and the DNS servers that hosts are told, from packets.</summary>
public class DhcpCaptureTests
{
    // The first packet of a PcapBuilder.
    const string At = "2023-11-14T22:13:20.2500000Z";

    static readonly byte[] Servers = Option(6, Addresses("192.0.2.53", "198.51.100.53")), Mask = Option(1, Address("255.255.255.0")), Id = Option(54, Address(Server)), Hour = Option(51, 0, 0, 14, 16);

    static string Rows(byte[] frame)
    {
        var file = new PcapBuilder().Packet(frame).ToArray();
        var dump = new RowDump { ShowsPositions = false };
        Assert.Equal(file.Length, new Pcap().Open(new(0, TimeZoneInfo.Utc)).Read(file, isLast: true, dump));
        Assert.Equal(1, dump.Observed + dump.Ignored + dump.Malformed);
        return dump.ToString();
    }

    [Fact]
    public void AnAcknowledgementIsALeaseAndTellsTheServers() => Assert.Equal(
        $"""
        lease {At} until 2023-11-14T23:13:20.2500000Z 192.0.2.7 host="pc7" hardware="02:00:5e:00:53:01"
            and {At} AnnouncedServers Stands host="192.0.2.1" actor="" object="subnet 192.0.2.0/24" property="option 6" "" -> "192.0.2.53, 198.51.100.53"

        """.ReplaceLineEndings("\n"),
        Rows(FromServer(V4(2, 5, Host, options: [Hour, Id, Mask, Servers, Text(12, "pc7\0")]))));

    [Fact]
    public void AnOfferTellsTheServersAndIsNoLease() => Assert.Equal(
        $"change {At} AnnouncedServers Stands host=\"203.0.113.66\" actor=\"\" object=\"\" property=\"option 6\" \"\" -> \"192.0.2.53, 198.51.100.53\"\n",
        Rows(FromServer(V4(2, 2, Host, options: [Hour, Servers]), from: "203.0.113.66")));

    [Fact]
    public void WhoSendsForAnotherServerIsNamedToo() => Assert.Contains("host=\"192.0.2.1\" actor=\"203.0.113.66\"", Rows(FromServer(V4(2, 2, Host, options: [Id, Servers]), from: "203.0.113.66")), StringComparison.Ordinal);

    [Fact]
    public void AListInTwoOptionsIsOne() => Assert.Contains("-> \"192.0.2.53, 192.0.2.54\"", Rows(FromServer(V4(2, 2, Host, options: [Option(6, Addresses("192.0.2.53")), Option(6, Addresses("192.0.2.54"))]))), StringComparison.Ordinal);

    [Fact]
    public void ARequestTellsHowTheHardwareCallsItself() => Assert.Equal(
        $"lease {At} until {At} :: host=\"pc7\" hardware=\"02:00:5e:00:53:01\"\n", Rows(FromHost(V4(1, 3, options: [Text(12, "pc7")]))));

    [Theory]
    [InlineData(new byte[] { 0, 0, 0, (byte)'p', (byte)'c', (byte)'7', (byte)'.', (byte)'x' }, "pc7.x")]
    [InlineData(new byte[] { 5, 0, 0, 3, (byte)'p', (byte)'c', (byte)'7', 1, (byte)'x', 0 }, "pc7.x")]
    [InlineData(new byte[] { 4, 0, 0, 3, (byte)'p', (byte)'c', (byte)'7' }, "pc7")]
    [InlineData(new byte[] { 4, 0, 0, 9, (byte)'p', (byte)'c' }, "")]
    [InlineData(new byte[] { 4, 0, 0, 0xC0, 12 }, "")]
    public void TheNameWithItsDomainIsReadInBothForms(byte[] option, string host) =>
        Assert.Contains($"192.0.2.7 host=\"{host}\"", Rows(FromServer(V4(2, 5, Host, options: [Hour, Option(81, option)]))), StringComparison.Ordinal);

    [Fact]
    public void AnAnswerToAHostThatHasItsAddressLastsNoTime() => Assert.Equal(
        $"lease {At} until {At} 192.0.2.20 host=\"\" hardware=\"02:00:5e:00:53:01\"\n", Rows(FromServer(V4(2, 5, client: "192.0.2.20", options: [Hour]))));

    [Fact]
    public void ALeaseForEverNeverEnds() => Assert.Contains("until 9999-12-31", Rows(FromServer(V4(2, 5, Host, options: [Option(51, 255, 255, 255, 255)]))), StringComparison.Ordinal);

    /// <summary>Discover, request without a name, decline, refusal; replies that tell nothing; what is not DHCP.</summary>
    [Fact]
    public void WhatTellsNothingIsIgnoredAsBefore()
    {
        byte[][] frames =
        [
            FromHost(V4(1, 1, options: [Text(12, "pc7")])), FromHost(V4(1, 3)), FromHost(V4(1, 4, options: [Text(12, "pc7")])), FromServer(V4(2, 6, Host, options: [Servers])), FromServer(V4(2, 2, Host)),
            FromServer(V4(2, 5)), FromServer(new byte[300]), V6FromServer(V6(7)), V6FromServer(V6(1, V6Option(23, Addresses("2001:db8::53")))), Advertisement(), Advertisement(Rdnss(0, "2001:db8::53")),
            V6FromServer(V6(7, V6Addresses(V6Address("2001:db8::7", 0)))),
        ];
        Assert.All(frames, frame => Assert.Equal("ignored\n", Rows(frame)));
    }

    [Fact]
    public void AReplyOfIPv6IsALeaseOfEachAddress() => Assert.Equal(
        $"""
        lease {At} until 2023-11-14T22:14:20.2500000Z 2001:db8::7 host="pc7" hardware=""
            and {At} until 2023-11-14T22:15:20.2500000Z 2001:db8::8 host="pc7" hardware=""
            and {At} AnnouncedServers Stands host="fe80::1" actor="" object="" property="option 23" "" -> "2001:db8::53"

        """.ReplaceLineEndings("\n"),
        Rows(V6FromServer(V6(7, V6Addresses(V6Address("2001:db8::7", 60), V6Address("2001:db8::8", 120)), V6Option(39, 0, 3, (byte)'p', (byte)'c', (byte)'7'), V6Option(23, Addresses("2001:db8::53"))))));

    [Fact]
    public void WhatARelayCarriesIsOpened()
    {
        var inner = V6(2, V6Option(23, Addresses("2001:db8::53")));
        byte[] relayed = [13, 0, .. new byte[32], .. V6Option(9, inner)];
        byte[] twice = [13, 1, .. new byte[32], .. V6Option(9, relayed)];
        Assert.All((byte[][])[relayed, twice], message => Assert.Contains("AnnouncedServers Stands host=\"fe80::1\"", Rows(V6FromServer(message)), StringComparison.Ordinal));
    }

    [Fact]
    public void ARouterTellsServers() => Assert.Equal(
        $"change {At} AnnouncedServers Stands host=\"fe80::1\" actor=\"\" object=\"subnet 2001:db8::/64\" property=\"RDNSS\" \"\" -> \"2001:db8::53, 2001:db8::54\"\n",
        Rows(Advertisement(Prefix("2001:db8::", 64), Rdnss(600, "2001:db8::53"), Rdnss(600, "2001:db8::54"))));

    /// <summary>Cut or changed anywhere, a packet is still one record, and nothing fails.</summary>
    [Fact]
    public void DamageDoesNoHarm()
    {
        byte[][] frames =
        [
            FromServer(V4(2, 5, Host, options: [Hour, Id, Mask, Servers, Text(12, "pc7"), Option(81, 4, 0, 0, 3, (byte)'p', (byte)'c', (byte)'7', 0)])),
            V6FromServer([13, 0, .. new byte[32], .. V6Option(9, V6(7, V6Addresses(V6Address("2001:db8::7", 60)), V6Option(39, 0, 3, (byte)'p', (byte)'c', (byte)'7'), V6Option(23, Addresses("2001:db8::53"))))]),
            Advertisement(Prefix("2001:db8::", 64), Rdnss(600, "2001:db8::53", "2001:db8::54")),
        ];
        foreach (var frame in frames)
        {
            for (var length = 0; length < frame.Length; length++)
            {
                Assert.Single(Records(frame[..length]));
            }
            for (var seed = 0; seed < 3000; seed++)
            {
                var random = new Random(seed);
                var changed = frame.ToArray();
                for (var hits = random.Next(1, 6); hits > 0; hits--)
                {
                    changed[random.Next(changed.Length)] = (byte)random.Next(256);
                }
                Assert.Single(Records(changed));
            }
        }
    }

    // Flows are records beyond the packets.
    static List<string> Records(byte[] frame) => Capture.Reading.Whole(new PcapBuilder().Packet(frame).ToArray()).Lines;

    [Theory]
    [InlineData("samples/pcap/ws-dhcp.pcap", "lease 2004-12-05T19:16:24.3877980Z until 2004-12-05T20:16:24.3877980Z 192.168.0.10 host=\"\" hardware=\"00:0b:82:01:fc:42\"")]
    [InlineData("samples/pcap/ws-dhcp.pcapng", "lease 2004-12-05T19:16:24.3877980Z until 2004-12-05T20:16:24.3877980Z 192.168.0.10 host=\"\" hardware=\"00:0b:82:01:fc:42\"")]
    [InlineData("samples/pcap/dhcp-option-108.pcapng", "AnnouncedServers Stands host=\"31.130.229.6\" actor=\"10.56.0.2\" object=\"subnet 10.56.0.0/16\" property=\"option 6\" \"\" -> \"31.130.229.6, 31.130.229.7\"")]
    public void RealPacketsTellWhatTsharkTells(string path, string row)
    {
        var file = Samples.Unpacked(Samples.Shared(path));
        Assert.Contains(row, Feeding.Whole(Capture.Reading.Format(file), file, new() { ShowsPositions = false }).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void RealLinesOfAServerAreRead()
    {
        var file = Samples.Unpacked(Samples.Shared("samples/dhcp/isc-dhcpd.log"));
        Assert.Equal("isc-dhcp-log", Identification.Of(file, FormatList.All)?.Info.Id);
        Assert.Equal(
            """
            lease 0001-01-01T00:00:00.0000000Z until 0001-01-01T00:00:00.0000000Z 10.100.102.108 host="PDB746" hardware="6c:88:14:1d:97:1c"
            ignored
            lease 0001-01-01T00:00:00.0000000Z until 0001-01-01T00:00:00.0000000Z 10.17.81.182 host="6867i00085D719105" hardware="00:08:5d:71:92:15" over
            ignored

            """.ReplaceLineEndings("\n"),
            Feeding.Whole(new IscDhcpLog(), file, new() { ShowsPositions = false }).ToString());
    }
}
