using System.Collections.Immutable;

namespace Nameward.Engine.Baselines;

/// <summary>
/// One thing that is counted of what a client does in a UTC day. Each is free of repetition: the same evidence twice, or one look-up in two logs, counts the same. So
/// there are no queries among them, which add up.
/// </summary>
/// <param name="Place">Its place among the values of a day.</param>
/// <param name="Id">Kebab-case, never renamed: it stands in baseline files.</param>
/// <param name="Title">What it is, for a column of a table.</param>
/// <param name="Does">What the client does, before a figure: "asked".</param>
/// <param name="One">What is counted, one of it.</param>
/// <param name="Many">What is counted, several.</param>
public sealed record HostMeasure(int Place, string Id, string Title, string Does, string One, string Many)
{
    /// <summary>Different names that it asked.</summary>
    public static HostMeasure Names { get; } = new(0, "names", "names", "asked", "name", "names");

    /// <summary>Registrable zones that it asked.</summary>
    public static HostMeasure Zones { get; } = new(1, "zones", "zones", "asked", "zone", "zones");

    /// <summary>Different names in zones that no other client asks that day.</summary>
    public static HostMeasure LoneNames { get; } = new(2, "lone-names", "names asked alone", "asked", "name in a zone that nobody else asks", "names in zones that nobody else asks");

    /// <summary>Different names in the zone in which it asked most.</summary>
    public static HostMeasure NamesInOneZone { get; } = new(3, "names-in-one-zone", "names in one zone", "asked", "name in one zone", "names in one zone");

    /// <summary>Different names of which it was told that they do not exist (NXDOMAIN, RFC 8020), and nothing else.</summary>
    public static HostMeasure MissingNames { get; } = new(4, "missing-names", "names not there", "asked", "name that does not exist", "names that do not exist");

    /// <summary>Different names of which it asked for types that carry data: TXT, NULL, KEY, and those for private use.</summary>
    public static HostMeasure DataNames { get; } = new(5, "data-names", "names for data types", "asked", "name for TXT, NULL, KEY or a private type", "names for TXT, NULL, KEY or a private type");

    /// <summary>Addresses of servers that it asked, those of its own link not counted.</summary>
    public static HostMeasure Servers { get; } = new(6, "servers", "servers", "asked", "server", "servers");

    /// <summary>Hours of the UTC day in which it asked.</summary>
    public static HostMeasure Hours { get; } = new(7, "hours", "hours", "asked in", "hour of the day", "hours of the day");

    /// <summary>Zones that nobody at the site asked on an earlier day of the baseline, and nobody else on this one. It follows from the baseline, and is not among the values of a day.</summary>
    public static HostMeasure NewZones { get; } = new(8, "new-zones", "new zones", "asked", "zone that nobody here asked before", "zones that nobody here asked before");

    /// <summary>Those that are counted of a day by itself, in order of their places.</summary>
    public static ImmutableArray<HostMeasure> OfDay { get; } = [Names, Zones, LoneNames, NamesInOneZone, MissingNames, DataNames, Servers, Hours];

    /// <summary>All of them, in order of their places.</summary>
    public static ImmutableArray<HostMeasure> All { get; } = [.. OfDay, NewZones];

    /// <summary>What is counted, in the number that fits a figure.</summary>
    public string Unit(long count) => count == 1 ? One : Many;
}
