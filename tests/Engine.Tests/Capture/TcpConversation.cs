using Nameward.Engine.Observations;

namespace Nameward.Engine.Tests.Capture;

/// <summary>A random conversation of DNS over TCP, and how a network may bring it: cut anywhere, out of order, twice, overlapping.</summary>
sealed class TcpConversation
{
    const int MostLate = 6;

    readonly Random _random;
    readonly uint _clientStart;
    readonly uint _serverStart;
    readonly int _clientPort;
    readonly List<byte> _up = [];
    readonly List<byte> _down = [];

    public TcpConversation(Random random, int messages, int clientPort = TcpFrames.ClientPort)
    {
        (_random, _clientPort) = (random, clientPort);
        // One stream in three wraps around.
        _clientStart = random.Next(3) == 0 ? uint.MaxValue - (uint)random.Next(500) : (uint)random.Next();
        _serverStart = random.Next(3) == 0 ? uint.MaxValue - (uint)random.Next(500) : (uint)random.Next();
        for (var i = 0; i < messages; i++)
        {
            var name = $"{new string('n', random.Next(1, 60))}.m{i}.example";
            _up.AddRange(TcpFrames.Framed(MessageBuilder.Query(name, id: (ushort)i).ToArray()));
            var data = new byte[random.Next(40) == 0 ? 60_000 : random.Next(1, 400)];
            random.NextBytes(data);
            _down.AddRange(TcpFrames.Framed(MessageBuilder.Header(MessageBuilder.ResponseFlags, 1, 1, id: (ushort)i).Question(name, RecordTypes.Null).Answer(RecordTypes.Null, data).ToArray()));
            Expected.Add($"{Sides.Query} {i} {name}");
            Expected.Add($"{Sides.Response} {i} {name}");
        }
    }

    /// <summary>Side, id and name of each message.</summary>
    public List<string> Expected { get; } = [];

    /// <summary>Side, id and name of a row.</summary>
    public static string Tell(DnsMessage row, string name) => $"{row.Sides} {row.Id} {name}";

    /// <summary>Its frames as they come, from SYN on.</summary>
    public List<byte[]> Frames()
    {
        List<byte[]> frames = [TcpFrames.FromClient(TcpFrames.Syn, _clientStart, [], clientPort: _clientPort),
            TcpFrames.FromServer(TcpFrames.Syn | TcpFrames.Ack, _serverStart, [], clientPort: _clientPort)];
        frames.AddRange(Shuffled([.. Cut(_up, _clientStart + 1, TcpFrames.FromClient), .. Cut(_down, _serverStart + 1, TcpFrames.FromServer)]));
        frames.Add(TcpFrames.FromClient(TcpFrames.Fin | TcpFrames.Ack, _clientStart + 1 + (uint)_up.Count, [], clientPort: _clientPort));
        frames.Add(TcpFrames.FromServer(TcpFrames.Fin | TcpFrames.Ack, _serverStart + 1 + (uint)_down.Count, [], clientPort: _clientPort));
        return frames;
    }

    delegate byte[] MakeFrame(byte flags, uint sequence, byte[] payload, int port, int clientPort);

    IEnumerable<byte[]> Cut(List<byte> stream, uint start, MakeFrame frame)
    {
        for (var at = 0; at < stream.Count;)
        {
            var length = Math.Min(_random.Next(3) == 0 ? _random.Next(1, 20) : _random.Next(1, 1400), stream.Count - at);
            // Some come again, begin before what is new, or both.
            int from = _random.Next(4) == 0 ? Math.Max(0, at - _random.Next(300)) : at, copies = _random.Next(8) == 0 ? 2 : 1;
            for (; copies > 0; copies--)
            {
                yield return frame(TcpFrames.Ack, start + (uint)from, [.. stream[from..(at + length)]], 53, _clientPort);
            }
            at += length;
        }
    }

    /// <summary>Each frame comes at most a few places late.</summary>
    IEnumerable<byte[]> Shuffled(List<byte[]> frames) =>
        frames.Select((frame, i) => (frame, place: i + _random.Next(MostLate))).OrderBy(late => late.place).Select(late => late.frame);
}
