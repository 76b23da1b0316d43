using System.Collections.Immutable;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Findings;

/// <summary>How one server or host was configured when a file of it was written.</summary>
/// <param name="Format">Id of the file's format; empty where it is not known.</param>
/// <param name="Path">The file.</param>
/// <param name="Host">The server or host as the file names it; empty where it does not.</param>
/// <param name="Name">What the path says.</param>
/// <param name="Time">When it was taken, UTC: as the path says, else when the file was written; null where neither is known.</param>
/// <param name="Statements">What stands in it.</param>
sealed record Snapshot(string Format, HostileText Path, HostileText Host, SnapshotName Name, DateTime? Time, ImmutableArray<StatedChange> Statements)
{
    /// <summary>Whether its time is that of the path.</summary>
    public bool IsDated => Name.Dated is not null;

    /// <summary>What it is about.</summary>
    public ImmutableHashSet<ConfigurationKind> Kinds { get; } = [.. Statements.Select(statement => statement.Kind)];
}

/// <summary>Two snapshots of one server, one behind the other.</summary>
/// <param name="Earlier">How it was.</param>
/// <param name="Later">How it became.</param>
sealed record SnapshotPair(Snapshot Earlier, Snapshot Later);
