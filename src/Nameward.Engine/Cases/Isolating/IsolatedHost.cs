using System.Collections.Immutable;
using Nameward.Engine.Cases.Blocks;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases.Isolating;

/// <summary>A host that the case is about and that may have to be isolated: what all findings together tell of it.</summary>
public sealed record IsolatedHost
{
    /// <summary>Its address; null where the evidence tells its name alone.</summary>
    public required Address? Address { get; init; }
    /// <summary>Its name; null where nobody knows it.</summary>
    public required HostileText? Host { get; init; }
    /// <summary>The accounts that asked.</summary>
    public required ImmutableArray<HostileText> Users { get; init; }
    /// <summary>The programs that asked.</summary>
    public required ImmutableArray<HostileText> Processes { get; init; }
    /// <summary>Who answers for it; null where nobody knows it.</summary>
    public required HostileText? Owner { get; init; }
    /// <summary>What it is for.</summary>
    public required HostileText? Role { get; init; }
    /// <summary>How much depends on it.</summary>
    public required HostileText? Criticality { get; init; }
    /// <summary>Ids of the findings that it is among, in the order of the record.</summary>
    public required ImmutableArray<string> Findings { get; init; }
    /// <summary>First seen, UTC.</summary>
    public required DateTime? First { get; init; }
    /// <summary>Last seen, UTC.</summary>
    public required DateTime? Last { get; init; }
    /// <summary>Queries of all findings.</summary>
    public required long Queries { get; init; }

    /// <summary>The address, or the name of the host that tells none.</summary>
    public HostileText Name => Address is { } address ? HostileText.Address(address) : Host ?? HostileText.Address(default);

    /// <summary>The hosts of a case, each once: those with addresses in their order, then those of which the name alone is known.</summary>
    public static ImmutableArray<IsolatedHost> Of(ContainedCase contained) =>
    [
        .. contained.Findings.SelectMany(finding => finding.Hosts.Select(host => (Finding: finding.Id, Host: host)))
            .GroupBy(row => (row.Host.Address, Host: row.Host.Address is null ? row.Host.Host : null))
            .OrderBy(group => group.Key.Address is null).ThenBy(group => group.Key.Address).ThenBy(group => group.Key.Host)
            .Select(group => Of([.. group.Select(row => row.Finding).Distinct()], [.. group.Select(row => row.Host)])),
    ];

    static IsolatedHost Of(ImmutableArray<string> findings, ImmutableArray<SeenHost> rows) => new()
    {
        Address = rows[0].Address,
        Host = FirstOf(rows, row => row.Host),
        Users = Distinct(rows, row => row.User),
        Processes = Distinct(rows, row => row.Process),
        Owner = FirstOf(rows, row => row.Owner),
        Role = FirstOf(rows, row => row.Role),
        Criticality = FirstOf(rows, row => row.Criticality),
        Findings = findings,
        First = rows.Min(row => row.First),
        Last = rows.Max(row => row.Last),
        Queries = rows.Aggregate(0L, (sum, row) => long.MaxValue - sum < row.Queries ? long.MaxValue : sum + row.Queries),
    };

    static HostileText? FirstOf(ImmutableArray<SeenHost> rows, Func<SeenHost, HostileText?> part) => rows.Select(part).FirstOrDefault(text => text is { IsEmpty: false });

    static ImmutableArray<HostileText> Distinct(ImmutableArray<SeenHost> rows, Func<SeenHost, HostileText?> part) => [.. rows.Select(part).OfType<HostileText>().Where(text => !text.IsEmpty).Distinct().Order()];
}
