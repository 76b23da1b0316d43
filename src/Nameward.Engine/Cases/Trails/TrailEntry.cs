namespace Nameward.Engine.Cases.Trails;

/// <summary>What somebody does, before it stands in a trail.</summary>
/// <param name="Action">What was done, a word of this program, as "note".</param>
/// <param name="Data">What there is to say of it, and what was before: a JSON object, always the same text for the same thing.</param>
public sealed record TrailEntry(string Action, string Data);
