using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Transcripts.Rebuilding;

/// <summary>Names, or answers, of one layout that carries bytes, in their order; and how sure each step is that led there.</summary>
/// <param name="Way">Which way the bytes went.</param>
/// <param name="Layout">How they are made up.</param>
/// <param name="Rows">Those of its session.</param>
/// <param name="Runs">The content, run by run.</param>
/// <param name="Bits">Bits that say it is no accident.</param>
/// <param name="InTurn">Share of neighbours in time of which the later was asked when the earlier was answered: these cannot have changed places; 1 where they are numbered.</param>
sealed record GenericChannel(Way Way, GenericLayout Layout, ImmutableArray<GenericRow> Rows, ImmutableArray<GenericRun> Runs, double Bits, double InTurn)
{
    /// <summary>Whether the names that were answered are numbered.</summary>
    public bool IsNumbered { get; init; }

    /// <summary>Bits that a pair of client and zone needs to be as likely a channel as none: some million pairs are looked at in a year.</summary>
    public const double BitsForEvenOdds = 20;

    /// <summary>The same where something else already shows that there is a channel: names and answers of one carry bytes more often than one in sixteen times.</summary>
    public const double BitsInChannel = 4;

    /// <summary>Bits that are needed for even odds.</summary>
    public double Prior { get; init; } = BitsForEvenOdds;

    /// <summary>Whether it is more likely than not that bytes went this way.</summary>
    public bool IsConvincing => Read >= 0.5 && Layout.Data!.IsContent(Layout.Rows);

    /// <summary>How sure it is that the bytes were read as they were meant: that they are bytes, that this is how they were written, and that they came in this order.</summary>
    public double Certainty => Read * Aligned;

    double Read => 1 / (1 + Math.Pow(2, Prior - Math.Min(Bits, 1000))) * Layout.Data!.Odds * InTurn;

    /// <summary>
    /// How sure it is where the bytes of a text that is cut begin: in its first chunk at the first sign, and in another at any sign. Numbers begin at 0 as often as
    /// at 1, so that the one before a first 1 was lost as often as those between that are missing.
    /// </summary>
    double Aligned
    {
        get
        {
            if (!Layout.Data!.Reading.IsCut || Names.Counter is not { Step: > 0 } counter || Total is { Base: not null } || Runs.Max(run => run.Lowest) is not (> 0 and var lowest))
            {
                return 1;
            }
            var (missing, seen) = (Runs.Sum(run => run.Missing.Numbers), Runs.Sum(run => run.Pieces.Length));
            var lost = (missing + 0.5) / (missing + seen + 1);
            return Total is not null ? 0.5 : lowest == counter.Step ? 1 / (1 + lost) : Layout.Data.Reading.Codec.BitsPerSign / 8;
        }
    }

    /// <summary>What says how many chunks there are; null where nothing does.</summary>
    public GenericTotal? Total { get; init; }

    /// <summary>The layout of the names that count: its own where names carry the bytes.</summary>
    public required GenericLayout Names { get; init; }

    /// <summary>Whether the bytes can be read as they were written: letters may have lost the case that they had.</summary>
    public bool IsReadable => !Layout.Data!.Reading.IsCaseLost;

    /// <summary>Most bytes of the pieces.</summary>
    public long MostBytes => Runs.Sum(run => run.Pieces.Sum(piece => (long)piece.Bytes.Length));

    /// <summary>Puts the content into a session.</summary>
    public void Put(SessionDraft draft)
    {
        var stream = draft[Way].Stream;
        foreach (var (known, index) in Runs.Select((run, index) => (run, index)))
        {
            var run = Whole(draft, known, index);
            var (gaps, numbers) = run.Missing;
            var begin = stream.End;
            if (run.Before > 0 && stream.IsEmpty)
            {
                stream.BeginsAt(begin);
            }
            var bytes = 0L;
            foreach (var (at, content, piece) in run.Content(Layout.Data!.Reading))
            {
                var fresh = at is { } place ? stream.Put(begin + place, content) : stream.Append(content);
                bytes += fresh;
                draft.Carry(Way, Message(piece.Row.Transaction), fresh);
            }
            if (run.EvenLength is null && gaps > 0)
            {
                draft[Way].GapsBesides += gaps;
                draft[Way].MissingBesides += numbers * run.Pieces.Max(piece => piece.Bytes.Length) + (Layout.Data.Reading.IsCut ? run.Pieces.Sum(piece => piece.Bytes.Length) : 0);
            }
            Tell(draft, run, bytes);
        }
    }

