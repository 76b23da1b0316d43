using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>
/// The names of an <see cref="AnswerTable"/>, by hash, in an open-addressing table. Of more names than it holds, those with the lowest hashes are kept.
/// </summary>
sealed class AnswerNames(int most, AnswerRows answers)
{
    /// <summary>The fourth part more than are kept may be held, so that leaving out is rare.</summary>
    const int Slack = 4;

    const int FirstPlaces = 128;

    TableMemory<AnsweredName> _places = TableMemory<AnsweredName>.Zeroed(FirstPlaces);

    /// <summary>Names held.</summary>
    public int Count { get; private set; }

    /// <summary>Names with a higher hash are left out.</summary>
    public ulong Limit { get; private set; } = ulong.MaxValue;

    /// <summary>All places; those that are not taken are empty.</summary>
    public ReadOnlySpan<AnsweredName> Places => _places.Items;

    /// <summary>The names that are kept in the end, in the order of their hashes.</summary>
    public AnsweredName[] Sorted()
    {
        LeaveOut();
        var names = new AnsweredName[Count];
        var next = 0;
        foreach (ref readonly var name in Places)
        {
            if (name.IsTaken)
            {
                names[next++] = name;
            }
        }
        Array.Sort(names, (a, b) => a.Hash.CompareTo(b.Hash));
        return names;
    }

    /// <summary>Leaves out names above a hash from now on.</summary>
    public void LeaveOutAbove(ulong limit) => Limit = Math.Min(Limit, limit);

    /// <summary>Has the place of a name brought to the cache, where it may be kept.</summary>
    public void LookAt(ulong hash)
    {
        if (hash <= Limit)
        {
            _places.Prefetch(HomeOf(hash));
        }
    }

    /// <summary>Has the newest answer to a name brought to the cache, where its place is at hand.</summary>
    public void LookAtAnswers(ulong hash)
    {
        if (hash <= Limit && _places.Items[HomeOf(hash)] is { Count: > 0 } name)
        {
            answers.LookAt(name.First);
        }
    }

    /// <summary>The place of a name, new or known; less than 0 where it is left out.</summary>
    public int Find(ulong hash, ulong zone)
    {
        if (hash > Limit)
        {
            return -1;
        }
        var place = PlaceOf(hash);
        if (_places.Items[place].IsTaken)
        {
            return place;
        }
        if (Count >= Room)
        {
            MakeRoom();
            return Find(hash, zone);
        }
        Count++;
        _places.Items[place] = new() { Hash = hash, Zone = zone, First = AnswerRows.None, IsTaken = true };
        return place;
    }

    /// <summary>The name at a place.</summary>
    public ref AnsweredName this[int place] => ref _places.Items[place];

    int Largest => most + most / Slack;

    int Room => Math.Min(Largest, _places.Length * 5 / 8);

    int HomeOf(ulong hash) => Placing.PlaceOf(Placing.Spread(hash), _places.Length);

    int PlaceOf(ulong hash)
    {
        var places = _places.Items;
        var place = HomeOf(hash);
        while (places[place].IsTaken && places[place].Hash != hash)
        {
            place = place + 1 == places.Length ? 0 : place + 1;
        }
        return place;
    }

    void MakeRoom()
    {
        if (Count >= Largest)
        {
            LeaveOut();
        }
        else
        {
            PutInto(_places.Length * 2);
        }
    }

    /// <summary>Of more names than are kept, leaves those with the lowest hashes.</summary>
    void LeaveOut()
    {
        if (Count > most)
        {
            var hashes = new ulong[Count];
            var next = 0;
            foreach (ref readonly var name in Places)
            {
                if (name.IsTaken)
                {
                    hashes[next++] = name.Hash;
                }
            }
            Array.Sort(hashes);
            LeaveOutAbove(hashes[most - 1]);
        }
        PutInto(_places.Length);
    }

    /// <summary>Puts the names that are not left out into new places.</summary>
    void PutInto(int places)
    {
        var old = _places;
        _places = TableMemory<AnsweredName>.Zeroed(places);
        Count = 0;
        foreach (ref readonly var name in old.Items)
        {
            if (!name.IsTaken)
            {
                continue;
            }
            if (name.Hash <= Limit)
            {
                _places.Items[PlaceOf(name.Hash)] = name;
                Count++;
            }
            else
            {
                answers.Release(name);
            }
        }
        old.Release();
    }
}

/// <summary>A name that was answered.</summary>
struct AnsweredName
{
    /// <summary><see cref="WireName"/> of the name.</summary>
    public ulong Hash;

    /// <summary>Hash of its registrable domain.</summary>
    public ulong Zone;

    /// <summary>Where it has more answers than are kept: the highest <see cref="GivenAnswer.Order"/> of those that are.</summary>
    public ulong Highest;

    /// <summary>Place of the newest of its answers among the <see cref="AnswerRows"/>.</summary>
    public int First;

    /// <summary>How many answers it has.</summary>
    public byte Count;

    /// <summary>Whether it had more answers than are kept.</summary>
    public bool IsRestless;

    /// <summary>Whether the place holds a name.</summary>
    public bool IsTaken;
}
