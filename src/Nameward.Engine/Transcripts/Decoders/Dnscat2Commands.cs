using System.Buffers.Binary;
using Nameward.Engine.Observations;
using Nameward.Engine.Transcripts.Rebuilding;

namespace Nameward.Engine.Transcripts.Decoders;

/// <summary>
/// The commands in a session of dnscat2 (doc/command_protocol.md, client/drivers/command/command_packet.c, 0.07): u32 length, u16 whose highest bit says that
/// it answers and whose rest numbers the request, u16 command, fields. Both sides may ask; files and tunnels become files.
/// </summary>
/// <param name="session">The session, its streams put together.</param>
/// <param name="messageAt">Number of the message that carried the byte at a place.</param>
sealed class Dnscat2Commands(SessionDraft session, Func<Way, long, int> messageAt)
{
    const int LengthBytes = 4, HeadBytes = 4, NumberBytes = 4;
    const int MostTunnels = 100;

    readonly Dictionary<(Way Asked, int Number), Sentence> _asked = [];
    readonly SortedDictionary<(uint Tunnel, Way Way), ByteStream> _tunnels = [];
    int _files;

    /// <summary>Whether one of the streams begins as commands do.</summary>
    public static bool Fit(SessionDraft session) => Fits(session.Up.Stream.Head(LengthBytes + HeadBytes)) || Fits(session.Down.Stream.Head(LengthBytes + HeadBytes));

    /// <summary>Tells all commands up to the first gap of each direction, in the order in which they were seen.</summary>
    public void Tell()
    {
        foreach (var frame in Frames(Way.Up).Concat(Frames(Way.Down)).OrderBy(frame => frame.Message))
        {
            var what = frame.IsAnswer ? Answer(frame) : Request(frame);
            if (!frame.IsWhole)
            {
                what = Sentence.Of($"{what}; cut off: {frame.Fields.Length} of {frame.Length} bytes are here");
            }
            session.Tell(frame.Way, frame.Message, what, frame.Fields.Length);
        }
        foreach (var ((tunnel, way), stream) in _tunnels)
        {
            session.AddFile($"tunnel-{tunnel}", way, stream.Content());
        }
    }

    static bool Fits(ReadOnlySpan<byte> head) => head.Length == LengthBytes + HeadBytes && BinaryPrimitives.ReadUInt32BigEndian(head) is >= HeadBytes and <= (int)ByteStream.MostBytes
        && Enum.IsDefined((Dnscat2Command)BinaryPrimitives.ReadUInt16BigEndian(head[6..]));

    IEnumerable<Frame> Frames(Way way)
    {
        var stream = session[way].Stream;
        var bytes = stream.Head(int.MaxValue).AsMemory();
        for (var at = 0; bytes.Length - at >= LengthBytes + HeadBytes;)
        {
            var (length, rest) = (BinaryPrimitives.ReadUInt32BigEndian(bytes.Span[at..]), bytes[(at + LengthBytes)..]);
            if (length < HeadBytes)
            {
                session.Note("commands", Sentence.Of("what it says is no command where one should begin; the rest is not told"));
                yield break;
            }
            var here = rest[..(int)Math.Min(length, rest.Length)];
            yield return new(way, messageAt(way, stream.Start + at), BinaryPrimitives.ReadUInt16BigEndian(here.Span), (Dnscat2Command)BinaryPrimitives.ReadUInt16BigEndian(here.Span[2..]), here[HeadBytes..], length - HeadBytes);
            at += LengthBytes + here.Length;
        }
        if (stream.Gaps > 0)
        {
            session.Note("commands-" + (way == Way.Up ? "up" : "down"), Sentence.Of($"commands {(way == Way.Up ? "up" : "down")} are told up to the first gap"));
        }
    }

    Sentence Request(Frame frame)
    {
        var fields = frame.Fields.Span;
        var asks = frame.Command switch
        {
            Dnscat2Command.Ping => Sentence.Of($"ping {Excerpt.Of(Text(ref fields))}"),
            Dnscat2Command.Shell => Sentence.Of($"start a shell in a session with the name \"{Excerpt.Text(Text(ref fields))}\""),
            Dnscat2Command.Run => Run(fields),
            Dnscat2Command.Download => Sentence.Of($"send the file \"{Excerpt.Text(Text(ref fields))}\""),
            Dnscat2Command.Upload => Upload(frame),
            Dnscat2Command.Shutdown => Sentence.Of("shut down"),
            Dnscat2Command.Delay => Sentence.Of($"wait {Number(fields)} ms between packets"),
            Dnscat2Command.Connect => Connect(fields),
            Dnscat2Command.TunnelData => TunnelData(frame.Way, fields),
            Dnscat2Command.Close => Close(fields),
            Dnscat2Command.Error => Error(fields),
            _ => Sentence.Of($"command 0x{(ushort)frame.Command:x4}, which is not known"),
        };
        _asked[(frame.Way, frame.Number)] = asks;
        return asks;
    }

    Sentence Answer(Frame frame)
    {
        var fields = frame.Fields.Span;
        var to = _asked.TryGetValue((1 - frame.Way, frame.Number), out var asked) ? Sentence.Of($"answers \"{asked}\": ") : Sentence.Of("answers: ");
        return Sentence.Of($"{to}{Answered(frame, fields)}");
    }

