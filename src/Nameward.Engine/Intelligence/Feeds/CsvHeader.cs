namespace Nameward.Engine.Intelligence.Feeds;

/// <summary>The header of separated values.</summary>
/// <param name="Names">Names of the columns, as <see cref="IocNames.Usual"/> writes them.</param>
/// <param name="Separator">What stands between cells.</param>
sealed record CsvHeader(string[] Names, byte Separator)
{
    /// <summary>Where the rows begin.</summary>
    public int End { get; init; }

    /// <summary>Lines before the rows.</summary>
    public long Lines { get; init; }

    /// <summary>The first of several columns that says something in a row.</summary>
    public string First(string[] names, IReadOnlyList<string> cells)
    {
        foreach (var name in names)
        {
            var column = Array.IndexOf(Names, name);
            if (column >= 0 && column < cells.Count && IocNames.Said(cells[column]) is { Length: > 0 } text)
            {
                return text;
            }
        }
        return "";
    }
}
