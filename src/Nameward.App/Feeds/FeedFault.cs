using System.Diagnostics.CodeAnalysis;

namespace Nameward.App.Feeds;

/// <summary>Why a feed could not be taken, in words for the user. What was in force stays so.</summary>
/// <param name="because">What went wrong: "the server answers 503".</param>
/// <param name="inner">What the system said; null where it said nothing.</param>
[SuppressMessage("Naming", "CA1710", Justification = "It is the feed's fault, a state that is noted, not an exceptional one of ours.")]
[SuppressMessage("Design", "CA1032", Justification = "It always says why.")]
sealed class FeedFault(string because, Exception? inner = null) : Exception(because, inner)
{
    /// <summary>From when on the server wants to be asked again, UTC; null where it did not say.</summary>
    public DateTime? NotBefore { get; init; }
}
