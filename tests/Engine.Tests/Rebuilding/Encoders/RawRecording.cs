using Nameward.Engine.Evidence;
using Nameward.Engine.Observations;
using Nameward.Engine.Transcripts;

namespace Nameward.Engine.Tests.Rebuilding.Encoders;

/// <summary>Datagrams of iodine's raw UDP mode between a client and the port of DNS of a server, a quarter of a second apart, and what can happen to them on the way.</summary>
sealed class RawRecording
{
    /// <summary>The digests for this password, of challenge 0x539FD550 and of one more and one less (src/login.c).</summary>
    public const string Password = "red-kettle-7", Digest = "53dbd10689c82c47f1fab55f69276b17", DigestUp = "17cbb63a9b70748e51ea285cc66b0cb0", DigestDown = "de6bc0e5c55d20e4272b6d51fbb89123";

    public const string Client = "10.0.0.7", Server = "198.51.100.53";

    const int ClientPort = 41000;

    static readonly DateTime Start = new(2026, 3, 18, 9, 30, 0, DateTimeKind.Utc);

    readonly List<Line> _lines = [];

    /// <summary>Datagrams so far.</summary>
    public int Count => _lines.Count;

    public RawRecording LogIn(int user, string digest = DigestUp)
    {
        Say(true, 0x10 | user, Convert.FromHexString(digest));
        return Say(false, 0x10 | user, Convert.FromHexString(DigestDown));
    }

    public RawRecording Ping(int user) => Say(true, 0x30 | user, []).Say(false, 0x30 | user, []);

    public RawRecording Packet(bool isUp, int user, byte[] packet) => Say(isUp, 0x20 | user, IodineEncoder.Pack(packet));

    /// <summary>Any datagram with the three fixed bytes.</summary>
    public RawRecording Say(bool isUp, int commandAndUser, byte[] content)
    {
        _lines.Add(new(isUp, [0x10, 0xD1, 0x9E, (byte)commandAndUser, .. content], 0));
        return this;
    }

    /// <summary>Loses datagrams, shows them in a second source too and swaps neighbours, each with this chance in a thousand.</summary>
    public void Damage(Random random, int chance)
    {
        for (var i = _lines.Count - 2; i >= 0; i--)
        {
            if (random.Next(1000) < chance)
            {
                _lines.RemoveAt(i);
            }
            else if (random.Next(1000) < chance)
            {
                _lines.Insert(i + random.Next(2), _lines[i] with { Source = 1 });
            }
            else if (random.Next(1000) < chance)
            {
                (_lines[i], _lines[i + 1]) = (_lines[i + 1], _lines[i]);
            }
        }
    }

    /// <summary>Captures this much of each at most.</summary>
    public void Cut(int bytes)
    {
        for (var i = 0; i < _lines.Count; i++)
        {
            _lines[i] = _lines[i] with { Captured = bytes };
        }
    }

    /// <summary>The frames of a capture.</summary>
    public IEnumerable<byte[]> Frames() => _lines.Select(line => line.IsUp
        ? Capture.Frames.Ethernet(Capture.Frames.V4(Capture.Frames.Udp(ClientPort, 53, line.Payload), from: Client, to: Server))
        : Capture.Frames.Ethernet(Capture.Frames.V4(Capture.Frames.Udp(53, ClientPort, line.Payload), from: Server, to: Client)));

    /// <summary>The transcript as the revisit of a capture gives it.</summary>
    public Transcript Transcript(int most = Engine.Transcripts.Transcript.MostMessages)
    {
        Endpoint client = new(Address.FromV4(0x0A000007), ClientPort), server = new(Address.FromV4(0xC6336435), 53);
        var transcript = new Transcript(new SuspectConversations(client.Address, server, IsElsewhere: false), most);
        var writer = new BatchWriter(new Sink(transcript));
        for (var source = 0; source < 2; source++)
        {
            writer.Begin(new(source, 0), 1);
            foreach (var (i, line) in _lines.Index().Where(line => line.Item.Source == source))
            {
                var sent = line.Payload.Length;
                writer.Datagram(new()
                {
                    At = new(source, i + 1),
                    Time = Start.AddMilliseconds(i * 250),
                    Client = client,
                    Server = server,
                    Protocol = Flow.Udp,
                    UpBytes = line.IsUp ? sent : Flow.Unknown,
                    DownBytes = line.IsUp ? Flow.Unknown : sent,
                    UpPackets = line.IsUp ? 1 : Flow.Unknown,
                    DownPackets = line.IsUp ? Flow.Unknown : 1,
                    IsAnswered = line.IsUp ? null : true,
                }, line.Payload.AsSpan(0, Math.Min(sent, line.Captured)));
            }
            writer.Flush();
        }
        return transcript;
    }

    sealed record Line(bool IsUp, byte[] Payload, int Source)
    {
        public int Captured { get; init; } = int.MaxValue;
    }

    sealed class Sink(Transcript transcript) : IObservationSink
    {
        public void Take(IObservationBatch batch)
        {
            foreach (ref readonly var flow in batch.Flows)
            {
                transcript.Add(flow, batch);
            }
        }
    }
}
