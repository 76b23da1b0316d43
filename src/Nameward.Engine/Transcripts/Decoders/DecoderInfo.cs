using System.Collections.Immutable;

namespace Nameward.Engine.Transcripts.Decoders;

/// <summary>The description of a decoder.</summary>
/// <param name="Id">Id of the tool: kebab-case, never renamed.</param>
/// <param name="Title">The tool's name, as its author writes it.</param>
/// <param name="Source">Where its wire is written down, with the version.</param>
/// <param name="Needs">What the evidence must show.</param>
/// <param name="Proves">What must agree, with the bits that each counts.</param>
public sealed record DecoderInfo(string Id, string Title, string Source, string Needs, string Proves)
{
    /// <summary>Whether what its sessions are told apart by is drawn by the agent itself: the same in two zones is the same agent. Numbers that servers give are not.</summary>
    public bool HasAgentNumbers { get; init; }

    /// <summary>What every decoder is, sorted by id.</summary>
    public static ImmutableArray<DecoderInfo> All => [.. DecoderList.All.Select(decoder => decoder.Info)];
}
