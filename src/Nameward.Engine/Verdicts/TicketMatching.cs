using System.Collections.Immutable;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Verdicts;

/// <summary>What a change is against the tickets, or a ticket against the changes.</summary>
public enum ChangeOutcome
{
    /// <summary>No ticket names it.</summary>
    NoTicket,
    /// <summary>A ticket for the same server or kind of change holds at its time, and names something else.</summary>
    WrongObject,
    /// <summary>A ticket names it and holds at another time.</summary>
    OutsideWindow,
    /// <summary>A ticket whose window holds, and nothing that it names was changed.</summary>
    TicketWithoutChange,
    /// <summary>An approved ticket names it and holds at its time.</summary>
    Approved,
}

/// <summary>A change as the tickets judge it, or a ticket without one.</summary>
/// <param name="Change">The change; null for a ticket without one.</param>
/// <param name="Ticket">The ticket; null where there is none.</param>
/// <param name="Outcome">What it is.</param>
/// <param name="Why">The same in a sentence.</param>
sealed record JudgedChange(SeenChange? Change, Ticket? Ticket, ChangeOutcome Outcome, Sentence Why);

/// <summary>
/// Holds changes against tickets. A ticket approves a change where it was approved itself, names the object or a zone above it as whole words, and its window holds at the change's time; clocks may differ by
/// <see cref="ClockSkew"/>. Of several the one that names it best counts, then one that tells of the same kind of change, then the narrower window, then the lower number: the result does not depend on the order of the file.
/// </summary>
sealed class TicketMatching
{
    /// <summary>How far the clocks of servers and of people who write windows may differ.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    /// <summary>A window that is farther away was not meant for the change.</summary>
    public static readonly TimeSpan Farthest = TimeSpan.FromDays(30);

    readonly SiteFacts _site;
    readonly ImmutableArray<KnownTicket> _tickets;
    readonly ILookup<HostileText, KnownTicket> _byWord;
    readonly ILookup<ConfigurationKind, KnownTicket> _byKind;

    /// <summary>Tickets that are to be held against changes.</summary>
    public TicketMatching(TicketBook book, SiteFacts site)
    {
        _site = site;
        _tickets = [.. book.Tickets.OrderBy(ticket => ticket.Number).ThenBy(ticket => ticket.Line).Select(ticket => new KnownTicket(ticket, TicketWords.Of(ticket)))];
        _byWord = _tickets.SelectMany(ticket => ticket.Words.Select(word => (word, ticket))).ToLookup(one => one.word, one => one.ticket);
        _byKind = _tickets.SelectMany(ticket => ticket.Kinds.Select(kind => (kind, ticket))).ToLookup(one => one.kind, one => one.ticket);
    }

    /// <summary>Judges a change.</summary>
    public JudgedChange Judge(SeenChange change)
    {
        var thing = ChangedThing.Of(change, _site);
        var named = thing.Exactly.Concat(thing.Above).Concat(thing.Values).SelectMany(name => _byWord[name]).Distinct()
            .Select(ticket => new Fit(ticket, thing.NamedBy(ticket.Words, ticket.Kinds), ticket.Kinds.Contains(change.Kind), Distance(ticket.Ticket, change))).Where(fit => fit.Named.Rank > 0).ToList();
        var allowed = named.Where(fit => fit.Ticket.Ticket.Approves).ToList();
        if (Best(allowed.Where(fit => fit.Distance == TimeSpan.Zero)) is { } approved)
        {
            return new(change, approved.Ticket.Ticket, ChangeOutcome.Approved, Sentence.Of($"{Covers(approved)}{Within(approved.Ticket.Ticket, change)}{Another(approved)}"));
        }
        if (Best(allowed.Where(fit => fit.Distance is { } far && far <= Farthest)) is { } outside)
        {
            return new(change, outside.Ticket.Ticket, ChangeOutcome.OutsideWindow, Sentence.Of($"{Covers(outside)}; {When(change)}"));
        }
        if (change.Time is null && Best(allowed) is { } timeless)
        {
            return new(change, timeless.Ticket.Ticket, ChangeOutcome.OutsideWindow, Sentence.Of($"{Covers(timeless)}; {When(change)}"));
        }
        return OfAnother(change, thing) ?? new(change, null, ChangeOutcome.NoTicket, Refused(named, change));
    }

    /// <summary>The tickets whose window lies within a stretch of time in which changes would have been seen, that concern DNS, and of which no change was judged by.</summary>
    /// <param name="judged">The changes.</param>
    /// <param name="from">Begin of that stretch.</param>
    /// <param name="to">Its end.</param>
    /// <param name="known">What the evidence names: zones, names, servers.</param>
    public IEnumerable<JudgedChange> WithoutChange(IEnumerable<JudgedChange> judged, DateTime from, DateTime to, IReadOnlySet<HostileText> known)
    {
        var met = judged.Select(change => change.Ticket).OfType<Ticket>().ToHashSet(ReferenceEqualityComparer.Instance);
        return _tickets.Where(ticket => ticket.Ticket.Approves && !met.Contains(ticket.Ticket) && ticket.Ticket.From is { } begin && ticket.Ticket.To is { } end && begin <= to && end >= from
            && (TicketWords.AreOfDns(ticket.Words) || ticket.Words.Overlaps(known)))
            .Select(ticket => new JudgedChange(null, ticket.Ticket, ChangeOutcome.TicketWithoutChange,
                Sentence.Of($"{ticket.Ticket.Number} holds {ChangeWords.Span(ticket.Ticket.From!.Value, ticket.Ticket.To!.Value)}; no change of what it names was seen")));
    }

