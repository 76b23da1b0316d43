using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Nameward.Engine;

/// <summary>Mistakes of the user, all that were found before any work: the program says them and ends with status 2, with nothing half-written.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "It is the user's error, not an exceptional state of ours.")]
public sealed class UserError(ImmutableArray<Mistake> mistakes) : Exception(string.Join("; ", mistakes.Select(mistake => mistake.What)))
{
    /// <summary>One mistake.</summary>
    public UserError(Mistake mistake) : this([mistake])
    {
    }

    /// <summary>One mistake.</summary>
    public UserError(string what, string? here, string? @do) : this([new(what, here, @do)])
    {
    }

    /// <summary>All mistakes, in the order of the command line.</summary>
    public ImmutableArray<Mistake> Mistakes { get; } = mistakes;
}
