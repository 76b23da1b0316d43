using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Nameward.Engine;

/// <summary>What the user got wrong: every mistake found, told at once and before any work (exit status 2, no stack trace).</summary>
[SuppressMessage("Naming", "CA1710", Justification = "It is the user's, no exception of ours.")]
public sealed class UserError(ImmutableArray<Mistake> mistakes) : Exception
{
    /// <summary>One mistake alone.</summary>
    public UserError(Mistake mistake) : this([mistake])
    {
    }

    /// <summary>The mistakes, in the order in which they stand on the command line.</summary>
    public ImmutableArray<Mistake> Mistakes { get; } = mistakes;

    /// <inheritdoc/>
    public override string Message => string.Join(Environment.NewLine, Mistakes.Select(mistake => mistake.What));
}

/// <summary>One mistake of the user's.</summary>
/// <param name="What">What is wrong, beginning with the words that the user wrote.</param>
/// <param name="Here">What there is instead; null where nothing comes near.</param>
/// <param name="Do">What to write or to do instead; null where only the user can know.</param>
public sealed record Mistake(string What, string? Here, string? Do);
