using Nameward.Engine.Observations;

namespace Nameward.Engine.Profiles;

/// <summary>One reason to take a zone's servers for self-run or for hosted.</summary>
/// <param name="Id">Kebab-case, never renamed.</param>
/// <param name="Leaning">What it speaks for.</param>
/// <param name="Weight">How much.</param>
/// <param name="Text">What was seen.</param>
public sealed record ProfileStatement(string Id, Leaning Leaning, Weight Weight, Sentence Text);

/// <summary>What a statement speaks for.</summary>
public enum Leaning
{
    /// <summary>The holder of the zone runs its servers.</summary>
    SelfRun,
    /// <summary>A hoster runs them.</summary>
    Hosted,
    /// <summary>Neither: something to know.</summary>
    Neither,
}

/// <summary>How much a statement speaks for it; the numbers are added.</summary>
public enum Weight
{
    /// <summary>Nothing.</summary>
    None = 0,
    /// <summary>Many zones of the other kind show it too.</summary>
    Weak = 1,
    /// <summary>Some do.</summary>
    Moderate = 2,
    /// <summary>Hardly any does.</summary>
    Strong = 4,
}
