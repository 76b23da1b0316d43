namespace Nameward.Engine.Evidence.Formats;

/// <summary>Which elements of lists in lists are negated: what is in a negated list is so too.</summary>
struct NamedNegations
{
    /// <summary>Lists in lists that are told apart; those deeper are as the one around them.</summary>
    const int MostDepth = 62;

    int _depth;
    long _negated;

    /// <summary>Whether a mark of negation stands before the next element.</summary>
    public bool IsNext { get; set; }

    /// <summary>Whether no list in the list is open.</summary>
    public readonly bool IsOutermost => _depth == 0;

    /// <summary>Whether the next element is negated.</summary>
    public readonly bool Holds => IsNext || ((_negated >> Math.Min(_depth, MostDepth)) & 1) != 0;

    /// <summary>Goes into a list.</summary>
    public void Open()
    {
        var isNegated = Holds;
        _depth++;
        if (_depth <= MostDepth)
        {
            _negated = isNegated ? _negated | (1L << _depth) : _negated & ~(1L << _depth);
        }
        IsNext = false;
    }

    /// <summary>Goes out of a list.</summary>
    public void Close() => _depth--;
}
