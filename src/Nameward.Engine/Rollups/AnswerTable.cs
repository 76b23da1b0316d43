using System.Buffers;
using System.Numerics;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>
/// Which server sent whom where: for each name that was asked for addresses, the networks that each server gave, when, and to which clients. It is what
/// shows a server that answers otherwise than the others do, or otherwise to one client than to the rest. Of more names than it holds, those with the
/// lowest hashes are kept: the same ones of every server and in every part of the evidence, so that what is kept can always be compared.
/// </summary>
sealed class AnswerTable(int most = AnswerTable.MostNames) : IMergeable<AnswerTable>
{
    /// <summary>Most names that are kept.</summary>
    public const int MostNames = 1 << 15;

    /// <summary>Most different answers to one name: with more, it moves about, is compared with nothing, and none of them is kept.</summary>
    public const int MostAnswers = 32;

    const int None = -1;

    /// <summary>The fourth part more than are kept may be held, so that leaving out is rare.</summary>
    const int Slack = 4;

    const int FirstNames = 64;

    int[] _places = new int[2 * FirstNames];
    NameRow[] _names = new NameRow[FirstNames];
    AnswerRow[] _answers = new AnswerRow[FirstNames];
    int _count;
    int _used;
    int _free = None;
    ulong _limit = ulong.MaxValue;

    /// <summary>The names, by hash.</summary>
    public KnownName[] Names
    {
        get
        {
            var order = Sorted();
            var (names, answers, next) = (new KnownName[order.Length], new KnownAnswer[order.Sum(name => name.Count)], 0);
            for (var i = 0; i < order.Length; i++)
            {
                ref readonly var name = ref order[i];
                PutAnswersOf(name, answers.AsSpan(next, name.Count));
                names[i] = new(name.Hash, name.Zone, name.IsRestless, new(answers, next, name.Count));
                next += name.Count;
            }
            return names;
        }
    }

    /// <summary>Whether it holds no name.</summary>
    public bool IsEmpty => _count == 0;

    /// <summary>Whether names were left out.</summary>
    public bool IsSampled => _limit != ulong.MaxValue;

    /// <summary>Takes in a message; all but responses that give addresses, or say that there is no such name, are passed over.</summary>
    /// <param name="message">The message.</param>
    /// <param name="batch">Holds its records.</param>
    /// <param name="client"><see cref="PairKey.ClientHash"/> of who asked.</param>
    public void Add(in DnsMessage message, IObservationBatch batch, ulong client)
    {
        if (message.NameHash > _limit || (message.Sides & Sides.Response) == 0 || message.Type is not (RecordTypes.A or RecordTypes.Aaaa)
            || message.Server.Address.IsNone || message.Client.Address.IsNone)
        {
            return;
        }
        var zone = message.ZoneHash;
        var server = CompactRowWriter.ServerHash(message.Server);
        var second = ServerUse.SecondOf(message.Time);
        if (message.Rcode == AnswerNetwork.NameError)
        {
            Add(message.NameHash, zone, new(AnswerNetwork.NoSuchName, server, zone, second, second, false), (uint)client);
        }
        var holder = zone;
        foreach (var record in new ResourceRecords(batch.Bytes(message.Answers)))
        {
            if (record.Section != Section.Answer)
            {
                continue;
            }
            if (record.Type is RecordTypes.Cname or RecordTypes.Dname)
            {
                holder = ZoneOf(record.Target);
            }
            else if (AnswerNetwork.Of(record) is var network and not 0)
            {
                Add(message.NameHash, zone, new(network, server, holder, second, second, (message.Header & HeaderBits.Authoritative) != 0), (uint)client);
            }
        }
    }

    /// <inheritdoc/>
    public void Merge(AnswerTable other)
    {
        _limit = Math.Min(_limit, other._limit);
        for (var i = 0; i < other._count; i++)
        {
            ref readonly var name = ref other._names[i];
            for (var at = name.First; at != None; at = other._answers[at].Next)
            {
                Add(name.Hash, name.Zone, other._answers[at].Answer, other._answers[at].Clients);
            }
            if (name.IsRestless)
            {
                MakeRestless(name.Hash, name.Zone);
            }
        }
    }

