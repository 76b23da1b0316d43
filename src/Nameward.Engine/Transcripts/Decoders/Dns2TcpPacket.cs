using System.Buffers.Binary;
using Nameward.Engine.Observations;
using Nameward.Engine.Transcripts.Codecs;
using Nameward.Engine.Transcripts.Rebuilding;

namespace Nameward.Engine.Transcripts.Decoders;

/// <summary>
/// A packet of dns2tcp (common/includes/packet.h, 0.5.2): u16 session (as the client's processor writes it), u16 acknowledgement, u16 sequence, u8 type, data;
/// base64 without padding in the labels of a name, or in a record behind the letter of its index ("A" first).
/// </summary>
sealed class Dns2TcpPacket
{
    /// <summary>Bytes before the data.</summary>
    public const int HeaderBytes = 7;

    const int HeaderDigits = 10;

    readonly byte[] _digits;
    readonly byte[] _header;

    Dns2TcpPacket(byte[] digits, byte[] header, string command) => (_digits, _header, Command) = (digits, header, command);

    /// <summary>The command under which the name stands: "auth", "resource", "connect"; empty where it is none, and in answers.</summary>
    public string Command { get; }

    /// <summary>Number of the session; 0 in the question that asks for one.</summary>
    public ushort Session => BinaryPrimitives.ReadUInt16LittleEndian(_header);

    /// <summary>Sequence number of an answer that the client has; 0 where it says nothing.</summary>
    public ushort Acknowledged => BinaryPrimitives.ReadUInt16BigEndian(_header.AsSpan(2));

    /// <summary>Number of the question, from 1; the answer repeats it.</summary>
    public ushort Sequence => BinaryPrimitives.ReadUInt16BigEndian(_header.AsSpan(4));

    /// <summary>Kind of the packet, and flags.</summary>
    public Dns2TcpType Type => (Dns2TcpType)_header[6];

    /// <summary>Whether the type is one of the kinds below 8, or of flags from 8 to 64.</summary>
    public bool IsKnown => Type is Dns2TcpType.Ok or Dns2TcpType.End or Dns2TcpType.Error or Dns2TcpType.Poll or Dns2TcpType.CheckSize || (_header[6] & 0x87) == 0;

    /// <summary>Bytes of data.</summary>
    public int Length => _digits.Length * 6 / 8 - HeaderBytes;

    /// <summary>Whether a log shows "?" for some of its digits.</summary>
    public bool IsHidden => _digits.AsSpan().Contains((byte)'?');

    /// <summary>The data; zeros where a log shows "?".</summary>
    public byte[] Data
    {
        get
        {
            byte[] digits = [.. _digits.Select(digit => digit == '?' ? (byte)'A' : digit)];
            // A single digit behind the last group is no byte.
            var whole = SymbolCodec.Base64.Decode(digits.AsSpan(0, digits.Length % 4 == 1 ? digits.Length - 1 : digits.Length));
            return whole[HeaderBytes..];
        }
    }

    /// <summary>The packet in the labels before the apex; null where there is none. A log may show another sign in place of "=", and "?" for digits of the data.</summary>
    public static Dns2TcpPacket? Of(Conversation conversation, in Transaction transaction)
    {
        var labels = conversation.Prefix(transaction);
        Span<byte> text = stackalloc byte[WireName.MaxBytes];
        for (var at = 0; at < labels.Length; at += labels[at] + 1)
        {
            if (CommandOf(labels.Slice(at + 1, labels[at])) is { Length: > 0 } command)
            {
                return Of(text[..Conversation.Join(labels[..at], text)], command);
            }
        }
        return Of(text[..Conversation.Join(labels, text)], "");
    }

    /// <summary>The packets in the records of an answer, in the order of their letters: one, but for the list of resources.</summary>
    public static List<Dns2TcpPacket> Answers(Conversation conversation, in Transaction transaction)
    {
        var found = new SortedDictionary<byte, Dns2TcpPacket>();
        foreach (var record in conversation.Records(transaction))
        {
            if (record.Section == Section.Answer && conversation.Data(record, conversation.Apex(transaction)) is [>= (byte)'A' and var letter, .. var digits] && Of(digits, "") is { } packet)
            {
                found.TryAdd(letter, packet);
            }
        }
        return found.ContainsKey((byte)'A') ? [.. found.Values] : [];
    }

    /// <summary>Whether both have the same header: an answer that does only echoes.</summary>
    public bool HasHeaderOf(Dns2TcpPacket other) => _header.AsSpan().SequenceEqual(other._header);

    /// <summary>Puts the data behind the last bytes of a stream; what a log hides is missing there.</summary>
    /// <returns>How many bytes are new.</returns>
    public int AppendTo(ByteStream stream)
    {
        var place = stream.End;
        var data = Data;
        var put = 0;
        for (int from = 0, to; from < data.Length; from = to + 1)
        {
            for (to = from; to < data.Length && IsShown(to); to++)
            {
            }
            put += stream.Put(place + from, data.AsSpan(from, to - from));
        }
        stream.GoesTo(place + data.Length);
        return put;
    }

    /// <summary>Whether no digit that a byte of the data is made of is hidden.</summary>
    bool IsShown(int index) => !_digits.AsSpan((HeaderBytes + index) * 8 / 6, 2).Contains((byte)'?');

    static string CommandOf(ReadOnlySpan<byte> label) => label is not [(byte)'=' or (byte)'?', .. var word] ? ""
        : word.SequenceEqual("auth"u8) ? "auth" : word.SequenceEqual("resource"u8) ? "resource" : word.SequenceEqual("connect"u8) ? "connect" : "";

    static Dns2TcpPacket? Of(ReadOnlySpan<byte> text, string command)
    {
        if (text.Length < HeaderDigits)
        {
            return null;
        }
        foreach (var digit in text[HeaderDigits..])
        {
            if (SymbolCodec.Base64.ValueOf(digit) < 0 && digit != '?')
            {
                return null;
            }
        }
        var header = SymbolCodec.Base64.Decode(text[..HeaderDigits]);
        return header.Length < HeaderBytes ? null : new(text.ToArray(), header, command);
    }
}

/// <summary>What a packet is: a kind, or flags.</summary>
[Flags]
enum Dns2TcpType : byte
{
    /// <summary>Agreed.</summary>
    Ok = 0,
    /// <summary>The session is over.</summary>
    End = 1,
    /// <summary>Refused; the data says why.</summary>
    Error = 2,
    /// <summary>Nothing to say: a question for an answer to come back in.</summary>
    Poll = 4,
    /// <summary>Asks how long answers may be.</summary>
    CheckSize = 6,
    /// <summary>Carries data.</summary>
    Data = 8,
    /// <summary>Answers.</summary>
    Acknowledged = 16,
    /// <summary>Not accepted.</summary>
    Refused = 32,
    /// <summary>Would have answers compressed.</summary>
    Compressed = 64,
}
