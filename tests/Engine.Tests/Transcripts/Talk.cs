using System.Collections.Immutable;
using System.Text;
using Nameward.Engine.Evidence;
using Nameward.Engine.Observations;
using Nameward.Engine.Transcripts;
using Nameward.Engine.Transcripts.Decoders;
using Nameward.Engine.Transcripts.Rebuilding;

namespace Nameward.Engine.Tests.Transcripts;

/// <summary>A transcript made by hand: what one client asks under one zone, a question each second, and what comes back.</summary>
sealed class Talk
{
    public const string Zone = "t-example.net";

    static readonly Endpoint Client = new(Address.FromV4(0x0A000007), 40000), Server = new(Address.FromV4(0xC6336435), 53);
    static readonly DateTime Start = new(2026, 3, 18, 9, 0, 0, DateTimeKind.Utc);

    readonly BatchWriter _writer;
    int _messages;
    string _zone = Zone;

    /// <summary>A talk in a zone of ours, or in these.</summary>
    public Talk(params string[] zones)
    {
        Transcript = new(new SuspectPair(Client.Address, [.. zones.DefaultIfEmpty(Zone).Select(Names.Wire)]));
        _writer = new(new Sink(Transcript));
        _writer.Begin(new(0, 0), 1);
    }

    public Transcript Transcript { get; }

    /// <summary>The tool that is proved.</summary>
    public ProvedTool? Tool
    {
        get
        {
            _writer.Flush();
            return DecoderList.Identify(Transcript);
        }
    }

    /// <summary>The sessions, as the tool that is proved or one that is named takes them apart.</summary>
    public ImmutableArray<RebuiltSession> Rebuilt(string? tool = null, string? secret = null)
    {
        _writer.Flush();
        return Rebuilder.Rebuild(Transcript, tool, secret);
    }

    /// <summary>Goes on in another zone.</summary>
    public Talk In(string zone)
    {
        _zone = zone;
        return this;
    }

    /// <summary>Labels below the zone, dots between them and any byte in them, as Latin-1.</summary>
    public Talk Ask(string labels, ushort type = RecordTypes.A, string? zone = null)
    {
        _writer.Message(Message(type, Sides.Query), Wire(labels, zone), []);
        return this;
    }

    /// <summary>A question, and one record that comes back.</summary>
    public Talk Ask(string labels, ushort type, byte[] data, ushort? answerType = null) => Ask(labels, type, (byte[][])[data], answerType);

    /// <summary>A question, and the records that come back.</summary>
    public Talk Ask(string labels, ushort type, byte[][] data, ushort? answerType = null, string? zone = null)
    {
        Ask(labels, type, zone);
        var records = new ResourceRecordWriter();
        foreach (var one in data)
        {
            records.Add(Section.Answer, answerType ?? type, 0, [], one);
        }
        _writer.Message(Message(type, Sides.Response) with { Rcode = 0, ShowsAnswers = true }, Wire(labels, zone), records.Written);
        return this;
    }

    /// <summary>Strings of TXT (RFC 1035 section 3.3.14).</summary>
    public static byte[] Txt(ReadOnlySpan<byte> text)
    {
        var data = new List<byte>();
        for (; !text.IsEmpty; text = text[Math.Min(255, text.Length)..])
        {
            data.Add((byte)Math.Min(255, text.Length));
            data.AddRange(text[..Math.Min(255, text.Length)]);
        }
        return data.Count > 0 ? [.. data] : [0];
    }

    public static byte[] Txt(string text) => Txt(Encoding.Latin1.GetBytes(text));

    /// <summary>Bytes in symbols of as many bits as the alphabet has room for, highest first: the reverse of what decoders read.</summary>
    public static string Encode(ReadOnlySpan<byte> bytes, string alphabet)
    {
        var bits = System.Numerics.BitOperations.Log2((uint)alphabet.Length);
        var text = new StringBuilder();
        int held = 0, count = 0;
        foreach (var one in bytes)
        {
            (held, count) = ((held << 8 | one) & 0xFFFF, count + 8);
            for (; count >= bits; count -= bits)
            {
                text.Append(alphabet[held >> (count - bits) & alphabet.Length - 1]);
            }
        }
        return count == 0 ? text.ToString() : text.Append(alphabet[held << (bits - count) & alphabet.Length - 1]).ToString();
    }

    /// <summary>A text in labels of at most 60 bytes.</summary>
    public static string InLabels(string text) => string.Join('.', text.Chunk(60).Select(label => new string(label)));

    DnsMessage Message(ushort type, Sides sides) => new()
    {
        At = new(0, ++_messages),
        Time = Start.AddMilliseconds(_messages * 500),
        Sides = sides,
        Transport = Transport.Udp,
        Client = Client,
        Server = Server,
        Type = type,
    };

    byte[] Wire(string labels, string? zone = null)
    {
        var wire = new List<byte>();
        foreach (var label in labels.Split('.'))
        {
            wire.Add((byte)label.Length);
            wire.AddRange(Encoding.Latin1.GetBytes(label));
        }
        return [.. wire, .. Names.Wire(zone ?? _zone)];
    }

    sealed class Sink(Transcript transcript) : IObservationSink
    {
        public void Take(IObservationBatch batch)
        {
            foreach (ref readonly var message in batch.Messages)
            {
                transcript.Add(message, batch);
            }
        }
    }
}
