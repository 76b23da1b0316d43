using System.Buffers.Text;
using System.Text;
using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// The line of a packet, behind its date and time: thread, the word PACKET, address of the packet in the server's memory (none in Windows 2000 and 2003),
/// UDP or TCP, received or sent, address of the other end, id, R for a response, letter of the opcode, flags, type and name of the question. The flags
/// are the header's second word with its bytes swapped (<c>8085</c> is 0x8580) and tell all that the letters tell, and more; where the two differ, the
/// word counts. On a query the code is always NOERROR and means nothing.
/// </summary>
sealed class MicrosoftPacket
{
    const ushort ResponseFlag = 0x8000;
    const int OpcodeShift = 11;

    /// <summary>Types of Microsoft's own ([MS-DNSP] section 2.2.2.1.1) and its word for all types.</summary>
    static readonly (string Name, ushort Type)[] OwnTypes = [("ALL", 255), ("WINS", 0xFF01), ("WINSR", 0xFF02)];

    readonly byte[] _name = new byte[WireName.MaxBytes];
    int _nameLength;
    bool _isSent;
    Address _remote;

    /// <summary>What the line shows, without time and position.</summary>
    public DnsMessage Row { get; private set; }

    /// <summary>The question's name in wire form.</summary>
    public ReadOnlySpan<byte> Name => _name.AsSpan(0, _nameLength);

    /// <summary>The address of the other end.</summary>
    public Address Remote => _remote;

    /// <summary>Address of the packet in the server's memory, in hexadecimal digits; 0 where the line shows none.</summary>
    public ulong Pointer { get; private set; }

    /// <summary>Reads a line from its thread id on. Ignored are all opcodes but a query's: notifications and updates ask for no name.</summary>
    public LineResult Read(ReadOnlySpan<byte> line)
    {
        var words = new MicrosoftWords(line);
        words.Next();
        words.Next();
        if (!TryEnds(ref words, out var transport))
        {
            return LineResult.Malformed("transport, direction or address of the packet cannot be read");
        }
        if (!TryHex(words.Next(), 4, out var id) || !TryFlags(ref words, out var flags))
        {
            return LineResult.Malformed("id or flags of the packet cannot be read");
        }
        if ((flags >> OpcodeShift & 0xF) != 0)
        {
            return LineResult.Ignored;
        }
        var type = words.Rest is [(byte)'(' or (byte)'[', ..] ? (ushort)0 : TypeOf(words.Next());
        _nameLength = MicrosoftName.Read(words.Rest, _name, out var used);
        if (_nameLength == 0 || !words.Rest[used..].TrimEnd((byte)' ').IsEmpty)
        {
            return LineResult.Malformed("the question's name is cut or none");
        }
        Row = RowOf((ushort)flags) with { Transport = transport, Id = (ushort)id, Type = type };
        return LineResult.Observed;
    }

    /// <summary>The row with the port of the other end.</summary>
    public static DnsMessage WithPort(in DnsMessage row, ushort port) => row.Leg == Leg.Client
        ? row with { Client = row.Client with { Port = port } }
        : row with { Server = row.Server with { Port = port } };

    DnsMessage RowOf(ushort flags)
    {
        var isResponse = (flags & ResponseFlag) != 0;
        // A server receives its clients' queries and sends them responses.
        var isClient = _isSent == isResponse;
        var remote = new Endpoint(_remote, 0);
        return new()
        {
            Sides = isResponse ? Sides.Response : Sides.Query,
            Leg = isClient ? Leg.Client : Leg.Upstream,
            Client = isClient ? remote : default,
            Server = isClient ? default : remote,
            Rcode = isResponse ? (ushort)(flags & 0xF) : null,
            Header = HeaderBits.Shown | Bit(flags, 0x0400, HeaderBits.Authoritative) | Bit(flags, 0x0200, HeaderBits.Truncated)
                | Bit(flags, 0x0100, HeaderBits.RecursionDesired) | Bit(flags, 0x0080, HeaderBits.RecursionAvailable),
        };
    }

    static HeaderBits Bit(ushort flags, ushort mask, HeaderBits bit) => (flags & mask) != 0 ? bit : HeaderBits.None;

    bool TryEnds(ref MicrosoftWords words, out Transport transport)
    {
        var word = words.Next();
        Pointer = 0;
        if (word.Length >= 8 && TryHex(word, 16, out var pointer))
        {
            Pointer = pointer;
            word = words.Next();
        }
        transport = word.SequenceEqual("UDP"u8) ? Transport.Udp : word.SequenceEqual("TCP"u8) ? Transport.Tcp : Transport.Unknown;
        var direction = words.Next();
        _isSent = direction.SequenceEqual("Snd"u8);
        return transport != Transport.Unknown && (_isSent || direction.SequenceEqual("Rcv"u8)) && Address.TryParse(words.Next(), out _remote);
    }

    /// <summary>Reads from the letters of response and opcode to the bracket behind the code.</summary>
    static bool TryFlags(ref MicrosoftWords words, out ulong flags)
    {
        flags = 0;
        var open = words.Next();
        for (var letters = 0; letters < 2 && open is not [(byte)'[', ..]; letters++)
        {
            open = words.Next();
        }
        if (open is not [(byte)'[', ..] || !TryHex(open[1..].TrimEnd((byte)']'), 4, out flags))
        {
            return false;
        }
        flags = (flags >> 8 | flags << 8) & 0xFFFF;
        // Behind the word: up to four letters and the code.
        var last = open;
        for (var more = 0; more < 5 && last is not [.., (byte)']']; more++)
        {
            last = words.Next();
        }
        return last is [.., (byte)']'];
    }

    /// <summary>Reads hexadecimal digits, at most as many as said.</summary>
    public static bool TryHex(ReadOnlySpan<byte> text, int most, out ulong number) =>
        Utf8Parser.TryParse(text, out number, out var used, 'x') && used == text.Length && used <= most;

    /// <summary>The type of a question by name or number; 0 where it is neither.</summary>
    static ushort TypeOf(ReadOnlySpan<byte> word)
    {
        if (word is [(byte)'A'])
        {
            return RecordTypes.A;
        }
        Span<char> chars = stackalloc char[16];
        if (word.IsEmpty || word.Length > chars.Length)
        {
            return 0;
        }
        ReadOnlySpan<char> text = chars[..Encoding.Latin1.GetChars(word, chars)];
        foreach (var (name, own) in OwnTypes)
        {
            if (text.SequenceEqual(name))
            {
                return own;
            }
        }
        return RecordTypes.TryParse(text, out var type) ? type : (ushort)0;
    }
}
