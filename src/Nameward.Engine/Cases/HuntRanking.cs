namespace Nameward.Engine.Cases;

/// <summary>The order of rows that are put together: as the query says, and where two are the same by that, by what they are.</summary>
static class HuntRanking
{
    /// <summary>The rows, sorted.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="query">Says by what.</param>
    /// <param name="usual">By what where it says nothing.</param>
    public static IEnumerable<HuntRow> Sorted(IEnumerable<HuntRow> rows, HuntQuery query, HuntSort usual)
    {
        var ordered = rows.OrderBy(row => row.Client).ThenBy(row => row.Zone).ThenBy(row => row.Name).ThenBy(row => row.Type).ThenBy(row => row.Answer).ThenBy(row => row.Server?.Address).ThenBy(row => row.Server?.Port)
            .ThenBy(row => row.Rcode).ThenBy(row => row.Day).ThenBy(row => row.Hour).ToList();
        // Whoever puts together wants the most first.
        var isDescending = query.Sort is null ? usual == HuntSort.Count : query.IsDescending;
        return (query.Sort ?? usual) switch
        {
            HuntSort.FirstSeen => By(ordered, row => row.FirstSeen ?? (isDescending ? DateTime.MinValue : DateTime.MaxValue), isDescending),
            HuntSort.LastSeen => By(ordered, row => row.LastSeen ?? (isDescending ? DateTime.MinValue : DateTime.MaxValue), isDescending),
            HuntSort.Count => By(ordered, row => row.Count, isDescending),
            _ => By(ordered, row => row.Name ?? row.Zone, isDescending),
        };
    }

    static IEnumerable<HuntRow> By<T>(List<HuntRow> rows, Func<HuntRow, T> key, bool isDescending) => isDescending ? rows.OrderByDescending(key) : rows.OrderBy(key);
}
