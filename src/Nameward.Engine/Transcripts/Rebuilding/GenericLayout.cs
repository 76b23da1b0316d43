using System.Collections.Immutable;

namespace Nameward.Engine.Transcripts.Rebuilding;

/// <summary>How names, or answers, of one form are made up: what counts in them, what tells sessions apart, and what carries bytes.</summary>
/// <param name="Rows">Those that it was found in.</param>
/// <param name="Counter">The field that counts; null where none does.</param>
/// <param name="Key">The field that tells sessions apart; null where none does.</param>
/// <param name="Data">The field that carries bytes; null where none does.</param>
sealed record GenericLayout(GenericRows Rows, GenericCounter? Counter, GenericField? Key, GenericData? Data)
{
    const int MostKeys = 6, MostKinds = 16;

    readonly ImmutableArray<(int Token, string Value)> _constant =
        [.. Enumerable.Range(0, Rows.Tokens).Select(token => (token, new GenericField(token, ..))).Select(one => (one.token, Values(Rows, one.Item2))).Where(one => one.Item2 is not null).Select(one => (one.token, one.Item2!))];

    /// <summary>Bits that name it among those that the same names could have had.</summary>
    double Chosen { get; init; }

    /// <summary>Bits that say this is no accident.</summary>
    public double Bits => (Counter?.Bits ?? 0) + (Data?.Evidence ?? 0) - Chosen;

    /// <summary>The layouts of names of one form: one for all of them, or, where that says more, one for each of a few words in them.</summary>
    public static ImmutableArray<GenericLayout> Find(GenericRows rows)
    {
        // What a kind has to earn for itself is what a channel has: else rare words would be cut out of one that is already read.
        const double Preference = GenericChannel.BitsForEvenOdds;
        var whole = Of(rows);
        var kinds = ImmutableArray<GenericLayout>.Empty;
        bool IsFew(GenericField word) => rows.First.Select(row => word.Value(row, rows)).Distinct().Take(MostKinds + 1).Count() is > 1 and <= MostKinds;
        foreach (var word in Enumerable.Range(0, rows.Tokens).Select(token => new GenericField(token, ..)).Where(IsFew))
        {
            var parts = rows.Rows.GroupBy(row => word.Value(row, rows)).Take(MostKinds + 1).Select(part => rows with { Rows = [.. part] }).ToList();
            if (parts.Count is > 1 and <= MostKinds && parts.Exists(part => part.Rows.Length >= GenericRows.Fewest))
            {
                ImmutableArray<GenericLayout> found = [.. parts.Select(Of).Select(part => part with { Chosen = Math.Log2(rows.Tokens * parts.Count) })];
                kinds = kinds.IsEmpty || found.Sum(Worth) > kinds.Sum(Worth) ? found : kinds;
            }
        }
        return !kinds.IsEmpty && kinds.Sum(Worth) > Worth(whole) + Preference * kinds.Length ? kinds : [whole];
    }

    /// <summary>The one layout of names, or of answers; nothing is found where they are few.</summary>
    public static GenericLayout Of(GenericRows rows)
    {
        if (rows.Rows.Length < GenericRows.Fewest)
        {
            return new(rows, null, null, null);
        }
        var counter = GenericCounter.Find(rows, key: null);
        GenericField? by = null;
        foreach (var key in rows.Form == GenericForm.Name ? GenericField.Keys(rows).Take(MostKeys) : [])
        {
            if (GenericCounter.Find(rows, key) is { } found && !found.Field.Overlaps(key, rows) && found.Bits - Math.Log2(MostKeys) > (counter?.Bits ?? 0))
            {
                (counter, by) = (found, key);
            }
        }
        return new(rows, counter, by, GenericData.Find(rows, counter?.Field, by));
    }

    /// <summary>Whether a name of other rows, of more or fewer labels of data, is made up the same way.</summary>
    public bool Fits(GenericRow row, out GenericRow same)
    {
        same = row;
        var more = row.Tokens.Length - Rows.Tokens;
        if (Data is not { } data || row.Tokens.Length <= data.Span.From + data.Span.Behind)
        {
            return false;
        }
        if (more != 0)
        {
            // The tokens of data become as many as those of the layout, so that what is behind them stands where it always does.
            byte[][] carried = row.Tokens[data.Span.From..^data.Span.Behind];
            var room = Rows.Tokens - data.Span.Behind - data.Span.From;
            var put = Enumerable.Range(0, room).Select(at => at + 1 < room ? carried.ElementAtOrDefault(at) ?? [] : carried.Skip(at).SelectMany(token => token).ToArray());
            same = row with { Tokens = [.. row.Tokens[..data.Span.From], .. put, .. row.Tokens[^data.Span.Behind..]] };
        }
        var fitted = same;
        return (Counter is null || Counter.Read(fitted, Rows.Form) >= 0) && data.Span.Read(fitted) is { Length: > 0 } signs && data.Reading.Piece(signs) is not null
            && _constant.All(one => new GenericField(one.Token, ..).Value(fitted, Rows) == one.Value);
    }

    /// <summary>The piece of content in a name; null where it has none.</summary>
    public byte[]? Piece(GenericRow row) => Data is { } data && data.Span.Read(row) is { Length: > 0 } signs ? data.Reading.Piece(signs) : null;

    /// <summary>A layout that carries nothing says nothing.</summary>
    static double Worth(GenericLayout layout) => layout.Data is null ? 0 : layout.Bits;

    static string? Values(GenericRows rows, GenericField field)
    {
        var value = field.Value(rows.Rows[0], rows);
        return rows.First.All(row => field.Value(row, rows) == value) ? value : null;
    }
}
