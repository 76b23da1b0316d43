using System.Collections.Immutable;

namespace Nameward.Engine.Reports.Notices;

/// <summary>The outbox: notices from when they are made until they are acknowledged, and what each channel was told.</summary>
public interface INoticeBook
{
    /// <summary>
    /// Puts a notice of what a channel was not told yet, in one transaction with noting that it is told. What was told longer ago than
    /// <paramref name="repeat"/>, or as less grave, counts as not told. Of what is new at most <see cref="NoticeMarks.MostTogether"/> go into one notice.
    /// </summary>
    /// <param name="channel">The channel.</param>
    /// <param name="marks">What there is to tell, by key, with its rank.</param>
    /// <param name="now">Now, UTC.</param>
    /// <param name="repeat">After how long the same is told again.</param>
    /// <param name="make">Makes the notice of those that are new; given at least one.</param>
    /// <returns>The notice; null where nothing is new.</returns>
    NoticeEntry? Put(string channel, ImmutableArray<NoticeMark> marks, DateTime now, TimeSpan repeat, Func<ImmutableArray<NoticeMark>, NoticeEntry> make);

    /// <summary>Every notice, by when it was made and then by id; without what is sent.</summary>
    ImmutableArray<NoticeEntry> All();

    /// <summary>Takes a notice that is due, to send it; nobody else gets it until then. It counts as a try.</summary>
    /// <param name="id">The notice.</param>
    /// <param name="by">Who takes it.</param>
    /// <param name="now">Now, UTC.</param>
    /// <param name="until">Until when it is his; then another may take it.</param>
    /// <param name="due">Notices whose time is later are left alone: now, or the end of time for those that wait.</param>
    /// <returns>The notice; null where it is delivered, dropped, not due, or somebody else's.</returns>
    NoticeEntry? Claim(string id, string by, DateTime now, DateTime until, DateTime due);

    /// <summary>Notes that the receiver has acknowledged it.</summary>
    void Delivered(string id, DateTime at);

    /// <summary>Notes that a try failed, and gives the notice back.</summary>
    /// <param name="id">The notice.</param>
    /// <param name="by">Who had taken it; where it is somebody else's by now, nothing is noted.</param>
    /// <param name="at">When, UTC.</param>
    /// <param name="because">Why.</param>
    /// <param name="next">When it is tried again, UTC.</param>
    void Failed(string id, string by, DateTime at, string because, DateTime next);

    /// <summary>Gives a notice up that was not delivered.</summary>
    /// <returns>Whether it was waiting.</returns>
    bool Drop(string id, DateTime at, string reason);
}

/// <summary>A notice in the outbox.</summary>
public sealed record NoticeEntry
{
    /// <summary>Its id; the receiver is told it with each try.</summary>
    public required string Id { get; init; }
    /// <summary>The channel by its name in the site file. Where it goes and with which secret is not kept.</summary>
    public required string Channel { get; init; }
    /// <summary>When it was made, UTC.</summary>
    public required DateTime Created { get; init; }
    /// <summary>What it says, in one line of printable ASCII.</summary>
    public required string Title { get; init; }
    /// <summary>How grave the decision is: "watch" or "escalate".</summary>
    public required string Decision { get; init; }
    /// <summary>Media type of what is sent.</summary>
    public required string MediaType { get; init; }
    /// <summary>What is sent; empty where it was delivered or dropped.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }
    /// <summary>Tries so far.</summary>
    public int Tries { get; init; }
    /// <summary>From when on it is sent, UTC.</summary>
    public DateTime Next { get; init; }
    /// <summary>Why the last try failed; null where none did.</summary>
    public string? Fault { get; init; }
    /// <summary>When the first try failed, UTC; null where none did.</summary>
    public DateTime? FailingSince { get; init; }
    /// <summary>When it was acknowledged, UTC; null where it was not.</summary>
    public DateTime? Delivered { get; init; }
    /// <summary>When it was given up, UTC; null where it was not.</summary>
    public DateTime? Dropped { get; init; }
    /// <summary>Why it was given up.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether it is still to be delivered.</summary>
    public bool IsWaiting => Delivered is null && Dropped is null;
}
