using System.Buffers;
using System.Runtime.InteropServices;
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
    public const int MostNames = 1 << 16;

    /// <summary>Most different answers to one name: with more, it moves about, is compared with nothing, and none of them is kept.</summary>
    public const int MostAnswers = 32;

    const int None = -1;

    readonly Dictionary<ulong, NameRow> _names = [];
    AnswerRow[] _answers = new AnswerRow[16];
    int _used;
    ulong _limit = ulong.MaxValue;

    /// <summary>The names, by hash.</summary>
    public IEnumerable<KnownName> Names
    {
        get
        {
            Prune(most);
            return _names.OrderBy(name => name.Key).Select(name => new KnownName(name.Key, name.Value.Zone, name.Value.IsRestless, [.. AnswersOf(name.Value)]));
        }
    }

    /// <summary>Whether it holds no name.</summary>
    public bool IsEmpty => _names.Count == 0;

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
        foreach (var (hash, name) in other._names)
        {
            for (var at = name.First; hash <= _limit && at != None; at = other._answers[at].Next)
            {
                Add(hash, name.Zone, other._answers[at].Answer, other._answers[at].Clients);
            }
            if (hash <= _limit && name.IsRestless)
            {
                MakeRestless(hash, name.Zone);
            }
        }
        Prune(2 * most);
    }

    /// <inheritdoc/>
    public void WriteTo(IBufferWriter<byte> to)
    {
        Prune(most);
        to.U64(_limit);
        to.U32((uint)_names.Count);
        foreach (var (hash, name) in _names.OrderBy(name => name.Key))
        {
            to.U64(hash);
            to.U64(name.Zone);
            to.Byte(name.IsRestless ? (byte)1 : (byte)0);
            to.Byte((byte)name.Count);
            foreach (var answer in AnswersOf(name))
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
                var answer = new Answer(from.U64(), from.U32(), from.U64(), from.U32(), from.U32(), from.Byte() != 0);
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

    void Add(ulong hash, ulong zone, in Answer answer, uint client)
    {
        var clients = new FewClients();
        clients.Add(client);
        Add(hash, zone, answer, clients);
        if (_names.Count > 2 * most)
        {
            Prune(most);
        }
    }

    void Add(ulong hash, ulong zone, in Answer answer, in FewClients clients)
    {
        ref var name = ref CollectionsMarshal.GetValueRefOrAddDefault(_names, hash, out var isKnown);
        if (!isKnown)
        {
            name = new() { Zone = zone, First = None };
        }
        if (name.IsRestless)
        {
            return;
        }
        for (var at = name.First; at != None; at = _answers[at].Next)
        {
            ref var row = ref _answers[at];
            if (row.Answer.Network == answer.Network && row.Answer.Server == answer.Server)
            {
                row.Answer = row.Answer with { Holder = Math.Min(row.Answer.Holder, answer.Holder), First = Math.Min(row.Answer.First, answer.First), Last = Math.Max(row.Answer.Last, answer.Last), IsAuthoritative = row.Answer.IsAuthoritative || answer.IsAuthoritative };
                row.Clients.Merge(clients);
                return;
            }
        }
        if (name.Count < MostAnswers)
        {
            Append(ref name, answer, clients);
            return;
        }
        name.Rest();
    }

    void MakeRestless(ulong hash, ulong zone)
    {
        ref var name = ref CollectionsMarshal.GetValueRefOrAddDefault(_names, hash, out _);
        name.Zone = zone;
        name.Rest();
    }

    void Append(ref NameRow name, in Answer answer, in FewClients clients)
    {
        if (_used == _answers.Length)
        {
            Array.Resize(ref _answers, _answers.Length * 2);
        }
        _answers[_used] = new() { Answer = answer, Clients = clients, Next = name.First };
        name.First = _used++;
        name.Count++;
    }

    List<KnownAnswer> AnswersOf(in NameRow name)
    {
        var answers = new List<KnownAnswer>(name.Count);
        for (var at = name.First; at != None; at = _answers[at].Next)
        {
            var (answer, clients) = (_answers[at].Answer, _answers[at].Clients);
            answers.Add(new(answer.Network, answer.Server, answer.Holder, answer.First, answer.Last, answer.IsAuthoritative, clients));
        }
        answers.Sort((a, b) => a.Network != b.Network ? a.Network.CompareTo(b.Network) : a.Server.CompareTo(b.Server));
        return answers;
    }

    /// <summary>Of more than <paramref name="from"/> names, leaves those with the lowest hashes.</summary>
    void Prune(int from)
    {
        if (_names.Count <= from && !_names.Keys.Any(hash => hash > _limit))
        {
            return;
        }
        var hashes = _names.Keys.Where(hash => hash <= _limit).ToArray();
        if (hashes.Length > from)
        {
            Array.Sort(hashes);
            _limit = hashes[most - 1];
        }
        var (names, answers) = (_names.Where(name => name.Key <= _limit).ToArray(), _answers);
        _names.Clear();
        (_answers, _used) = (new AnswerRow[names.Sum(name => name.Value.Count) + 16], 0);
        foreach (var (hash, name) in names)
        {
            var kept = new NameRow { Zone = name.Zone, First = None, IsRestless = name.IsRestless };
            for (var at = name.First; at != None; at = answers[at].Next)
            {
                Append(ref kept, answers[at].Answer, answers[at].Clients);
            }
            _names.Add(hash, kept);
        }
    }

    struct NameRow
    {
        public ulong Zone;
        public int First;
        public int Count;
        public bool IsRestless;

        public void Rest() => (First, Count, IsRestless) = (None, 0, true);
    }

    struct AnswerRow
    {
        public Answer Answer;
        public FewClients Clients;
        public int Next;
    }

    /// <summary>One server's answer to one name; seconds of Unix time.</summary>
    readonly record struct Answer(ulong Network, uint Server, ulong Holder, uint First, uint Last, bool IsAuthoritative);
}

/// <summary>What was answered to one name.</summary>
/// <param name="Hash"><see cref="WireName.Hash"/> of the name.</param>
/// <param name="Zone">Hash of its registrable domain.</param>
/// <param name="IsRestless">Whether it had more answers than are kept.</param>
/// <param name="Answers">The answers, in order.</param>
readonly record struct KnownName(ulong Hash, ulong Zone, bool IsRestless, KnownAnswer[] Answers);

/// <summary>One server's answer to one name.</summary>
/// <param name="Network">See <see cref="AnswerNetwork"/>.</param>
/// <param name="Server"><see cref="CompactRowWriter.ServerHash"/> of the server.</param>
/// <param name="Holder">Hash of the registrable domain whose operator chose the address: that of the last alias (CNAME), else the name's own.</param>
/// <param name="First">First given, in seconds of Unix time.</param>
/// <param name="Last">Last given.</param>
/// <param name="IsAuthoritative">Whether it was ever given with authority (AA).</param>
/// <param name="Clients">Some of those it was given to.</param>
readonly record struct KnownAnswer(ulong Network, uint Server, ulong Holder, uint First, uint Last, bool IsAuthoritative, FewClients Clients);
