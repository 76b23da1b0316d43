using System.Buffers;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>
/// Which server sent whom where: for each name that was asked for addresses, the networks that each server gave, when, and to which clients. It is what
/// shows a server that answers otherwise than the others do, or otherwise to one client than to the rest. Of more names than it holds, those with the
/// lowest hashes are kept: the same ones of every server and in every part of the evidence, so that what is kept can always be compared.
/// </summary>
sealed class AnswerTable : IMergeable<AnswerTable>
{
    /// <summary>Most names that are kept.</summary>
    public const int MostNames = 1 << 15;

    /// <summary>Most different answers to one name: with more, it moves about and is compared with nothing, and those of the lowest <see cref="GivenAnswer.Order"/> are kept.</summary>
    public const int MostAnswers = 32;

    readonly AnswerRows _answers;
    readonly AnswerNames _names;

    /// <summary>A table that holds so many names.</summary>
    public AnswerTable(int most = MostNames)
    {
        _answers = new();
        _names = new(most, _answers);
    }

    /// <summary>The names, by hash.</summary>
    public KnownName[] Names
    {
        get
        {
            var order = _names.Sorted();
            var (names, answers, next) = (new KnownName[order.Length], new KnownAnswer[order.Sum(name => name.Count)], 0);
            for (var i = 0; i < order.Length; i++)
            {
                ref readonly var name = ref order[i];
                PutAnswersOf(name, answers.AsSpan(next, name.Count));
                names[i] = new(name.Hash, name.Zone, name.IsRestless, ShareOf(name), new(answers, next, name.Count));
                next += name.Count;
            }
            return names;
        }
    }

    /// <summary>Whether it holds no name.</summary>
    public bool IsEmpty => _names.Count == 0;

    /// <summary>Whether names were left out.</summary>
    public bool IsSampled => _names.Limit != ulong.MaxValue;

    /// <summary>Has the place of a message's name brought to the cache, where the message will be taken in.</summary>
    public void LookAt(in DnsMessage message)
    {
        if (IsOfUse(message))
        {
            _names.LookAt(message.NameHash);
        }
    }

    /// <summary>Has the newest answer to a message's name brought to the cache; its place was <see cref="LookAt">looked at</see> a while before.</summary>
    public void LookAtAnswers(in DnsMessage message)
    {
        if (IsOfUse(message))
        {
            _names.LookAtAnswers(message.NameHash);
        }
    }

