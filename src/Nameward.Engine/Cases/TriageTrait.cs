using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases;

/// <summary>What a finding has that another may share (docs/links.md); it had no part in the bits of the finding.</summary>
/// <param name="Kind">One of <see cref="TraitKind.All"/>.</param>
/// <param name="Value">What it is.</param>
/// <param name="Bits">Bits for one origin that sharing it is worth; 0 where it links nothing.</param>
/// <param name="Text">Why so many.</param>
public sealed record TriageTrait(string Kind, HostileText Value, double Bits, Sentence Text);

/// <summary>The suppression that a finding falls under: an analyst's decision, with a name and an end.</summary>
/// <param name="Id">"S3" of the store; "site:4" of the fourth entry of the site file.</param>
/// <param name="Reason">Why, in the analyst's words.</param>
/// <param name="By">Who.</param>
/// <param name="Until">Until when, UTC.</param>
public sealed record SuppressedBy(string Id, HostileText Reason, HostileText By, DateTime Until);
