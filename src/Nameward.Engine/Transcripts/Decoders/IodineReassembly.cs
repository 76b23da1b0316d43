namespace Nameward.Engine.Transcripts.Decoders;

/// <summary>
/// The packets of one direction of a session of iodine, from pieces that may come late, again or not at all. A number of three bits tells packets apart, and
/// each side sends one at a time: what is up to four ahead of the newest is new, what is up to three behind is late (src/iodined.c, recent_seqno).
/// </summary>
/// <param name="unpack">Makes a packet of its pieces; null where they make none.</param>
sealed class IodineReassembly(Func<IReadOnlyList<byte[]>, byte[]?> unpack)
{
    const int Numbers = 8, Pieces = 16, MostAhead = 4, MostBehind = 3, MostHeardAhead = 3;

    readonly Dictionary<long, Parts> _open = [];
    long? _newest;
    long _first;
    bool _showsBegin;

    /// <summary>Packets that are known to have been sent and are not there as a whole.</summary>
    public int Lost { get; private set; }

    /// <summary>Says that the session begins here, on both sides with a number 0 that no packet has.</summary>
    public void Begin() => (_newest, _first, _showsBegin) = (Numbers, Numbers + 1, true);

    /// <summary>Takes a piece.</summary>
    /// <returns>The packet that is whole with it; null where none is.</returns>
    public byte[]? Take(in IodineFragment piece)
    {
        var newest = _newest ??= _first = Numbers + piece.Sequence;
        var ahead = (int)(piece.Sequence - newest) & Numbers - 1;
        var number = ahead <= MostAhead ? newest + ahead : newest + ahead - Numbers;
        if (_open.TryGetValue(number, out var known) && known[piece.Number] is { } there)
        {
            if (piece.Data.SequenceEqual(there))
            {
                return null;
            }
            // The same number with other content: all numbers were gone through between the two.
            number += Numbers;
        }
        else if (_showsBegin && number < _first)
        {
            number += Numbers;
        }
        Reach(number);
        _first = Math.Min(_first, number);
        if (!_open.TryGetValue(number, out var packet))
        {
            _open.Add(number, packet = new());
        }
        return packet.Take(piece) ? packet.Unpack(unpack) : null;
    }

    /// <summary>Says which packet the other side heard last, or the sender sent last.</summary>
    public void Heard(int sequence)
    {
        if (_newest is { } newest && ((int)(sequence - newest) & Numbers - 1) is > 0 and <= MostHeardAhead and var ahead)
        {
            Reach(newest + ahead);
        }
    }

    /// <summary>Says that nothing comes any more.</summary>
    public void Finish() => Reach((_newest ?? 0) + MostBehind + 1);

    void Reach(long number)
    {
        for (var newest = _newest ?? number; newest < number; newest++)
        {
            var closed = newest - MostBehind;
            if (closed >= _first && !(_open.TryGetValue(closed, out var packet) && packet.IsUnpacked))
            {
                Lost++;
            }
            _open.Remove(closed);
        }
        _newest = Math.Max(_newest ?? number, number);
    }

    /// <summary>The pieces of one packet.</summary>
    sealed class Parts
    {
        readonly byte[]?[] _pieces = new byte[Pieces][];
        int _count = -1;

        public bool IsUnpacked { get; private set; }

        public byte[]? this[int number] => _pieces[number];

        /// <summary>Takes a piece; true where all are there.</summary>
        public bool Take(in IodineFragment piece)
        {
            _pieces[piece.Number] = piece.Data.ToArray();
            _count = piece.IsLast ? piece.Number + 1 : _count;
            return _count > 0 && Array.TrueForAll(_pieces[.._count], part => part is not null);
        }

        public byte[]? Unpack(Func<IReadOnlyList<byte[]>, byte[]?> unpack)
        {
            var packet = IsUnpacked ? null : unpack(_pieces[.._count]!);
            IsUnpacked |= packet is not null;
            return packet;
        }
    }
}
