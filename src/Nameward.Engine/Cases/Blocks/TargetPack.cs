using System.Collections.Immutable;

namespace Nameward.Engine.Cases.Blocks;

/// <summary>What was written for one resolver, firewall or list.</summary>
/// <param name="Id">Id of the target.</param>
/// <param name="Product">The product, with the version for which it is written.</param>
/// <param name="Files">The files.</param>
/// <param name="Steps">What to do with them, in order.</param>
/// <param name="LeftOut">What this target cannot say, and why.</param>
public sealed record TargetPack(string Id, string Product, ImmutableArray<PackFile> Files, ImmutableArray<PackStep> Steps, ImmutableArray<(Block Block, string Why)> LeftOut);

/// <summary>One file of a pack.</summary>
/// <param name="Name">Its name, of ours.</param>
/// <param name="Content">Its bytes: ASCII, but UTF-8 in texts for people.</param>
public sealed record PackFile(string Name, byte[] Content);

/// <summary>One step.</summary>
/// <param name="Stage">Which part of the work it belongs to.</param>
/// <param name="Text">What to do.</param>
/// <param name="Command">A command that does it, of our own words alone; null where there is none.</param>
public sealed record PackStep(PackStage Stage, string Text, string? Command = null);

/// <summary>The parts of the work.</summary>
public enum PackStage
{
    /// <summary>Watch whom the block would hit, without blocking.</summary>
    Log,
    /// <summary>Block.</summary>
    Apply,
    /// <summary>See that it is in force, without asking the adversary anything.</summary>
    Verify,
    /// <summary>Take away what was added, and nothing else.</summary>
    Rollback,
}
