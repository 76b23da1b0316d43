using System.Buffers.Binary;
using Nameward.Engine.Observations;
using Nameward.Engine.Transcripts.Codecs;

namespace Nameward.Engine.Transcripts.Decoders;

/// <summary>One message of Sliver's DNS transport, in a name or in an answer.</summary>
/// <param name="Type">What it is.</param>
/// <param name="Id">Number of the message, above that of the session.</param>
/// <param name="Start">Where the data begin in all of the message.</param>
/// <param name="Stop">Where those that are asked for end.</param>
/// <param name="Size">Bytes of all of the message.</param>
/// <param name="Data">The data, encrypted.</param>
/// <param name="Fields">How many fields it has.</param>
sealed record SliverMessage(int Type, uint Id, long Start, long Stop, long Size, byte[] Data, int Fields)
{
    /// <summary>Types of messages (protobuf/dnspb/dns.proto): none, an upload of keys, a question for what is there.</summary>
    public const int NoType = 0, Totp = 1, Init = 2, Poll = 3, Close = 4, Manifest = 6, DataToImplant = 7, DataFromImplant = 8;

    /// <summary>How many numbers messages have before these begin again (nextMsgID in dnsclient.go and server/c2/dns.go).</summary>
    public const int Ids = 255;

    const int LastType = 9;

    /// <summary>Of names, in any case.</summary>
    public static SymbolCodec Base32 { get; } = new("ab1c2d3e4f5g6h7j8k9m0npqrtuvwxyz"u8, foldsCase: true);

    /// <summary>Of names, where resolvers keep their case.</summary>
    public static Base58 Base58 { get; } = new("213465789aBcDeFgHjKLMNPQRSTUVWXYZAbCdEfGhiJkmnopqrstuvwxyz"u8);

    /// <summary>Of TXT answers.</summary>
    public static SymbolCodec Base64 { get; } = new("a0b2c5def6hijklmnopqr_st-uvwxyzA1B3C4DEFGHIJKLM7NO9PQR8ST+UVWXYZ"u8, foldsCase: false);

    /// <summary>Number of the session.</summary>
    public uint Session => Id & 0xFFFFFF;

    /// <summary>Whether an address, read little-endian, is the CRC-32 of a message.</summary>
    public static bool IsSum(ReadOnlySpan<byte> answer, byte[] message) =>
        answer.Length == sizeof(uint) && message.Length > 0 && BinaryPrimitives.ReadUInt32LittleEndian(answer) == Crc32.Append(0, message);

    /// <summary>The number of the session that an address gives to whoever sent a one-time password; 0 where it is none.</summary>
    public static uint Given(ReadOnlySpan<byte> answer) => answer.Length == sizeof(uint) ? BinaryPrimitives.ReadUInt32LittleEndian(answer) & 0xFFFFFF : 0;

    /// <summary>Reads a message; null where it is none, to the last byte.</summary>
    public static SliverMessage? Of(ReadOnlySpan<byte> bytes)
    {
        Span<ulong> values = stackalloc ulong[7];
        values.Clear();
        byte[] data = [];
        int last = 0, fields = 0;
        while (!bytes.IsEmpty)
        {
            var (field, wire) = (bytes[0] >> 3, bytes[0] & 7);
            if (field <= last || field > 6 || wire != (field == 6 ? 2 : 0) || !TryVarint(bytes = bytes[1..], out var value, out var length) || value == 0)
            {
                return null;
            }
            bytes = bytes[length..];
            values[field] = value;
            if (field == 6)
            {
                if (value != (ulong)bytes.Length)
                {
                    return null;
                }
                data = bytes.ToArray();
                bytes = [];
            }
            (last, fields) = (field, fields + 1);
        }
        return fields > 0 && values[1] <= LastType && values[2] <= uint.MaxValue ? new((int)values[1], (uint)values[2], (long)values[3], (long)values[4], (long)values[5], data, fields) : null;
    }

    // https://protobuf.dev/programming-guides/encoding/#varints
    static bool TryVarint(ReadOnlySpan<byte> bytes, out ulong value, out int length)
    {
        value = 0;
        for (length = 0; length < bytes.Length && length < 5;)
        {
            value |= (ulong)(bytes[length] & 127) << 7 * length;
            if (bytes[length++] < 128)
            {
                return true;
            }
        }
        return false;
    }
}