    /// <summary>A run with what is known of chunks before its first and behind its last.</summary>
    GenericRun Whole(SessionDraft draft, GenericRun run, int index)
    {
        if (Names.Counter is not { } counter || run.Step == 0)
        {
            return run;
        }
        if (Total is null)
        {
            NoteBegin(draft, run, counter.Step > 0);
            return run;
        }
        var (below, above) = Total.Missing(run, Names);
        var (before, behind) = counter.Step > 0 ? (below, above) : (above, below);
        if (before + behind > 0)
        {
            var where = Total.Base is null ? "at the beginning or the end" : before == 0 ? "at the end" : behind == 0 ? "at the beginning" : "at the beginning and the end";
            draft.Note($"lost-{Way}-{index}", Sentence.Of($"{before + behind} of {Total.Of(run, Names)} chunks are missing {where}"));
        }
        // What stands before the first has a place where all chunks are of one length.
        var isPlaced = Total.Base is not null && run.EvenLength is not null;
        var besides = isPlaced ? behind : before + behind;
        draft[Way].GapsBesides += Math.Sign(behind) + (isPlaced ? 0 : Math.Sign(before));
        draft[Way].MissingBesides += besides * run.Pieces.Max(piece => piece.Bytes.Length);
        return isPlaced ? run with { Before = before } : run;
    }

    /// <summary>Says that a run begins, or ends where it counts down, at another number than 0 or 1.</summary>
    void NoteBegin(SessionDraft draft, GenericRun run, bool isUp)
    {
        var step = Math.Abs(run.Step);
        if (run.Lowest <= step)
        {
            return;
        }
        draft.Note($"begins-{Way}", isUp ? Sentence.Of($"the numbers begin at {run.Lowest}: earlier chunks were not seen") : Sentence.Of($"the numbers end at {run.Lowest}: later chunks were not seen"));
        // As many as were seen may have gone before; a number far from 0 is more likely where the counting began.
        var before = run.Lowest / step;
        draft[Way].Unread += before <= run.Pieces.Length ? before * run.Pieces.Max(piece => piece.Bytes.Length) : 0;
    }

    void Tell(SessionDraft draft, GenericRun run, long bytes)
    {
        var data = Layout.Data!;
        var message = Message(run.Pieces.MinBy(piece => piece.Row.Transaction.First).Row.Transaction);
        var head = run.Content(data.Reading).Take(64).SelectMany(part => part.Bytes).Take(Excerpt.MostBytes + 1).ToArray();
        var (count, what) = (run.Pieces.Length, Way == Way.Up ? "names" : "answers");
        var told = run.Step == 0 ? Sentence.Of($"{bytes} bytes of {data.Reading.Codec.Name} in {count} {what}")
            : Sentence.Of($"{bytes} bytes of {data.Reading.Codec.Name} in {count} {what}, numbered {Math.Min(run.Pieces[0].Number, run.Pieces[^1].Number)} to {Math.Max(run.Pieces[0].Number, run.Pieces[^1].Number)}");
        if (run.Missing.Numbers is > 0 and var missing)
        {
            told = told.Then(", ", Sentence.Of($"{missing} missing"));
        }
        draft.Tell(Way, message, told.Then(": ", Excerpt.Of(head)), bytes);
    }

    int Message(in Transaction transaction) => Way == Way.Down && transaction.IsAnswered ? transaction.Answer : transaction.First;

    /// <summary>The layout in words, a sentence for each step.</summary>
    public Sentence Steps
    {
        get
        {
            var (what, data) = (Way == Way.Up ? "names" : "answers", Layout.Data!);
            var pieces = Runs.Sum(run => run.Pieces.Length);
            var text = Sentence.Of($"{pieces} {RecordTypes.Name(Layout.Rows.Type)} {what}: {Where(data)} {data.Reading.Codec.Name}{(data.Reading.IsCut ? ", cut from one long text" : "")}{(data.Odds < 0.99 ? $" ({Math.Round(100 * (1 - data.Odds))} % that it is another codec)" : "")}");
            if (Layout.Counter is { } counter)
            {
                text = text.Then("; ", Sentence.Of($"{Place(counter.Field)} counts in {counter.Numbers.Name}{(counter.Step == 1 ? "" : $", {counter.Step} each time")}, {Math.Floor(counter.Bits)} bits shorter than unordered digits"));
            }
            if (Total is { } total)
            {
                text = text.Then("; ", Sentence.Of($"{Place(total.Field)} of the names says how many chunks there are: {total.Of(Runs[0], Names)}"));
            }
            if (data.Reading.IsCaseLost)
            {
                text = text.Then("; ", Sentence.Of("the case of letters was changed on the way, so that the bytes cannot be told"));
            }
            if (Layout.Key is { } key)
            {
                text = text.Then("; ", Sentence.Of($"{Place(key)} tells sessions apart"));
            }
            return Layout.Counter is not null ? text : text.Then("; ", IsNumbered ? Sentence.Of("they are in the order of their names' counter") : Sentence.Of("no counter was found, so the order is that of time"));
        }
    }

    string Where(GenericData data) => Way == Way.Down ? "the data is" : (data.Span.From + 1, Layout.Rows.Tokens - data.Span.Behind) is var (from, to) && from == to ? $"part {from} is" : $"parts {from} to {to} are";

    static string Place(GenericField field) => $"part {field.Token + 1}{(field.At.Equals(Range.All) ? "" : field.At.Start.IsFromEnd ? " (its last signs)" : field.At.End.IsFromEnd ? "" : " (its first signs)")}";
}