    /// <summary>Takes in a message; all but responses that give addresses, or say that there is no such name, are passed over.</summary>
    /// <param name="message">The message.</param>
    /// <param name="batch">Holds its records.</param>
    /// <param name="client"><see cref="PairKey.ClientHash"/> of who asked.</param>
    public void Add(in DnsMessage message, IObservationBatch batch, ulong client)
    {
        if (!IsOfUse(message))
        {
            return;
        }
        var zone = message.ZoneHash;
        var server = CompactRowWriter.ServerHash(message.Server);
        var second = ServerUse.SecondOf(message.Time);
        if (message.Rcode == AnswerNetwork.NameError)
        {
            Add(message.NameHash, zone, new(AnswerNetwork.NoSuchName, server, 0, zone, second, second, false), (uint)client);
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
                Add(message.NameHash, zone, new(network, server, GivenAnswer.KeptTtl(record.Ttl), holder, second, second, (message.Header & HeaderBits.Authoritative) != 0), (uint)client);
            }
        }
    }

    /// <inheritdoc/>
    public void Merge(AnswerTable other)
    {
        _names.LeaveOutAbove(other._names.Limit);
        foreach (ref readonly var name in other._names.Places)
        {
            if (!name.IsTaken)
            {
                continue;
            }
            for (var at = name.First; at != AnswerRows.None; at = other._answers[at].Next)
            {
                Add(name.Hash, name.Zone, other._answers[at].Answer, other._answers[at].Clients);
            }
            if (name.IsRestless)
            {
                MakeRestless(name.Hash, name.Zone);
            }
        }
        GC.KeepAlive(other);
    }

    /// <inheritdoc/>
    public void WriteTo(IBufferWriter<byte> to)
    {
        var names = _names.Sorted();
        Span<KnownAnswer> answers = new KnownAnswer[MostAnswers];
        to.U64(_names.Limit);
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
                to.U32(answer.Ttl is { } ttl ? ttl + 1 : 0);
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
        var table = new AnswerTable(most);
        table._names.LeaveOutAbove(from.U64());
        for (var names = from.Count(18); names > 0; names--)
        {
            var (hash, zone, isRestless) = (from.U64(), from.U64(), from.Byte() != 0);
            for (var answers = from.Byte(); answers > 0; answers--)
            {
                var answer = new GivenAnswer(from.U64(), from.U32(), from.U32(), from.U64(), from.U32(), from.U32(), from.Byte() != 0);
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

    bool IsOfUse(in DnsMessage message) => message.NameHash <= _names.Limit && (message.Sides & Sides.Response) != 0 && message.Type is RecordTypes.A or RecordTypes.Aaaa
        && !message.Server.Address.IsNone && !message.Client.Address.IsNone;

    void Add(ulong hash, ulong zone, in GivenAnswer answer, uint client)
    {
        if (Keep(hash, zone, answer) is var at and not AnswerRows.None)
        {
            _answers[at].Clients.Add(client);
        }
    }

    void Add(ulong hash, ulong zone, in GivenAnswer answer, in FewClients clients)
    {
        if (Keep(hash, zone, answer) is var at and not AnswerRows.None)
        {
            _answers[at].Clients.Merge(clients);
        }
    }

    /// <summary>Joins an answer to those of a name; where there are too many, the name keeps the lowest.</summary>
    /// <returns>Its place; <see cref="AnswerRows.None"/> where it is not kept.</returns>
    int Keep(ulong hash, ulong zone, in GivenAnswer answer)
    {
        var place = _names.Find(hash, zone);
        if (place < 0)
        {
            return AnswerRows.None;
        }
        ref var name = ref _names[place];
        if (name.IsRestless && answer.Order > name.Highest)
        {
            return AnswerRows.None;
        }
        for (var at = name.First; at != AnswerRows.None; at = _answers[at].Next)
        {
            ref var row = ref _answers[at];
            if (row.Answer.Network == answer.Network && row.Answer.Server == answer.Server)
            {
                row.Answer.Join(answer);
                return at;
            }
        }
        return name.Count < MostAnswers ? _answers.Add(ref name, answer) : TakeIfLow(ref name, answer);
    }

    /// <summary>Of a name with as many answers as are kept: takes in one more in the place of the highest, unless it is higher still.</summary>
    int TakeIfLow(ref AnsweredName name, in GivenAnswer answer)
    {
        var (highest, next) = HighestOf(name);
        var isTaken = IsAbove(_answers[highest].Answer, answer);
        if (isTaken)
        {
            (_answers[highest].Answer, _answers[highest].Clients) = (answer, default);
        }
        (name.IsRestless, name.Highest) = (true, isTaken ? Math.Max(next, answer.Order) : _answers[highest].Answer.Order);
        return isTaken ? highest : AnswerRows.None;
    }

    /// <summary>The place of the highest answer of a name, and the order of the one below it.</summary>
    (int Place, ulong Next) HighestOf(in AnsweredName name)
    {
        var (highest, next) = (name.First, 0UL);
        for (var at = _answers[name.First].Next; at != AnswerRows.None; at = _answers[at].Next)
        {
            var isAbove = IsAbove(_answers[at].Answer, _answers[highest].Answer);
            next = Math.Max(next, _answers[isAbove ? highest : at].Answer.Order);
            highest = isAbove ? at : highest;
        }
        return (highest, next);
    }

    static bool IsAbove(in GivenAnswer answer, in GivenAnswer other) => answer.Order != other.Order ? answer.Order > other.Order : answer.Network > other.Network;

    static double ShareOf(in AnsweredName name) => name.IsRestless ? Math.Min(1, ((name.Highest >> 32) + 1) / 4294967296.0) : 1;

    void MakeRestless(ulong hash, ulong zone)
    {
        if (_names.Find(hash, zone) is var place and >= 0)
        {
            ref var name = ref _names[place];
            (name.IsRestless, name.Highest) = (true, name.Count < MostAnswers ? ulong.MaxValue : _answers[HighestOf(name).Place].Answer.Order);
        }
    }

    /// <summary>Puts the answers of a name, as many as it has, in order of network and server.</summary>
    void PutAnswersOf(in AnsweredName name, Span<KnownAnswer> to)
    {
        var count = 0;
        for (var at = name.First; at != AnswerRows.None; at = _answers[at].Next)
        {
            ref readonly var row = ref _answers[at];
            var place = count++;
            for (; place > 0 && IsBefore(row.Answer, to[place - 1]); place--)
            {
                to[place] = to[place - 1];
            }
            to[place] = new(row.Answer.Network, row.Answer.Server, row.Answer.Ttl > 0 ? row.Answer.Ttl - 1 : null, row.Answer.Holder, row.Answer.First, row.Answer.Last, row.Answer.IsAuthoritative, row.Clients);
        }
    }

    static bool IsBefore(in GivenAnswer answer, in KnownAnswer other) => answer.Network != other.Network ? answer.Network < other.Network : answer.Server < other.Server;
}
