using System.IO.Compression;
using System.Text;
using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Transcripts;

namespace Nameward.Engine.Tests.Rebuilding.Encoders;

/// <summary>Names and answers of iodine for a recording, by doc/proto_00000502.txt: what its tests need of a session, made in memory.</summary>
/// <param name="recording">Where they go.</param>
/// <param name="random">Where counters begin.</param>
/// <param name="user">Number of the user.</param>
/// <param name="type">Type of its questions.</param>
sealed class IodineEncoder(Recording recording, Random random, int user, ushort type)
{
    public const string Base32 = "abcdefghijklmnopqrstuvwxyz012345";

    /// <summary>Base32, Base64, Base64u, Base128.</summary>
    public static readonly string[] Alphabets =
    [
        Base32, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-0123456789+", "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-0123456789_",
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789" + Encoding.Latin1.GetString([.. Enumerable.Range(0xBC, 66).Select(value => (byte)value)]),
    ];

    readonly Queue<(int Sequence, int Number, bool IsLast, byte[] Data)> _toSend = [];
    int _counter = random.Next(1 << 16), _digit = random.Next(36), _hosts = random.Next(26);
    int _up, _upPiece, _down, _heardDown, _heardPiece;

    /// <summary>Codec of names, a number of <see cref="Alphabets"/>.</summary>
    public int UpCodec { get; set; }

    /// <summary>Codec of answers; 4 is none.</summary>
    public int DownCodec { get; set; }

    /// <summary>Bytes of a piece in an answer.</summary>
    public int PieceBytes { get; set; } = 60;

    /// <summary>The handshake up to the size of pieces.</summary>
    public void Handshake(uint challenge = 0x539FD550, int mtu = 1130, string? digest = null)
    {
        Say($"v{Packed([0, 0, 5, 2])}", [.. "VACK"u8, .. InnerPackets.U32(challenge), (byte)user]);
        Say($"l{Packed([(byte)user, .. digest is null ? new byte[16] : Convert.FromHexString(digest)])}", Encoding.ASCII.GetBytes($"192.0.2.1-192.0.2.2-{mtu}-27"));
        Say($"i{Base32[user]}{Counted()}", [(byte)'I', 198, 51, 100, 53]);
        Say($"y{"tsuvr"[DownCodec]}b{Counted()}", new byte[48]);
        int[] numbers = [5, 6, 26, 7];
        Say($"s{Base32[user]}{Base32[numbers[UpCodec]]}{Counted()}", "Base"u8.ToArray());
        Say($"o{Base32[user]}{"tsuvr"[DownCodec]}{Counted()}", "Raw"u8.ToArray());
        Say($"n{Packed([(byte)user, .. InnerPackets.U16(PieceBytes)])}", InnerPackets.U16(PieceBytes));
    }

    /// <summary>Sends a packet up, each piece answered with what waits to come down.</summary>
    public void SendUp(byte[] packet)
    {
        _up = (_up + 1) & 7;
        var pieces = Pack(packet).Chunk(60 + 20 * UpCodec).ToArray();
        for (_upPiece = 0; _upPiece < pieces.Length; _upPiece++)
        {
            var isLast = _upPiece == pieces.Length - 1;
            var header = _up << 12 | _upPiece << 8 | _heardDown << 5 | _heardPiece << 1 | (isLast ? 1 : 0);
            _digit = (_digit + 1) % 36;
            Exchange($"{user:x}{Digits(header)}{"abcdefghijklmnopqrstuvwxyz0123456789"[_digit]}{Talk.Encode(pieces[_upPiece], Alphabets[UpCodec])}");
        }
        _upPiece--;
    }

    /// <summary>Puts a packet in the queue of what comes down.</summary>
    public void SendDown(byte[] packet)
    {
        _down = (_down + 1) & 7;
        var pieces = Pack(packet).Chunk(PieceBytes).ToArray();
        for (var i = 0; i < pieces.Length; i++)
        {
            _toSend.Enqueue((_down, i, i == pieces.Length - 1, pieces[i]));
        }
    }

    /// <summary>Polls until nothing waits, and some times more.</summary>
    public void Poll(int more = 0)
    {
        for (var times = _toSend.Count + more; times > 0; times--)
        {
            Exchange($"p{Packed([(byte)user, (byte)(_heardDown << 4 | _heardPiece)])}");
        }
    }

    /// <summary>Packed as the tool does.</summary>
    public static byte[] Pack(byte[] packet)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest))
        {
            zlib.Write([0, 0, 8, 0, .. packet]);
        }
        return packed.ToArray();
    }

    void Exchange(string name)
    {
        var (sequence, number, isLast, data) = _toSend.Count > 0 ? _toSend.Dequeue() : (_heardDown, _heardPiece, true, []);
        Say(name, [(byte)(0x80 | _up << 4 | _upPiece), (byte)(sequence << 5 | number << 1 | (isLast ? 1 : 0)), .. data]);
        (_heardDown, _heardPiece) = (sequence, number);
    }

    void Say(string name, byte[] answer)
    {
        var labels = string.Join('.', name.Chunk(57).Select(label => new string(label)));
        recording.Ask(labels, type);
        recording.Answer(labels, type, [.. Records(answer)]);
    }

    IEnumerable<(ushort Type, byte[] Data)> Records(byte[] answer) => type switch
    {
        RecordTypes.Txt => [(type, Talk.Txt("tsuvr"[DownCodec] + (DownCodec == 4 ? Encoding.Latin1.GetString(answer) : Talk.Encode(answer, Alphabets[DownCodec]))))],
        RecordTypes.Cname or RecordTypes.A => [(RecordTypes.Cname, Host(answer))],
        // A name for each part, shuffled: their preference orders them.
        RecordTypes.Mx => answer.Chunk(40).Select((part, i) => (type, (byte[])[.. InnerPackets.U16(10 * (i + 1)), .. Host(part)])).Reverse(),
        RecordTypes.Srv => answer.Chunk(40).Select((part, i) => (type, (byte[])[.. InnerPackets.U16(10 * (i + 1)), 0, 10, 0, 53, .. Host(part)])),
        _ => [(type, answer)],
    };

    byte[] Host(byte[] part)
    {
        _hosts++;
        var text = "hijk"[DownCodec] + Talk.Encode(part, Alphabets[DownCodec]);
        var wire = new List<byte>();
        foreach (var label in text.Chunk(57).Append([(char)('a' + _hosts % 26), (char)('a' + _hosts * 7 % 25)]))
        {
            wire.Add((byte)label.Length);
            wire.AddRange(Encoding.Latin1.GetBytes(label));
        }
        return [.. wire, 0];
    }

    string Packed(byte[] bytes) => Talk.Encode([.. bytes, .. InnerPackets.U16(++_counter & 0xFFFF)], Base32);

    string Counted() => Digits(++_counter & 0x7FFF);

    static string Digits(int value) => $"{Base32[value >> 10 & 31]}{Base32[value >> 5 & 31]}{Base32[value & 31]}";
}
