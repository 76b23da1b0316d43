using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Nameward.Engine;

/// <summary>
/// Mistakes of the user, all that were found, before any work was done: exit status 2 and no stack trace. Rendered as what, where, what to do.
/// </summary>
[SuppressMessage("Naming", "CA1710", Justification = "It is the user's error, not an exceptional state of ours.")]
public sealed class UserError : Exception
{
    /// <summary>One mistake.</summary>
    public UserError(string what, string? here, string? @do) : this([new Mistake(what, here, @do)])
    {
    }

    /// <summary>Several mistakes, in the order in which the user made them.</summary>
    public UserError(ImmutableArray<Mistake> mistakes) : base(string.Join("; ", mistakes.Select(mistake => mistake.What))) => Mistakes = mistakes;

    /// <summary>The mistakes, at least one.</summary>
    public ImmutableArray<Mistake> Mistakes { get; }
}