    /// <inheritdoc/>
    public void WriteTo(IBufferWriter<byte> to)
    {
        var names = Sorted();
        Span<KnownAnswer> answers = new KnownAnswer[MostAnswers];
        to.U64(_limit);
        to.U32((uint)names.Length);
        foreach (ref readonly var name in names.AsSpan())
        {
            to.U64(name.Hash);
            to.U64(name.Zone);
            to.Byte(name.IsRestless ? (byte)1 : (byte)0);
            to.Byte(name.Count);
            PutAnswersOf(name, answers[..name.Count]);
            foreach (ref readonly var answer in answers[..name.Count])
            {
                to.U64(answer.Network);
                to.U32(answer.Server);
                to.U64(answer.Holder);
                to.U32(answer.First);
                to.U32(answer.Last);
                to.Byte(answer.IsAuthoritative ? (byte)1 : (byte)0);
                answer.Clients.WriteTo(to);
            }
        }
    }

    /// <inheritdoc/>
    public static AnswerTable ReadFrom(ref StateReader from) => ReadFrom(ref from, MostNames);

    /// <summary>Reads a table that holds another number of names.</summary>
    public static AnswerTable ReadFrom(ref StateReader from, int most)
    {
        var table = new AnswerTable(most) { _limit = from.U64() };
        for (var names = from.Count(18); names > 0; names--)
        {
            var (hash, zone, isRestless) = (from.U64(), from.U64(), from.Byte() != 0);
            for (var answers = from.Byte(); answers > 0; answers--)
            {
                var answer = new GivenAnswer(from.U64(), from.U32(), from.U64(), from.U32(), from.U32(), from.Byte() != 0);
                table.Add(hash, zone, answer, FewClients.ReadFrom(ref from));
            }
            if (isRestless)
            {
                table.MakeRestless(hash, zone);
            }
        }
        return table;
    }

    static ulong ZoneOf(ReadOnlySpan<byte> target)
    {
        Span<byte> canonical = stackalloc byte[WireName.MaxBytes];
        if (target.Length > canonical.Length)
        {
            return 0;
        }
        WireName.ToCanonical(target, canonical);
        return PublicSuffixes.Shipped.Cut(canonical[..target.Length]).Hash;
    }

    void Add(ulong hash, ulong zone, in GivenAnswer answer, uint client)
    {
        if (NameOf(hash, zone) is var number and not None && Keep(ref _names[number], answer) is var at and not None)
        {
            _answers[at].Clients.Add(client);
        }
    }

    void Add(ulong hash, ulong zone, in GivenAnswer answer, in FewClients clients)
    {
        if (NameOf(hash, zone) is var number and not None && Keep(ref _names[number], answer) is var at and not None)
        {
            _answers[at].Clients.Merge(clients);
        }
    }

    /// <summary>Joins an answer to those of a name; where there are too many, the name keeps none.</summary>
    /// <returns>Its place.</returns>
    int Keep(ref NameRow name, in GivenAnswer answer)
    {
        if (name.IsRestless)
        {
            return None;
        }
        for (var at = name.First; at != None; at = _answers[at].Next)
        {
            ref var row = ref _answers[at];
            if (row.Answer.Network == answer.Network && row.Answer.Server == answer.Server)
            {
                row.Answer.Join(answer);
                return at;
            }
        }
        if (name.Count == MostAnswers)
        {
            Rest(ref name);
            return None;
        }
        return name.First = Append(ref name, answer);
    }

    void MakeRestless(ulong hash, ulong zone)
    {
        if (NameOf(hash, zone) is var number and not None)
        {
            Rest(ref _names[number]);
        }
    }

    int Append(ref NameRow name, in GivenAnswer answer)
    {
        var at = _free;
        if (at != None)
        {
            _free = _answers[at].Next;
        }
        else
        {
            if (_used == _answers.Length)
            {
                Array.Resize(ref _answers, _answers.Length * 2);
            }
            at = _used++;
        }
        _answers[at] = new() { Answer = answer, Next = name.First };
        name.Count++;
        return at;
    }

