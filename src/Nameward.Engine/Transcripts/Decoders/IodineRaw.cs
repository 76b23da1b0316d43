using System.Buffers.Binary;
using Nameward.Engine.Observations;
using Nameward.Engine.Transcripts.Rebuilding;

namespace Nameward.Engine.Transcripts.Decoders;

/// <summary>
/// iodine in raw UDP mode (src/client.c, handshake_raw_udp; src/common.h): whole packets in datagrams of their own on the port of DNS, behind a header of four bytes.
/// </summary>
/// <remarks>
/// <para>What agrees: a packet that unpacks to an IP packet of its own length (40 bits, as in names); the three fixed bytes (24 bits, once: they are the same in all);
/// a log-in of just a digest and a ping of nothing, each way (8 bits, once each). These alone prove no more than an echo would: a log-in of the server counts only where
/// its digest is none that the client sent.</para>
/// <para>What disagrees: a packet that was captured whole and does not unpack.</para>
/// </remarks>
static class IodineRaw
{
    const int PacketBits = 40, HeaderBits = 24, FormBits = 8, DigestBytes = 16;

    /// <summary>What the datagrams of a transcript prove; null where that is not enough, or there are none.</summary>
    public static ProvedTool? Prove(Datagrams datagrams)
    {
        var agreement = new Agreement();
        Read(datagrams, agreement);
        return DecoderList.Proved(Iodine.About, agreement);
    }

    /// <summary>Whether content is a digest of password and challenge, by its length.</summary>
    public static bool IsDigest(in TunnelDatagram datagram) => datagram is { Command: TunnelCommand.LogIn, Content.Length: DigestBytes };

    static void Read(Datagrams datagrams, Agreement agreement)
    {
        var room = new InnerRoom();
        var (counts, unpacked, failed) = (new int[2], 0, 0);
        var (forms, sent) = (new HashSet<(Way, TunnelCommand)>(), new HashSet<UInt128>());
        for (var i = 0; i < datagrams.Count; i++)
        {
            var datagram = datagrams.Read(i);
            var way = datagrams.Way(i);
            counts[(int)way]++;
            var bits = i == 0 ? HeaderBits : 0;
            if (datagram.Command == TunnelCommand.Data)
            {
                var isPacket = datagrams.IsWhole(i) && Unpack(datagram.Content, room) is not null;
                unpacked += isPacket ? 1 : 0;
                if (!isPacket && datagrams.IsWhole(i) && !room.IsFull)
                {
                    failed++;
                    agreement.Disagree();
                    continue;
                }
                bits += isPacket ? PacketBits : 0;
            }
            else if (!IsInForm(datagram, way, sent))
            {
                continue;
            }
            else
            {
                bits += forms.Add((way, datagram.Command)) ? FormBits : 0;
            }
            agreement.Agree(new(i, -1, 0), i, bits);
        }
        var packets = unpacked + failed > 0 ? Sentence.Of($"; {unpacked} of {unpacked + failed} packets in them unpack to IP packets") : Sentence.Of("; they log in and keep the way open");
        agreement.Text = datagrams.Count == 0 ? null
            : Sentence.Of($"raw UDP mode: {counts[0]} datagrams out and {counts[1]} back on port {TunnelDatagram.Port} are no DNS and begin with its header").Then("", packets);
    }

    /// <summary>The IP packet in a datagram; null where there is none, or no room for it.</summary>
    public static byte[]? Unpack(ReadOnlySpan<byte> content, InnerRoom room)
    {
        var packed = content.ToArray();
        return packed.Length == 0 ? null : room.Take(() => IodinePacket.Unpack(packed));
    }

    /// <summary>Whether a log-in or a ping is as long as it has to be, and no echo.</summary>
    static bool IsInForm(in TunnelDatagram datagram, Way way, HashSet<UInt128> sent)
    {
        if (datagram.Command == TunnelCommand.Ping)
        {
            return datagram.Content.IsEmpty;
        }
        if (!IsDigest(datagram))
        {
            return false;
        }
        var digest = BinaryPrimitives.ReadUInt128BigEndian(datagram.Content);
        if (way == Way.Up)
        {
            sent.Add(digest);
            return true;
        }
        return !sent.Contains(digest);
    }
}
