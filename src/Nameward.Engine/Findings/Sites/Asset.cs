using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings.Sites;

/// <summary>What a site knows of a host or of a range of addresses, in its own words; null where it says nothing.</summary>
public sealed record Asset
{
    /// <summary>Its address, or the range of addresses of all that it speaks of; null where it is known by its name alone, as hosts are whose addresses are leased.</summary>
    public Network? Network { get; init; }
    /// <summary>The host's name.</summary>
    public string? Host { get; init; }
    /// <summary>Who answers for it.</summary>
    public string? Owner { get; init; }
    /// <summary>What it is for.</summary>
    public string? Role { get; init; }
    /// <summary>How much depends on it.</summary>
    public string? Criticality { get; init; }

    /// <summary>All of it as one line, for the hash of a configuration.</summary>
    internal string Canonical => string.Join('\t', Network?.ToString(), Host, Owner, Role, Criticality);
}
