using System.Diagnostics.CodeAnalysis;

namespace Nameward.App.Feeds;

/// <summary>A server that wants to be asked later.</summary>
/// <param name="status">Its answer: 429 or 503.</param>
/// <param name="wait">How much later; null where it does not say.</param>
[SuppressMessage("Naming", "CA1710", Justification = "It is a state of the server.")]
[SuppressMessage("Design", "CA1032", Justification = "It always says which.")]
sealed class BusyServer(int status, TimeSpan? wait) : Exception($"the server answers {status}")
{
    /// <summary>Its answer.</summary>
    public int Status => status;

    /// <summary>How much later.</summary>
    public TimeSpan? Wait => wait;
}
