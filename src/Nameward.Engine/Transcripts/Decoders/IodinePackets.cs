using System.Buffers.Binary;
using Nameward.Engine.Transcripts.Codecs;

namespace Nameward.Engine.Transcripts.Decoders;

/// <summary>Puts the packets of one direction of iodine together from their fragments, in the order of time, and unpacks them.</summary>
sealed class IodinePackets
{
    const int MostTried = 4096, MostPackedBytes = 1 << 16, NameHeader = 5, TunnelHeader = 4, EnoughForCodec = 3;

    readonly List<byte[]> _fragments = [];
    readonly int[] _byCodec = new int[IodineAnswer.Codecs.Length];
    int _sequence = -1, _codec = -1;

    /// <summary>Packets that unpacked to an IP packet.</summary>
    public int Unpacked { get; private set; }

    /// <summary>Packets whose fragments are all there and that did not, after one did: until then it may be no packet at all.</summary>
    public int Failed { get; private set; }

    /// <summary>
    /// Takes a name, labels without dots: user in hexadecimal, three base32 digits <c>SSSFF FFDDD GGGGL</c> (own sequence and fragment, those of the other
    /// side acknowledged, last), a digit against caches, data.
    /// </summary>
    /// <returns>Whether it ended a packet that unpacks.</returns>
    public bool TakeName(ReadOnlySpan<byte> text)
    {
        if (text.Length <= NameHeader || !char.IsAsciiHexDigit((char)text[0]))
        {
            return false;
        }
        int first = IodineAnswer.Base32.ValueOf(text[1]), second = IodineAnswer.Base32.ValueOf(text[2]), third = IodineAnswer.Base32.ValueOf(text[3]);
        return first >= 0 && second >= 0 && third >= 0
            && Take(first >> 2, (first & 3) << 2 | second >> 3, (third & 1) != 0, text[NameHeader..]) && Decodes();
    }

    /// <summary>Takes an answer: <c>C SSS FFFF</c> (packed, acknowledged), <c>DDD GGGG L</c> (own sequence and fragment, last), data.</summary>
    /// <returns>Whether it ended a packet that unpacks.</returns>
    public bool TakeAnswer(ReadOnlySpan<byte> answer) =>
        answer.Length > 2 && Take(answer[1] >> 5, answer[1] >> 1 & 15, (answer[1] & 1) != 0, answer[2..])
        && Count(Unpacks([.. _fragments.SelectMany(fragment => fragment)]));

    /// <summary>Takes a fragment; true where a packet is whole with it.</summary>
    bool Take(int sequence, int fragment, bool isLast, ReadOnlySpan<byte> data)
    {
        if (fragment == 0)
        {
            _fragments.Clear();
            _sequence = sequence;
        }
        if (sequence != _sequence || fragment != _fragments.Count || Unpacked + Failed >= MostTried)
        {
            return false;
        }
        _fragments.Add(data.ToArray());
        return isLast;
    }

    /// <summary>Whether the texts of the names unpack in one of the codecs; the one that did three times is known from then on.</summary>
    bool Decodes()
    {
        for (var codec = 0; codec < _byCodec.Length; codec++)
        {
            if ((_codec < 0 || _codec == codec) && Unpacks(Decoded(IodineAnswer.Codecs[codec])))
            {
                _codec = ++_byCodec[codec] >= EnoughForCodec ? codec : _codec;
                return Count(true);
            }
        }
        return Count(false);
    }

    byte[] Decoded(SymbolCodec codec)
    {
        var whole = new List<byte>();
        foreach (var fragment in _fragments)
        {
            var data = codec.Decode(fragment);
            if (data.Length == 0)
            {
                return [];
            }
            whole.AddRange(data);
        }
        return [.. whole];
    }

    bool Count(bool unpacked)
    {
        Unpacked += unpacked ? 1 : 0;
        Failed += !unpacked && Unpacked > 0 ? 1 : 0;
        return unpacked;
    }

    /// <summary>Whether this is a packed IP packet (RFC 791 section 3.1, RFC 8200 section 3) of its own length.</summary>
    static bool Unpacks(byte[] packed)
    {
        const int V4Header = 20, V6Header = 40;
        if (packed.Length > MostPackedBytes || ZlibPacket.Inflate(packed, packed.Length) is not { Length: >= TunnelHeader + V4Header } unpacked)
        {
            return false;
        }
        ReadOnlySpan<byte> packet = unpacked.AsSpan(TunnelHeader);
        return packet[0] >> 4 == 4 && BinaryPrimitives.ReadUInt16BigEndian(packet[2..]) == packet.Length
            || packet[0] >> 4 == 6 && BinaryPrimitives.ReadUInt16BigEndian(packet[4..]) + V6Header == packet.Length;
    }
}
