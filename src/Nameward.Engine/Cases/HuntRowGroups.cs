namespace Nameward.Engine.Cases;

/// <summary>Puts rows of a store together: it remembers who asked in which zone, who asked which server, and which name led where, and these three apart.</summary>
static class HuntRowGroups
{
    static readonly (string Kind, HuntDimension[] Dimensions)[] Kinds =
    [
        ("zone", [HuntDimension.Client, HuntDimension.Zone]),
        ("server", [HuntDimension.Client, HuntDimension.Server]),
        ("record", [HuntDimension.Zone, HuntDimension.Name, HuntDimension.Type, HuntDimension.Answer]),
    ];

    /// <summary>The kind of rows that know all that is asked for.</summary>
    /// <param name="by">How they are put together.</param>
    /// <param name="isTold">Whether the query leaves any of a kind.</param>
    /// <exception cref="UserError">There is none.</exception>
    public static string KindFor(HuntGrouping by, Func<string, bool> isTold) =>
        Kinds.FirstOrDefault(kind => isTold(kind.Kind) && by.Dimensions.All(kind.Dimensions.Contains)).Kind
        ?? throw new UserError($"--group-by {string.Join(',', by.Dimensions.Select(HuntGrouping.Word))}: the store does not remember this together with what the query looks at",
            $"it knows {string.Join("; ", Kinds.Select(kind => string.Join(", ", kind.Dimensions.Select(HuntGrouping.Word))))}", "nameward hunt QUERY PATH... --group-by ...  counts the look-ups of evidence themselves");

    /// <summary>The groups of rows of one kind.</summary>
    public static IEnumerable<HuntRow> Of(IEnumerable<HuntRow> rows, HuntGrouping by) => rows.GroupBy(row => KeyOf(row, by), (key, members) => Sum(key, [.. members], by));

    static HuntRow KeyOf(HuntRow row, HuntGrouping by) => new()
    {
        Kind = "group",
        Client = by.Has(HuntDimension.Client) ? row.Client : null,
        Zone = by.Has(HuntDimension.Zone) ? row.Zone : null,
        Name = by.Has(HuntDimension.Name) ? row.Name : null,
        Type = by.Has(HuntDimension.Type) ? row.Type : null,
        Answer = by.Has(HuntDimension.Answer) ? row.Answer : null,
        Server = by.Has(HuntDimension.Server) && row.Server is { } server ? new(server.Address, 0) : null,
    };

    static HuntRow Sum(HuntRow key, List<HuntRow> rows, HuntGrouping by) => key with
    {
        FirstSeen = rows.Min(row => row.FirstSeen),
        LastSeen = rows.Max(row => row.LastSeen),
        Count = rows.Sum(row => row.Count),
        IsCertain = rows.TrueForAll(row => row.IsCertain),
        Clients = by.Has(HuntDimension.Client) || rows[0].Client is null ? null : rows.Select(row => row.Client).Distinct().LongCount(),
        Names = by.Has(HuntDimension.Name) || rows[0].Name is null ? null : rows.Select(row => row.Name).Distinct().LongCount(),
    };
}
