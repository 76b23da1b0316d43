namespace Nameward.Engine.Intelligence.Feeds;

/// <summary>
/// What of a STIX pattern suffices alone. A branch of OR does; what stands beside AND or FOLLOWEDBY does not, as it needs the other too.
/// </summary>
sealed class StixPattern
{
    /// <summary>Longest pattern in characters, and most comparisons of one.</summary>
    const int MostLength = 1 << 20;
    const int MostDepth = 64;

    StixPattern()
    {
    }

    /// <summary>The comparisons that suffice alone.</summary>
    public List<StixAtom> Alone { get; private init; } = [];

    /// <summary>Whether something in it needs several things at once.</summary>
    public bool NeedsSeveral { get; private init; }

    /// <summary>Reads a pattern; null where it is none.</summary>
    public static StixPattern? Read(string pattern)
    {
        if (pattern.Length > MostLength)
        {
            return null;
        }
        var tokens = new StixTokens(pattern);
        tokens.Next();
        var read = Branches(ref tokens, 0, isInside: false);
        return tokens.Is == StixTokens.Kind.End ? read : null;
    }

    /// <summary>Operands with OR between them. Inside of an observation these are comparisons, outside observations; AND binds closer, FOLLOWEDBY less close.</summary>
    static StixPattern? Branches(ref StixTokens tokens, int depth, bool isInside)
    {
        var all = new StixPattern { Alone = [] };
        var (needsSeveral, isFollowed) = (false, false);
        while (true)
        {
            if (Joined(ref tokens, depth, isInside) is not { } next)
            {
                return null;
            }
            all.Alone.AddRange(next.Alone);
            needsSeveral |= next.NeedsSeveral;
            if (tokens.IsWord("OR") || (!isInside && tokens.IsWord("FOLLOWEDBY")))
            {
                isFollowed |= tokens.IsWord("FOLLOWEDBY");
                tokens.Next();
                continue;
            }
            return new() { Alone = isFollowed ? [] : all.Alone, NeedsSeveral = needsSeveral || isFollowed };
        }
    }

    /// <summary>Operands with AND between them.</summary>
    static StixPattern? Joined(ref StixTokens tokens, int depth, bool isInside)
    {
        StixPattern? joined = null;
        while (true)
        {
            var next = isInside ? Comparison(ref tokens, depth) : Observation(ref tokens, depth);
            if (next is null)
            {
                return null;
            }
            joined = joined is null ? next : Both(joined, next);
            if (!tokens.IsWord("AND"))
            {
                return joined;
            }
            tokens.Next();
        }
    }

    static StixPattern Both(StixPattern one, StixPattern other) =>
        IsRefinement(other) ? one : IsRefinement(one) ? other : new() { NeedsSeveral = true };

    static bool IsRefinement(StixPattern pattern) => !pattern.NeedsSeveral && pattern.Alone.Count > 0 && pattern.Alone.TrueForAll(atom => atom.IsRefinement);

    static StixPattern? Observation(ref StixTokens tokens, int depth)
    {
        var isGroup = tokens.IsSign("(");
        if ((!isGroup && !tokens.IsSign("[")) || depth == MostDepth)
        {
            return null;
        }
        tokens.Next();
        var read = Branches(ref tokens, depth + 1, !isGroup);
        if (read is null || !tokens.IsSign(isGroup ? ")" : "]"))
        {
            return null;
        }
        tokens.Next();
        return Qualified(ref tokens, read);
    }

    /// <summary>WITHIN n SECONDS, REPEATS n TIMES, START t STOP t. What must be met more than once does not suffice when it is met.</summary>
    static StixPattern? Qualified(ref StixTokens tokens, StixPattern pattern)
    {
        while (tokens.IsWord("WITHIN") || tokens.IsWord("REPEATS") || tokens.IsWord("START"))
        {
            var isRepeated = tokens.IsWord("REPEATS");
            var words = tokens.IsWord("START") ? 3 : 2;
            for (; words >= 0; words--)
            {
                if (tokens.Is is StixTokens.Kind.End or StixTokens.Kind.Broken or StixTokens.Kind.Sign)
                {
                    return null;
                }
                pattern = isRepeated && words == 1 && tokens.Text != "1" ? new() { NeedsSeveral = true } : pattern;
                tokens.Next();
            }
        }
        return pattern;
    }

    static StixPattern? Comparison(ref StixTokens tokens, int depth)
    {
        if (tokens.IsSign("("))
        {
            tokens.Next();
            var group = depth == MostDepth ? null : Branches(ref tokens, depth + 1, isInside: true);
            if (group is null || !tokens.IsSign(")"))
            {
                return null;
            }
            tokens.Next();
            return group;
        }
        var turned = Take(ref tokens, "NOT");
        var isExisting = Take(ref tokens, "EXISTS");
        if (tokens.Is != StixTokens.Kind.Word || !tokens.Text.Contains(':', StringComparison.Ordinal))
        {
            return null;
        }
        var path = tokens.Text;
        tokens.Next();
        if (isExisting)
        {
            return new() { Alone = [new(path, "EXISTS", [])] };
        }
        turned |= Take(ref tokens, "NOT");
        var comparison = tokens.Text.ToUpperInvariant();
        if (tokens.Is is not (StixTokens.Kind.Sign or StixTokens.Kind.Word))
        {
            return null;
        }
        tokens.Next();
        return Values(ref tokens) is { } values ? new() { Alone = [new(path, turned ? "NOT " + comparison : comparison, values)] } : null;
    }

    static bool Take(ref StixTokens tokens, string word)
    {
        var isThere = tokens.IsWord(word);
        if (isThere)
        {
            tokens.Next();
        }
        return isThere;
    }

    static string[]? Values(ref StixTokens tokens)
    {
        var isSet = tokens.IsSign("(");
        if (isSet)
        {
            tokens.Next();
        }
        var values = new List<string>();
        while (tokens.Is is StixTokens.Kind.Quoted or StixTokens.Kind.Word)
        {
            values.Add(tokens.Text);
            tokens.Next();
            if (!isSet || !tokens.IsSign(","))
            {
                break;
            }
            tokens.Next();
        }
        if (values.Count == 0 || (isSet && !tokens.IsSign(")")))
        {
            return null;
        }
        if (isSet)
        {
            tokens.Next();
        }
        return [.. values];
    }
}