    /// <summary>A ticket that holds at the time for the same server, or else for the same kind of change, and does not name the object.</summary>
    JudgedChange? OfAnother(SeenChange change, ChangedThing thing)
    {
        var near = thing.Server.SelectMany(name => _byWord[name]).Concat(_byKind[change.Kind]).Distinct()
            .Where(ticket => ticket.Ticket.Approves && thing.NamedBy(ticket.Words, ticket.Kinds).Rank == 0 && Distance(ticket.Ticket, change) == TimeSpan.Zero)
            .OrderByDescending(ticket => thing.IsOnServerOf(ticket.Words)).ThenByDescending(ticket => ticket.Kinds.Contains(change.Kind))
            .ThenBy(ticket => ticket.Ticket.To - ticket.Ticket.From).ThenBy(ticket => ticket.Ticket.Number).ThenBy(ticket => ticket.Ticket.Line).FirstOrDefault();
        if (near is null)
        {
            return null;
        }
        var same = thing.IsOnServerOf(near.Words) ? Sentence.Of($"{thing.Server[0]}") : Sentence.Of("the same kind of change");
        return new(change, near.Ticket, ChangeOutcome.WrongObject, Sentence.Of($"{near.Ticket.Number} holds {ChangeWords.Span(near.Ticket.From!.Value, near.Ticket.To!.Value)} for {same} and does not name {Name(change, thing)}"));
    }

    static HostileText Name(SeenChange change, ChangedThing thing) => thing.Exactly.IsEmpty ? change.Object : thing.Exactly[0];

    static Fit? Best(IEnumerable<Fit> fits) => fits.OrderByDescending(fit => fit.Named.Rank).ThenByDescending(fit => fit.IsOfKind).ThenBy(fit => fit.Distance ?? TimeSpan.MaxValue).ThenBy(fit => fit.Ticket.Ticket.To - fit.Ticket.Ticket.From)
        .ThenBy(fit => fit.Ticket.Ticket.Number).ThenBy(fit => fit.Ticket.Ticket.Line).FirstOrDefault();

    /// <summary>How far a change lies from a ticket's window, none within it and within what clocks may differ; null where one of them has no time.</summary>
    static TimeSpan? Distance(Ticket ticket, SeenChange change)
    {
        if (ticket.From is not { } from || ticket.To is not { } to || change.Time is not { } latest || change.Earliest is not { } earliest)
        {
            return null;
        }
        var far = earliest > to ? earliest - to : latest < from ? from - latest : TimeSpan.Zero;
        return far <= ClockSkew ? TimeSpan.Zero : far;
    }

    static Sentence Covers(Fit fit)
    {
        var ticket = fit.Ticket.Ticket;
        return ticket is { From: { } from, To: { } to }
            ? Sentence.Of($"{ticket.Number} covers {fit.Named.Name} {ChangeWords.Span(from, to)}")
            : Sentence.Of($"{ticket.Number} names {fit.Named.Name} and has no window");
    }

    static Sentence Within(Ticket ticket, SeenChange change) => change.Earliest > ticket.To || change.Time < ticket.From
        ? Sentence.Of($"; this was at {ChangeWords.At(change.Time!.Value)}, within the {ClockSkew.TotalMinutes:0} minutes by which clocks may differ") : Sentence.Of("");

    /// <summary>A ticket for the same object that tells of something else to be done with it approves, and that is to be known.</summary>
    static string Another(Fit fit) => fit.IsOfKind || fit.Ticket.Kinds.IsEmpty ? "" : "; it tells of another kind of change";

    static Sentence When(SeenChange change) => change.Time is not { } time ? Sentence.Of("when this was is not known")
        : change.From is { } from ? Sentence.Of($"this was made between {ChangeWords.At(from)} and {ChangeWords.At(time)}") : Sentence.Of($"this was at {ChangeWords.At(time)}");

    /// <summary>Why a ticket that names the change approves nothing, where there is one.</summary>
    static Sentence Refused(List<Fit> named, SeenChange change)
    {
        if (Best(named.Where(fit => !fit.Ticket.Ticket.Approves && fit.Distance is { } far && far <= Farthest)) is { } refused)
        {
            var ticket = refused.Ticket.Ticket;
            return Sentence.Of($"{ticket.Number} names {refused.Named.Name}, and {Because(ticket.Approval)} (state {ticket.State})");
        }
        return Best(named.Where(fit => fit.Ticket.Ticket.From is null)) is { } without ? Sentence.Of($"{without.Ticket.Ticket.Number} names {without.Named.Name}, and has no window")
            : Sentence.Of($"no ticket names it{(change.IsInferred ? ", and it is inferred" : "")}");
    }

    static string Because(TicketApproval approval) => approval switch
    {
        TicketApproval.Refused => "it was rejected or cancelled",
        TicketApproval.NotYet => "it was not approved yet",
        _ => "its state is none that is known to be approved",
    };

    sealed record KnownTicket(Ticket Ticket, ImmutableHashSet<HostileText> Words)
    {
        public ImmutableHashSet<ConfigurationKind> Kinds { get; } = TicketWords.KindsOf(Words);
    }

    sealed record Fit(KnownTicket Ticket, NamedThing Named, bool IsOfKind, TimeSpan? Distance);
}
