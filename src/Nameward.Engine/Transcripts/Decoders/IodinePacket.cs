using System.Buffers.Binary;
using Nameward.Engine.Transcripts.Codecs;

namespace Nameward.Engine.Transcripts.Decoders;

/// <summary>The IP packet that the pieces of iodine make: packed with zlib, behind the header of four bytes of a tunnel interface.</summary>
static class IodinePacket
{
    const int MostPackedBytes = 1 << 16, TunnelHeader = 4;

    /// <summary>The packet (RFC 791 section 3.1, RFC 8200 section 3), where the bytes unpack to one of its own length; null else.</summary>
    public static byte[]? Unpack(byte[] packed)
    {
        const int V4Header = 20, V6Header = 40;
        if (packed.Length > MostPackedBytes || ZlibPacket.Inflate(packed, packed.Length) is not { Length: >= TunnelHeader + V4Header } unpacked)
        {
            return null;
        }
        ReadOnlySpan<byte> packet = unpacked.AsSpan(TunnelHeader);
        return packet[0] >> 4 == 4 && BinaryPrimitives.ReadUInt16BigEndian(packet[2..]) == packet.Length
            || packet[0] >> 4 == 6 && packet.Length >= V6Header && BinaryPrimitives.ReadUInt16BigEndian(packet[4..]) + V6Header == packet.Length ? packet.ToArray() : null;
    }

    /// <summary>What the texts of names hold in a codec, each by itself; empty where one is none of it.</summary>
    public static byte[] Decode(IReadOnlyList<byte[]> texts, SymbolCodec codec)
    {
        var whole = new List<byte>();
        foreach (var text in texts)
        {
            var data = codec.Decode(text);
            if (data.Length == 0)
            {
                return [];
            }
            whole.AddRange(data);
        }
        return [.. whole];
    }
}
