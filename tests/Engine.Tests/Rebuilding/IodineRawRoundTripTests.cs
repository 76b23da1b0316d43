using Nameward.Engine.Tests.Rebuilding.Encoders;
using Nameward.Engine.Transcripts.Rebuilding;
using Xunit;

namespace Nameward.Engine.Tests.Rebuilding;

/// <summary>Random sessions of iodine's raw UDP mode, whole and damaged: what is recovered was sent, and once.</summary>
public class IodineRawRoundTripTests
{
    const int Few = 300, Many = 10_000;
    const ushort NearPort = 40000, FarPort = 9000;

    [Fact]
    public void AFewSessionsComeBack() => RoundTrips(0, Few);

    [Fact]
    [Trait("tier", "ci")]
    public void TenThousandSessionsComeBack() => RoundTrips(Few, Many);

    static void RoundTrips(int from, int count)
    {
        var (lost, sent) = (0, 0);
        for (var seed = from; seed < from + count; seed++)
        {
            var random = new Random(seed);
            var (raw, packets, user) = (new RawRecording(), new List<string>(), random.Next(16));
            byte[] up = Bytes(random, random.Next(1, 600)), down = Bytes(random, random.Next(1, 600));
            Speak(raw, packets, random, user, up, down);
            var isDamaged = seed % 2 == 1;
            if (isDamaged)
            {
                raw.Damage(random, chance: 50);
            }
            var sessions = Rebuilder.Rebuild(raw.Transcript());
            Assert.True(sessions.Length == 1, $"seed {seed}: {string.Join(", ", sessions.Select(one => one.Key))}");
            var session = sessions[0];
            var found = CaptureSessions.Packets(session);
            sent += packets.Count;
            Assert.True(found.All(packets.Remove), $"seed {seed}: a packet that was not sent, or twice");
            lost += packets.Count;
            Assert.True(session.Up.Recovered <= up.Length && session.Down.Recovered <= down.Length, $"seed {seed}: more than was sent");
            if (!isDamaged)
            {
                Assert.Empty(packets);
                Assert.Equal((seed, up.Length, 0), (seed, (int)session.Up.Recovered!, session.Up.Gaps));
                Assert.Equal((seed, down.Length, 0), (seed, (int)session.Down.Recovered!, session.Down.Gaps));
                Assert.Equal(up, CaptureSessions.Content(session, "tcp-1-up.bin"));
                Assert.Equal(down, CaptureSessions.Content(session, "tcp-1-down.bin"));
            }
            else if (session.Up.Recovered < up.Length - 120)
            {
                // More than the last segment: TCP's own numbers tell of it.
                Assert.True(session.Up.Gaps > 0, $"seed {seed}: {up.Length - session.Up.Recovered} bytes are missing and no gap is told");
            }
        }
        Assert.InRange(lost, 1, sent / 5);
    }

    static void Speak(RawRecording raw, List<string> packets, Random random, int user, byte[] up, byte[] down)
    {
        var (isV6, upStart, downStart) = (random.Next(2) == 0, (uint)random.NextInt64(1L << 32), (uint)random.NextInt64(1L << 32));
        var (upAt, downAt) = (0, 0);
        void Segment(bool isUp, uint sequence, byte flags, byte[] data)
        {
            var packet = InnerPackets.Ip(isV6, isUp, InnerPacket.Tcp,
                InnerPackets.Tcp(isUp, NearPort, FarPort, sequence, (flags & InnerPackets.Ack) == 0 ? 0 : isUp ? downStart + 1 + (uint)downAt : upStart + 1 + (uint)upAt, flags, data));
            packets.Add(Convert.ToHexString(packet));
            raw.Packet(isUp, user, packet);
        }
        raw.LogIn(user);
        Segment(isUp: true, upStart, InnerPackets.Syn, []);
        Segment(isUp: false, downStart, InnerPackets.Syn | InnerPackets.Ack, []);
        while (upAt < up.Length || downAt < down.Length)
        {
            var isUp = downAt == down.Length || (upAt < up.Length && random.Next(2) == 0);
            var (bytes, at) = isUp ? (up, upAt) : (down, downAt);
            var data = bytes[at..Math.Min(bytes.Length, at + random.Next(1, 120))];
            Segment(isUp, (isUp ? upStart : downStart) + 1 + (uint)at, InnerPackets.Ack, data);
            (upAt, downAt) = isUp ? (upAt + data.Length, downAt) : (upAt, downAt + data.Length);
            if (random.Next(8) == 0)
            {
                raw.Ping(user);
            }
        }
        Segment(isUp: true, upStart + 1 + (uint)up.Length, InnerPackets.Fin | InnerPackets.Ack, []);
        Segment(isUp: false, downStart + 1 + (uint)down.Length, InnerPackets.Fin | InnerPackets.Ack, []);
        raw.Ping(user);
    }

    static byte[] Bytes(Random random, int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }
}
