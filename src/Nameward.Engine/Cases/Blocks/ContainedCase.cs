using System.Collections.Immutable;
using Nameward.Engine.Cases.Isolating;
using Nameward.Engine.Cases.Restoring;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases.Blocks;

/// <summary>What containment takes of a recorded case.</summary>
/// <param name="Name">What the case is called.</param>
/// <param name="Label">By which everything that is added for it is known and taken away again: letters, digits and dashes of ours.</param>
/// <param name="Findings">The findings that are to be contained, in the order of the record.</param>
public sealed record ContainedCase(string Name, string Label, ImmutableArray<ContainedFinding> Findings)
{
    /// <summary>The changes of the configuration that it tells of, where they were held against tickets.</summary>
    public ImmutableArray<RecordedChange> Changes { get; init; } = [];

    /// <summary>All clients that the findings are about.</summary>
    public ImmutableHashSet<Address> Clients => [.. Findings.SelectMany(finding => finding.Clients)];
}

/// <summary>One finding of it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Level">Its level.</param>
/// <param name="Tool">Name of the tool that is proved; null where none is.</param>
/// <param name="Clients">The clients that it is about, and those as whom their look-ups are seen again.</param>
/// <param name="Zones">The zones that it is about, in canonical wire form.</param>
/// <param name="Server">The DNS server that it is about; null where it is about none.</param>
/// <param name="Traits">Its infrastructure.</param>
public sealed record ContainedFinding(string Id, string Level, string? Tool, ImmutableHashSet<Address> Clients, ImmutableArray<byte[]> Zones, Address? Server, ImmutableArray<ContainedTrait> Traits)
{
    /// <summary>The hosts that it is about, with who and what asked there.</summary>
    public ImmutableArray<SeenHost> Hosts { get; init; } = [];

    /// <summary>Its ATT&amp;CK techniques.</summary>
    public ImmutableArray<string> Techniques { get; init; } = [];
}

/// <summary>A part of the infrastructure behind a finding.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">The name in canonical wire form; empty for addresses.</param>
/// <param name="Address">The address; none for names.</param>
/// <param name="IsCommon">Whether many who have nothing to do with each other are known to have it.</param>
/// <param name="Others">Strangers of the evidence who have it too.</param>
/// <param name="Why">What is known of how common it is.</param>
public sealed record ContainedTrait(BlockKind Kind, byte[] Name, Address Address, bool IsCommon, long Others, Sentence Why);
