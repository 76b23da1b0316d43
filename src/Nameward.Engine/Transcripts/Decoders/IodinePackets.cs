namespace Nameward.Engine.Transcripts.Decoders;

/// <summary>Puts the packets of one direction of iodine together from their fragments, in the order of time, and unpacks them.</summary>
sealed class IodinePackets
{
    const int MostTried = 4096, EnoughForCodec = 3;

    readonly List<byte[]> _fragments = [];
    readonly int[] _byCodec = new int[IodineAnswer.Codecs.Length];
    int _sequence = -1, _codec = -1;

    /// <summary>Packets that unpacked to an IP packet.</summary>
    public int Unpacked { get; private set; }

    /// <summary>Packets whose fragments are all there and that did not, after one did: until then it may be no packet at all.</summary>
    public int Failed { get; private set; }

    /// <summary>Takes a name, labels without dots.</summary>
    /// <returns>Whether it ended a packet that unpacks.</returns>
    public bool TakeName(ReadOnlySpan<byte> text) => IodineFragment.TryName(text, out var fragment) && Take(fragment) && Decodes();

    /// <summary>Takes an answer.</summary>
    /// <returns>Whether it ended a packet that unpacks.</returns>
    public bool TakeAnswer(ReadOnlySpan<byte> answer) =>
        IodineFragment.TryAnswer(answer, out var fragment) && !fragment.Data.IsEmpty && Take(fragment)
        && Count(IodinePacket.Unpack([.. _fragments.SelectMany(piece => piece)]) is not null);

    /// <summary>Takes a fragment; true where a packet is whole with it.</summary>
    bool Take(in IodineFragment fragment)
    {
        if (fragment.Number == 0)
        {
            _fragments.Clear();
            _sequence = fragment.Sequence;
        }
        if (fragment.Sequence != _sequence || fragment.Number != _fragments.Count || Unpacked + Failed >= MostTried)
        {
            return false;
        }
        _fragments.Add(fragment.Data.ToArray());
        return fragment.IsLast;
    }

    /// <summary>Whether the texts of the names unpack in one of the codecs; the one that did three times is known from then on.</summary>
    bool Decodes()
    {
        for (var codec = 0; codec < _byCodec.Length; codec++)
        {
            if ((_codec < 0 || _codec == codec) && IodinePacket.Unpack(IodinePacket.Decode(_fragments, IodineAnswer.Codecs[codec])) is not null)
            {
                _codec = ++_byCodec[codec] >= EnoughForCodec ? codec : _codec;
                return Count(true);
            }
        }
        return Count(false);
    }

    bool Count(bool unpacked)
    {
        Unpacked += unpacked ? 1 : 0;
        Failed += !unpacked && Unpacked > 0 ? 1 : 0;
        return unpacked;
    }
}