    void Rest(ref NameRow name)
    {
        Release(name);
        (name.First, name.Count, name.IsRestless) = (None, 0, true);
    }

    /// <summary>Gives back the places of a name's answers.</summary>
    void Release(in NameRow name)
    {
        for (var at = name.First; at != None;)
        {
            var next = _answers[at].Next;
            _answers[at].Next = _free;
            _free = at;
            at = next;
        }
    }

    /// <summary>The number of a name, new or known; <see cref="None"/> where it is left out.</summary>
    int NameOf(ulong hash, ulong zone)
    {
        if (hash > _limit)
        {
            return None;
        }
        var place = PlaceOf(hash);
        if (_places[place] > 0)
        {
            return _places[place] - 1;
        }
        if (_count == _names.Length)
        {
            MakeRoom();
            if (hash > _limit)
            {
                return None;
            }
            place = PlaceOf(hash);
        }
        _names[_count] = new() { Hash = hash, Zone = zone, First = None };
        _places[place] = ++_count;
        return _count - 1;
    }

    int PlaceOf(ulong hash)
    {
        var place = Placing.PlaceOf(Placing.Spread(hash), _places.Length);
        while (_places[place] > 0 && _names[_places[place] - 1].Hash != hash)
        {
            place = (place + 1) & (_places.Length - 1);
        }
        return place;
    }

    void MakeRoom()
    {
        var largest = most + most / Slack;
        if (_names.Length >= largest)
        {
            LeaveOut();
            return;
        }
        Array.Resize(ref _names, Math.Min(_names.Length * 2, largest));
        _places = new int[(int)BitOperations.RoundUpToPowerOf2((uint)_names.Length * 3 / 2)];
        PutInPlaces();
    }

    void PutInPlaces()
    {
        Array.Clear(_places);
        for (var i = 0; i < _count; i++)
        {
            _places[PlaceOf(_names[i].Hash)] = i + 1;
        }
    }

    /// <summary>Of more names than are kept, leaves those with the lowest hashes.</summary>
    void LeaveOut()
    {
        if (_count > most)
        {
            var hashes = new ulong[_count];
            for (var i = 0; i < _count; i++)
            {
                hashes[i] = _names[i].Hash;
            }
            Array.Sort(hashes);
            _limit = Math.Min(_limit, hashes[most - 1]);
        }
        var kept = 0;
        for (var i = 0; i < _count; i++)
        {
            if (_names[i].Hash <= _limit)
            {
                _names[kept++] = _names[i];
            }
            else
            {
                Release(_names[i]);
            }
        }
        _count = kept;
        PutInPlaces();
    }

    /// <summary>The names that are kept in the end, in the order of their hashes.</summary>
    NameRow[] Sorted()
    {
        LeaveOut();
        var names = _names[.._count];
        Array.Sort(names, (a, b) => a.Hash.CompareTo(b.Hash));
        return names;
    }

    /// <summary>Puts the answers of a name, as many as it has, in order of network and server.</summary>
    void PutAnswersOf(in NameRow name, Span<KnownAnswer> to)
    {
        var count = 0;
        for (var at = name.First; at != None; at = _answers[at].Next)
        {
            ref readonly var row = ref _answers[at];
            var place = count++;
            for (; place > 0 && IsBefore(row.Answer, to[place - 1]); place--)
            {
                to[place] = to[place - 1];
            }
            to[place] = new(row.Answer.Network, row.Answer.Server, row.Answer.Holder, row.Answer.First, row.Answer.Last, row.Answer.IsAuthoritative, row.Clients);
        }
    }

    static bool IsBefore(in GivenAnswer answer, in KnownAnswer other) => answer.Network != other.Network ? answer.Network < other.Network : answer.Server < other.Server;

    struct NameRow
    {
        public ulong Hash;
        public ulong Zone;
        public int First;
        public byte Count;
        public bool IsRestless;
    }

    struct AnswerRow
    {
        public GivenAnswer Answer;
        public FewClients Clients;
        public int Next;
    }
}
