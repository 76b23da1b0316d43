using System.Collections.Immutable;
using Nameward.Engine.Reports.Notices;

namespace Nameward.App.Notices;

/// <summary>
/// Sends what is in the outbox. A notice is taken for a while first, so that another process does not send it too, and is done with only when it is
/// acknowledged. A channel that fails is left in peace for the rest of the run; what waits for it stays in the outbox.
/// </summary>
/// <param name="book">The outbox.</param>
/// <param name="couriers">Who takes notices to a channel, by its name.</param>
/// <param name="time">Tells the time.</param>
/// <param name="holder">Who sends, unlike any other process.</param>
sealed class NoticeSender(INoticeBook book, IReadOnlyDictionary<string, ICourier> couriers, TimeProvider time, string holder)
{
    /// <summary>For how long a notice is taken: many times what one delivery may last. What a process leaves that is killed waits for it.</summary>
    public static TimeSpan Lease { get; } = TimeSpan.FromMinutes(10);

    DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Sends what is due, oldest first.</summary>
    /// <param name="wanted">Whether a notice is to be sent now.</param>
    /// <param name="due">Notices whose time is later are left alone: now, or the end of time for all that wait.</param>
    /// <param name="cancel">Ends it; what was taken is tried again later.</param>
    /// <returns>The notices that were tried, as they stand afterwards.</returns>
    public async Task<ImmutableArray<NoticeEntry>> Send(Func<NoticeEntry, bool> wanted, DateTime due, CancellationToken cancel)
    {
        var (tried, down) = (new HashSet<string>(), new HashSet<string>());
        foreach (var notice in book.All().Where(entry => entry.IsWaiting && entry.Next <= due && wanted(entry)).OrderBy(entry => entry.Next))
        {
            if (down.Contains(notice.Channel) || book.Claim(notice.Id, holder, Now, Now + Lease, due) is not { } claimed)
            {
                continue;
            }
            tried.Add(notice.Id);
            if (await Deliver(claimed, cancel).ConfigureAwait(false) is not { } fault)
            {
                book.Delivered(claimed.Id, Now);
                continue;
            }
            down.Add(claimed.Channel);
            book.Failed(claimed.Id, holder, Now, fault.Message, NoticeSchedule.Next(claimed, Now, fault.NotBefore));
        }
        return [.. book.All().Where(entry => tried.Contains(entry.Id))];
    }

    async Task<NoticeFault?> Deliver(NoticeEntry notice, CancellationToken cancel)
    {
        try
        {
            await (couriers.TryGetValue(notice.Channel, out var courier) ? courier.Deliver(notice, cancel) : throw new NoticeFault("the site file has no channel of this name")).ConfigureAwait(false);
            return null;
        }
        catch (NoticeFault fault)
        {
            return fault;
        }
    }
}
