using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases.Blocks;

/// <summary>One thing that containment would block: why, whom it would have hit, and why it is left alone, where it is.</summary>
public sealed record Block
{
    /// <summary>What it is.</summary>
    public required BlockKind Kind { get; init; }

    /// <summary>The name in canonical wire form; empty for addresses.</summary>
    public ImmutableArray<byte> Name { get; init; } = [];

    /// <summary>The address; none for names.</summary>
    public Address Address { get; init; }

    /// <summary>Ids of the findings that it comes of, in the order of the record.</summary>
    public required ImmutableArray<string> Findings { get; init; }

    /// <summary>Why it is to be blocked.</summary>
    public required Sentence Reason { get; init; }

    /// <summary>Why it must not be blocked; null where nothing speaks against it.</summary>
    public Sentence? Refusal { get; init; }

    /// <summary>Why it is blocked all the same, in the words of whoever decided it; null where nobody did.</summary>
    public HostileText? Justification { get; init; }

    /// <summary>Whom it would have hit in the evidence; null where that could not be read again.</summary>
    public BlastRadius? Radius { get; init; }

    /// <summary>Whom it would have hit in what the store remembers; null where there is none.</summary>
    public BlastRadius? Remembered { get; init; }

    /// <summary>Whether it goes into the pack.</summary>
    public bool IsBlocked => Refusal is null || Justification is not null;

    /// <summary>Whether it is a name.</summary>
    public bool IsName => Kind is BlockKind.Zone or BlockKind.NameServer;

    /// <summary>The name or the address.</summary>
    public HostileText Value => IsName ? HostileText.Name(Name.AsSpan()) : HostileText.Address(Address);
}

/// <summary>What of a case can be blocked.</summary>
public enum BlockKind
{
    /// <summary>A zone: its name and all below it.</summary>
    Zone,
    /// <summary>The name of a name server: with it every zone that it serves.</summary>
    NameServer,
    /// <summary>An address of a name server: with it every zone that is served from there.</summary>
    NameServerAddress,
    /// <summary>An address that names of a zone lead to.</summary>
    AnswerAddress,
    /// <summary>A DNS server outside that hosts speak to.</summary>
    Server,
    /// <summary>A host of the case: all that it asks for.</summary>
    Client,
}