    Sentence Answered(Frame frame, ReadOnlySpan<byte> fields)
    {
        switch (frame.Command)
        {
            case Dnscat2Command.Ping:
                return Sentence.Of($"ping {Excerpt.Of(Text(ref fields))}");
            case Dnscat2Command.Shell or Dnscat2Command.Run when fields.Length >= 2:
                return Sentence.Of($"it is session 0x{BinaryPrimitives.ReadUInt16BigEndian(fields):x4}");
            case Dnscat2Command.Download:
                return Sentence.Of($"{fields.Length} bytes, file {Add("download", frame.Way, fields)}: {Excerpt.Of(fields)}");
            case Dnscat2Command.Connect when fields.Length >= NumberBytes:
                return Sentence.Of($"it is tunnel {BinaryPrimitives.ReadUInt32BigEndian(fields)}");
            case Dnscat2Command.Error:
                return Error(fields);
            default:
                return Sentence.Of("done");
        }
    }

    static Sentence Run(ReadOnlySpan<byte> fields)
    {
        var name = Excerpt.Text(Text(ref fields));
        return Sentence.Of($"run \"{Excerpt.Text(Text(ref fields))}\" in a session with the name \"{name}\"");
    }

    Sentence Upload(Frame frame)
    {
        var fields = frame.Fields.Span;
        var name = Excerpt.Text(Text(ref fields));
        return Sentence.Of($"write the file \"{name}\" of {fields.Length} bytes, file {Add("upload", frame.Way, fields)}: {Excerpt.Of(fields)}");
    }

    static Sentence Connect(ReadOnlySpan<byte> fields)
    {
        fields = fields[Math.Min(NumberBytes, fields.Length)..];
        var host = Excerpt.Text(Text(ref fields));
        return fields.Length >= 2 ? Sentence.Of($"connect to {host} port {BinaryPrimitives.ReadUInt16BigEndian(fields)}") : Sentence.Of($"connect to {host}");
    }

    Sentence TunnelData(Way way, ReadOnlySpan<byte> fields)
    {
        var tunnel = Number(fields);
        var data = fields[Math.Min(NumberBytes, fields.Length)..];
        if (!_tunnels.TryGetValue((tunnel, way), out var stream))
        {
            if (_tunnels.Count >= MostTunnels)
            {
                session.Note("tunnels", Sentence.Of($"the content of more than {MostTunnels} tunnels is not written as files"));
                return Sentence.Of($"tunnel {tunnel}: {data.Length} bytes");
            }
            _tunnels.Add((tunnel, way), stream = new());
        }
        stream.Append(data);
        return Sentence.Of($"tunnel {tunnel}: {data.Length} bytes: {Excerpt.Of(data)}");
    }

    static Sentence Close(ReadOnlySpan<byte> fields)
    {
        var tunnel = Number(fields);
        fields = fields[Math.Min(NumberBytes, fields.Length)..];
        return Sentence.Of($"close tunnel {tunnel}: {Excerpt.Of(Text(ref fields))}");
    }

    static Sentence Error(ReadOnlySpan<byte> fields)
    {
        var status = fields.Length >= 2 ? BinaryPrimitives.ReadUInt16BigEndian(fields) : 0;
        fields = fields[Math.Min(2, fields.Length)..];
        return Sentence.Of($"error {status}: {Excerpt.Of(Text(ref fields))}");
    }

    string Add(string stem, Way way, ReadOnlySpan<byte> content)
    {
        var name = $"{stem}-{++_files}";
        session.AddFile(name, way, content.ToArray());
        return name;
    }

    static uint Number(ReadOnlySpan<byte> fields) => fields.Length >= NumberBytes ? BinaryPrimitives.ReadUInt32BigEndian(fields) : 0;

    /// <summary>Takes a text that a zero ends.</summary>
    static ReadOnlySpan<byte> Text(ref ReadOnlySpan<byte> fields)
    {
        var end = fields.IndexOf((byte)0);
        var text = end >= 0 ? fields[..end] : fields;
        fields = end >= 0 ? fields[(end + 1)..] : [];
        return text;
    }

    readonly record struct Frame(Way Way, int Message, ushort Packed, Dnscat2Command Command, ReadOnlyMemory<byte> Fields, long Length)
    {
        public bool IsAnswer => (Packed & 0x8000) != 0;
        public int Number => Packed & 0x7FFF;
        public bool IsWhole => Fields.Length == Length;
    }
}

/// <summary>What is asked for.</summary>
enum Dnscat2Command : ushort
{
    /// <summary>The same text back.</summary>
    Ping = 0,
    /// <summary>A shell.</summary>
    Shell = 1,
    /// <summary>A program.</summary>
    Run = 2,
    /// <summary>A file of the client's.</summary>
    Download = 3,
    /// <summary>A file for the client.</summary>
    Upload = 4,
    /// <summary>The end.</summary>
    Shutdown = 5,
    /// <summary>Another pause between packets.</summary>
    Delay = 6,
    /// <summary>A TCP connection from the client.</summary>
    Connect = 0x1000,
    /// <summary>Data of it.</summary>
    TunnelData = 0x1001,
    /// <summary>The end of it.</summary>
    Close = 0x1002,
    /// <summary>What went wrong.</summary>
    Error = 0xFFFF,
}
