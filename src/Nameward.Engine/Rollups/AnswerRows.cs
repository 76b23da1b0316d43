namespace Nameward.Engine.Rollups;

/// <summary>The answers to all names of an <see cref="AnswerTable"/>, a line of memory each, linked by name.</summary>
sealed class AnswerRows
{
    /// <summary>The place that means "none".</summary>
    public const int None = -1;

    const int FirstRows = 64;

    readonly TableMemory<AnswerRow> _rows = new();
    int _used;
    int _free = None;

    /// <summary>The answer at a place.</summary>
    public ref AnswerRow this[int place] => ref _rows.Items[place];

    /// <summary>Has an answer brought to the cache.</summary>
    public void LookAt(int place) => _rows.Prefetch(place);

    /// <summary>Adds an answer to those of a name.</summary>
    /// <returns>Its place.</returns>
    public int Add(ref AnsweredName name, in GivenAnswer answer)
    {
        var at = _free;
        if (at != None)
        {
            _free = this[at].Next;
        }
        else
        {
            if (_used == _rows.Length)
            {
                _rows.Grow(Math.Max(FirstRows, _used + _used / 2));
            }
            at = _used++;
        }
        this[at] = new() { Answer = answer, Next = name.First };
        name.First = at;
        name.Count++;
        return at;
    }

    /// <summary>Gives back the places of a name's answers.</summary>
    public void Release(in AnsweredName name)
    {
        for (var at = name.First; at != None;)
        {
            var next = this[at].Next;
            this[at].Next = _free;
            _free = at;
            at = next;
        }
    }
}

/// <summary>One server's answer to one name, and some of those it was given to.</summary>
struct AnswerRow
{
    /// <summary>The answer.</summary>
    public GivenAnswer Answer;

    /// <summary>Some of the clients.</summary>
    public FewClients Clients;

    /// <summary>Place of the answer that was new before it; <see cref="AnswerRows.None"/> behind the last.</summary>
    public int Next;
}
