using System.Diagnostics.CodeAnalysis;
using Nameward.Engine.Reports.Notices;

namespace Nameward.App.Notices;

/// <summary>Takes notices to one channel.</summary>
interface ICourier : IDisposable
{
    /// <summary>Takes one there. When this returns, the receiver has acknowledged it, as far as its way knows of that.</summary>
    /// <exception cref="NoticeFault">It did not arrive, or nobody knows.</exception>
    Task Deliver(NoticeEntry notice, CancellationToken cancel);
}

/// <summary>Why a notice could not be delivered, in words of ours: nothing that a server wrote stands in them. The notice is kept.</summary>
/// <param name="because">What went wrong: "the server answers 503".</param>
/// <param name="inner">What the system said; null where it said nothing.</param>
[SuppressMessage("Naming", "CA1710", Justification = "It is the receiver's fault, a state that is noted, not an exceptional one of ours.")]
[SuppressMessage("Design", "CA1032", Justification = "It always says why.")]
sealed class NoticeFault(string because, Exception? inner = null) : Exception(because, inner)
{
    /// <summary>From when on the receiver wants to be asked again, UTC; null where it did not say.</summary>
    public DateTime? NotBefore { get; init; }
}
