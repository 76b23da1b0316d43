using System.Collections.Immutable;
using Nameward.App.Notices;
using Nameward.Engine;
using Nameward.Engine.Cases;
using Nameward.Engine.Observations;
using Nameward.Engine.Reports;
using Nameward.Engine.Reports.Notices;
using Nameward.Store.Sqlite;

namespace Nameward.App.Verbs;

/// <summary>What <c>triage --notify</c> tells whom.</summary>
/// <param name="Store">The file of the store in which the outbox is.</param>
/// <param name="Desk">The channels.</param>
sealed record NotifyRequest(string Store, ChannelDesk Desk);

/// <summary>Tells the channels of a decision: first into the outbox, for all of them, then each is tried once. A channel that fails fails nothing else: it is said, and the notice is kept.</summary>
sealed class NotifyRun(NotifyRequest request)
{
    /// <summary>Who sends from a store: this process and no other.</summary>
    public static NoticeSender Sender(SqliteStore store, ChannelDesk desk) => new(store.Notices, desk.Couriers, TimeProvider.System, Guid.NewGuid().ToString());

    /// <summary>Puts and sends.</summary>
    /// <returns>Whether everything there was to tell is at least in the outbox.</returns>
    public bool Tell(TriageDocument document, string? of)
    {
        try
        {
            using var store = StoreOption.Open(request.Store);
            var now = TimeProvider.System.GetUtcNow().UtcDateTime;
            var maker = new NoticeMaker(new SuffixDefang(PublicSuffixes.Shipped));
            ImmutableHashSet<string> put = [.. request.Desk.Channels.SelectMany(channel => maker.Put(store.Notices, channel, document, of, now)).Select(notice => notice.Id)];
            using var stop = new CancellationTokenSource();
            EvidenceRun.StopWhenAsked(stop);
            Say(Sender(store, request.Desk).Send(notice => put.Contains(notice.Id), now, stop.Token).GetAwaiter().GetResult(), store.Notices.All(), now);
            return true;
        }
        catch (UserError mistakes)
        {
            Screen.ForErrors().Write(MistakeText.Render(mistakes, Screen.ForErrors().Options));
            return false;
        }
    }

    // What failed now, and that older ones wait for somebody to look at them.
    static void Say(ImmutableArray<NoticeEntry> tried, ImmutableArray<NoticeEntry> all, DateTime now)
    {
        foreach (var notice in tried.Where(notice => notice.IsWaiting))
        {
            Console.Error.WriteLine($"notify  {notice.Channel}: not delivered: {notice.Fault}; it is kept: nameward notify send");
        }
        if (all.Count(notice => NoticeSchedule.IsFailing(notice, now)) is > 0 and var failing)
        {
            Console.Error.WriteLine(failing == 1 ? "notify  1 notice fails for a week or longer: nameward notify list" : $"notify  {failing} notices fail for a week or longer: nameward notify list");
        }
    }
}
