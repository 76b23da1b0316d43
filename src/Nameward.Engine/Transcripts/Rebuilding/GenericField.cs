using System.Collections.Immutable;

namespace Nameward.Engine.Transcripts.Rebuilding;

/// <summary>A piece of a name: some signs of one of its tokens, counted from either end.</summary>
/// <param name="Token">Number of the token from the left.</param>
/// <param name="At">Which signs.</param>
readonly record struct GenericField(int Token, Range At)
{
    // A key comes four times at least on average: sessions of fewer names show no counting.
    const int MostValues = 256, FewestOfEach = 4;

    /// <summary>The signs; false where the name is too short.</summary>
    public bool TryRead(GenericRow row, out ReadOnlySpan<byte> signs)
    {
        signs = [];
        if (Token >= row.Tokens.Length)
        {
            return false;
        }
        var token = row.Tokens[Token];
        int from = At.Start.GetOffset(token.Length), to = At.End.GetOffset(token.Length);
        if (from < 0 || to > token.Length || from > to)
        {
            return false;
        }
        signs = token.AsSpan(from..to);
        return true;
    }

    /// <summary>How many signs in front of a token are the same in nearly all of the names, and how many at its end.</summary>
    public static (int Left, int Right) Constant(GenericRows rows, int token)
    {
        var sample = rows.First;
        var shortest = Shortest(sample, token);
        int left = 0, right = 0;
        while (left < shortest && IsConstant(rows, sample, token, left))
        {
            left++;
        }
        while (left + right < shortest && IsConstant(rows, sample, token, ^(right + 1)))
        {
            right++;
        }
        return (left, right);
    }

    /// <summary>Whether a sign is the same in all of the names, or in 49 of 50.</summary>
    static bool IsConstant(GenericRows rows, ImmutableArray<GenericRow> sample, int token, Index at)
    {
        var counts = new int[256];
        var strange = 0;
        foreach (var row in sample)
        {
            var offset = at.GetOffset(row.Tokens[token].Length);
            if (offset < 0 || offset >= row.Tokens[token].Length)
            {
                strange++;
            }
            else
            {
                counts[rows.Fold(row.Tokens[token][offset])]++;
            }
        }
        return (sample.Length - counts.Max()) * 50 <= sample.Length && strange * 50 <= sample.Length;
    }

    /// <summary>Length that nearly all tokens have at least.</summary>
    static int Shortest(ImmutableArray<GenericRow> sample, int token) => sample.Select(row => row.Tokens[token].Length).Order().ElementAt(sample.Length / 50);

    /// <summary>A number for each value of a field, in the order in which they come; 0 for all where there is none.</summary>
    public static int[] Numbered(ImmutableArray<GenericRow> sample, GenericField? field, GenericRows rows)
    {
        var numbers = new Dictionary<string, int>();
        var of = new int[sample.Length];
        for (var i = 0; field is { } key && i < of.Length; i++)
        {
            var value = key.Value(sample[i], rows);
            if (!numbers.TryGetValue(value, out of[i]))
            {
                numbers.Add(value, of[i] = numbers.Count);
            }
        }
        return of;
    }

    /// <summary>Its value in a name, in the form in which two are compared.</summary>
    public string Value(GenericRow row, GenericRows rows) => TryRead(row, out var signs) ? string.Concat(signs.ToArray().Select(sign => rows.Fold(sign).ToString("x2", System.Globalization.CultureInfo.InvariantCulture))) : "";

    /// <summary>Fields of a few values each that may tell sessions apart: whole tokens, and the first or last signs of one.</summary>
    public static IEnumerable<GenericField> Keys(GenericRows rows)
    {
        const int Widest = 8;
        for (var token = 0; token < rows.Tokens; token++)
        {
            var (left, right) = Constant(rows, token);
            var fields = new List<GenericField> { new(token, ..) };
            for (var width = Widest; width >= 2; width--)
            {
                fields.Add(new(token, left..(left + width)));
                fields.Add(new(token, ^(right + width)..^right));
            }
            // The widest of those that begin at the same place says all that the narrower ones do.
            foreach (var found in fields.Where(field => field.HasFewValues(rows)).GroupBy(field => field.At.Start.IsFromEnd).Select(same => same.First()))
            {
                yield return found;
            }
        }
    }

    /// <summary>Whether two fields share a sign in any of the names.</summary>
    public bool Overlaps(GenericField other, GenericRows rows)
    {
        if (Token != other.Token)
        {
            return false;
        }
        foreach (var row in rows.First)
        {
            var length = row.Tokens[Token].Length;
            if (At.Start.GetOffset(length) < other.At.End.GetOffset(length) && other.At.Start.GetOffset(length) < At.End.GetOffset(length))
            {
                return true;
            }
        }
        return false;
    }

    bool HasFewValues(GenericRows rows)
    {
        var field = this;
        var sample = rows.First;
        var values = sample.Select(row => field.Value(row, rows)).Distinct().Take(MostValues + 1).Count();
        return values is > 1 and <= MostValues && values * FewestOfEach <= sample.Length;
    }
}
