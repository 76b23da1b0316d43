namespace Nameward.Engine;

/// <summary>The word that somebody may have meant, of a few that are known.</summary>
public static class NearWords
{
    const int MostShown = 3;

    /// <summary>Those of <paramref name="words"/> that lie near <paramref name="wanted"/>, the nearest first.</summary>
    public static IReadOnlyList<string> To(string wanted, IEnumerable<string> words) =>
    [
        .. words.Select(word => (Word: word, Distance: Distance(wanted, word)))
            .Where(near => near.Distance <= Math.Max(1, wanted.Length / 3) || near.Word.StartsWith(wanted, StringComparison.OrdinalIgnoreCase))
            .OrderBy(near => near.Distance).ThenBy(near => near.Word, StringComparer.Ordinal)
            .Select(near => near.Word)
            .Take(MostShown),
    ];

    /// <summary>How many letters must be added, dropped, changed or swapped with their neighbour (optimal string alignment), case aside.</summary>
    public static int Distance(string from, string to)
    {
        if (Math.Abs(from.Length - to.Length) > from.Length / 3 + 1)
        {
            return int.MaxValue;
        }
        var rows = new int[from.Length + 1, to.Length + 1];
        for (var i = 0; i <= from.Length; i++)
        {
            for (var j = 0; j <= to.Length; j++)
            {
                rows[i, j] = i == 0 ? j : j == 0 ? i : Cheapest(rows, from, to, i, j);
            }
        }
        return rows[from.Length, to.Length];
    }

    static int Cheapest(int[,] rows, string from, string to, int i, int j)
    {
        var change = Same(from[i - 1], to[j - 1]) ? 0 : 1;
        var best = Math.Min(Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1, rows[i - 1, j - 1] + change);
        var isSwap = i > 1 && j > 1 && Same(from[i - 1], to[j - 2]) && Same(from[i - 2], to[j - 1]);
        return isSwap ? Math.Min(best, rows[i - 2, j - 2] + 1) : best;
    }

    static bool Same(char a, char b) => char.ToLowerInvariant(a) == char.ToLowerInvariant(b);
}
