using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Rebuilding.Encoders;
using Nameward.Engine.Transcripts.Rebuilding;
using Xunit;

namespace Nameward.Engine.Tests.Rebuilding;

/// <summary>Random sessions of iodine, whole and damaged: what is recovered was sent, and what is not is told.</summary>
public class IodineRoundTripTests
{
    const int Few = 300, Many = 10_000;
    const ushort Private = 65399;

    static readonly ushort[] Types = [RecordTypes.Null, Private, RecordTypes.Txt, RecordTypes.Srv, RecordTypes.Mx, RecordTypes.Cname, RecordTypes.A];

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
            var talk = new Sent(seed);
            var sessions = Rebuilder.Rebuild(talk.Recording.Transcript(), "iodine");
            Assert.True(sessions.Length == 1, $"seed {seed}: {string.Join(", ", sessions.Select(one => $"{one.Key} of {one.Queries} names"))}");
            var session = sessions[0];
            var packets = CaptureSessions.Packets(session);
            // No packet that was not sent, and none twice.
            Assert.True(packets.All(talk.Packets.Remove), $"seed {seed}: a packet that was not sent");
            lost += talk.Packets.Count;
            sent += packets.Count;
            if (talk.IsDamaged)
            {
                Assert.True(talk.Packets.Count == 0 || session.Up.Gaps + session.Down.Gaps > 0, $"seed {seed}: {talk.Packets.Count} packets are missing and no gap is told");
                Assert.True(session.Up.Recovered <= talk.Up.Length && session.Down.Recovered <= talk.Down.Length, $"seed {seed}: more than was sent");
                continue;
            }
            Assert.True(talk.Packets.Count == 0, $"seed {seed}: {talk.Packets.Count} packets of a whole session are missing, {session.Up.Gaps} gaps up, {session.Down.Gaps} down");
            Assert.Equal((seed, talk.Up.Length + talk.UdpBytes, 0), (seed, session.Up.Recovered, session.Up.Gaps));
            Assert.Equal((seed, talk.Down.Length, 0), (seed, session.Down.Recovered, session.Down.Gaps));
            Assert.Equal(talk.Up, session.Files.Single(file => file.Name == "tcp-1-up.bin").Content.ToArray());
            Assert.Equal(talk.Down, session.Files.Single(file => file.Name == "tcp-1-down.bin").Content.ToArray());
        }
        Assert.InRange(lost, 1, sent / 5);
    }

    /// <summary>A random session: a handshake or none, a TCP conversation with segments sent again, and datagrams.</summary>
    sealed class Sent
    {
        const ushort NearPort = 40000, FarPort = 9000;

        readonly Random _random;
        readonly IodineEncoder _iodine;
        readonly bool _isV6;
        readonly uint _upStart, _downStart;
        int _upAt, _downAt;

        public Sent(int seed)
        {
            _random = new(seed);
            var type = Types[seed % Types.Length];
            var hasRaw = type is RecordTypes.Null or Private;
            _iodine = new(Recording, _random, _random.Next(16), type)
            {
                UpCodec = _random.Next(4),
                DownCodec = hasRaw ? 4 : _random.Next(type == RecordTypes.Txt ? 5 : 4),
                PieceBytes = type is RecordTypes.Cname or RecordTypes.A ? 60 : _random.Next(60, 200),
            };
            (Up, Down, _isV6) = (Bytes(_random.Next(1, 600)), Bytes(_random.Next(1, 600)), _random.Next(2) == 0);
            (_upStart, _downStart) = ((uint)_random.NextInt64(1L << 32), (uint)_random.NextInt64(1L << 32));
            IsDamaged = seed / Types.Length % 2 == 1;
            var isWhole = _random.Next(4) > 0;
            if (isWhole)
            {
                _iodine.Handshake();
            }
            Speak();
            if (IsDamaged)
            {
                // Of what is lost before the first packet that is seen, or behind the last, nothing tells.
                Recording.Damage(_random, chance: 20, sparedFirst: isWhole ? 0 : 8, sparedLast: 8);
            }
            if (_iodine.UpCodec == 0 && _random.Next(2) == 0)
            {
                Recording.ChangeCase(_random);
            }
        }

        public Recording Recording { get; } = new();
        public bool IsDamaged { get; }
        public byte[] Up { get; }
        public byte[] Down { get; }
        public int UdpBytes { get; private set; }
        public List<string> Packets { get; } = [];

        void Speak()
        {
            Segment(isUp: true, _upStart, InnerPackets.Syn, []);
            Segment(isUp: false, _downStart, InnerPackets.Syn | InnerPackets.Ack, []);
            while (_upAt < Up.Length || _downAt < Down.Length)
            {
                var isUp = _downAt == Down.Length || (_upAt < Up.Length && _random.Next(2) == 0);
                var (bytes, at) = isUp ? (Up, _upAt) : (Down, _downAt);
                var data = bytes[at..Math.Min(bytes.Length, at + _random.Next(1, 120))];
                Segment(isUp, (isUp ? _upStart : _downStart) + 1 + (uint)at, InnerPackets.Ack, data);
                if (_random.Next(8) == 0)
                {
                    // Sent again, with what TCP would say by then.
                    Segment(isUp, (isUp ? _upStart : _downStart) + 1 + (uint)at, InnerPackets.Ack, data);
                }
                (_upAt, _downAt) = isUp ? (_upAt + data.Length, _downAt) : (_upAt, _downAt + data.Length);
                if (!IsDamaged && _random.Next(8) == 0)
                {
                    Send(isUp: true, InnerPacket.Udp, InnerPackets.Udp(isUp: true, NearPort, 53, Bytes(20)));
                    UdpBytes += 20;
                }
                _iodine.Poll();
            }
            Segment(isUp: true, _upStart + 1 + (uint)Up.Length, InnerPackets.Fin | InnerPackets.Ack, []);
            Segment(isUp: false, _downStart + 1 + (uint)Down.Length, InnerPackets.Fin | InnerPackets.Ack, []);
            _iodine.Poll(more: 4);
        }

        void Segment(bool isUp, uint sequence, byte flags, byte[] data) => Send(isUp, InnerPacket.Tcp,
            InnerPackets.Tcp(isUp, NearPort, FarPort, sequence, (flags & InnerPackets.Ack) == 0 ? 0 : isUp ? _downStart + 1 + (uint)_downAt : _upStart + 1 + (uint)_upAt, flags, data));

        void Send(bool isUp, byte protocol, byte[] payload)
        {
            var packet = InnerPackets.Ip(_isV6, isUp, protocol, payload);
            Packets.Add(Convert.ToHexString(packet));
            if (isUp)
            {
                _iodine.SendUp(packet);
            }
            else
            {
                _iodine.SendDown(packet);
                _iodine.Poll();
            }
        }

        byte[] Bytes(int count)
        {
            var bytes = new byte[count];
            _random.NextBytes(bytes);
            return bytes;
        }
    }
}
