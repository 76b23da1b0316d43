using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Transcripts.Rebuilding;

/// <summary>
/// Reads a channel of which no tool is known: finds, by search, what in its names and answers is constant, what counts and what carries bytes, in which codec;
/// orders, puts together and looks at the result.
/// </summary>
/// <remarks>
/// <para>Every step is judged by lengths of descriptions (<see cref="GenericCost"/>): a reading of the names is believed when it is shorter by more bits than
/// twenty, which is how rare channels are among pairs of client and zone, and than those that name it among all readings that were tried.</para>
/// <para>What looks random in names says nothing by itself: numbers that are used once, sums of files and content that is packed or encrypted all do. It is taken
/// for content where a counter numbers it, or where text or a known format is behind it; else it is only told how much it can be.</para>
/// </remarks>
static class Generic
{
    /// <summary>Takes a conversation apart; false where nothing convincing is in it.</summary>
    public static bool Rebuild(Conversation conversation, SessionDrafts sessions)
    {
        var found = new List<(GenericChannel Channel, string Key)>();
        foreach (var layout in Layouts(conversation))
        {
            foreach (var (key, rows) in Sessions(layout))
            {
                var up = Up(layout, rows, conversation);
                found.AddRange(new[] { up }.OfType<GenericChannel>().Concat(Down(layout, rows, conversation)).Select(channel => (channel, key)));
            }
        }
        // One direction that is sure makes a channel of the conversation, and of the others less is asked.
        var isChannel = found.Exists(one => one.Channel.IsConvincing);
        var channels = found.Select(one => (Channel: one.Channel with { Prior = isChannel ? GenericChannel.BitsInChannel : one.Channel.Prior }, one.Key)).ToLookup(one => one.Channel.IsConvincing);
        if (isChannel)
        {
            Write(conversation, sessions, [.. channels[true]], [.. channels[false].Select(one => one.Channel).Where(channel => channel.Way == Way.Up).Select(channel => channel.Layout).Distinct()]);
        }
        return isChannel;
    }

    /// <summary>The layouts of all names; names with more or fewer labels of data than most go to the layout that they fit.</summary>
    static List<GenericLayout> Layouts(Conversation conversation)
    {
        var layouts = new List<GenericLayout>();
        foreach (var rows in GenericRows.Names(conversation))
        {
            var others = rows.Rows.ToBuilder();
            for (var i = 0; i < layouts.Count; i++)
            {
                var known = layouts[i];
                if (known.Rows.Type != rows.Type || known.Data is null || known.Rows.Tokens == rows.Tokens)
                {
                    continue;
                }
                var same = new List<GenericRow>();
                others.RemoveAll(row => known.Fits(row, out var fitted) && Added(same, fitted));
                layouts[i] = same.Count == 0 ? known : known with { Rows = known.Rows with { Rows = [.. known.Rows.Rows.Concat(same).OrderBy(row => row.Transaction.First)] } };
            }
            if (others.Count > 0)
            {
                layouts.AddRange(GenericLayout.Find(rows with { Rows = others.ToImmutable() }));
            }
        }
        return layouts;
    }

    static bool Added(List<GenericRow> rows, GenericRow row)
    {
        rows.Add(row);
        return true;
    }

    static IEnumerable<(string Key, ImmutableArray<GenericRow> Rows)> Sessions(GenericLayout layout)
    {
        // An adversary can invent keys as fast as he can send.
        var sessions = layout.Key is { } key ? layout.Rows.Rows.GroupBy(row => key.Value(row, layout.Rows)).ToList() : [];
        return sessions.Count is > 0 and <= SessionDrafts.Most ? sessions.Select(session => (session.Key, session.ToImmutableArray())) : [("", layout.Rows.Rows)];
    }

    static GenericChannel? Up(GenericLayout layout, ImmutableArray<GenericRow> rows, Conversation conversation)
    {
        if (layout.Data is null)
        {
            return null;
        }
        var runs = GenericRun.All(layout, rows);
        return runs.IsEmpty ? null : new(Way.Up, layout, rows, runs, layout.Bits + Content(layout, runs), layout.Counter is null ? InTurn(rows, conversation) : 1) { Names = layout, Total = GenericTotal.Find(layout, runs) };
    }

    /// <summary>What came back for names of one layout. Their counter orders it, and says that it was asked for piece by piece.</summary>
    static IEnumerable<GenericChannel> Down(GenericLayout names, ImmutableArray<GenericRow> rows, Conversation conversation)
    {
        var asked = InOrder(names, rows);
        foreach (var answers in GenericRows.Answers(conversation, asked.Select(row => row.Transaction)))
        {
            var layout = GenericLayout.Of(answers);
            if (layout.Data is not { } data)
            {
                continue;
            }
            var runs = layout.Counter is null && names.Counter is { } counter ? GenericRun.Asked(layout, answers.Rows, rows, counter) : GenericRun.All(layout, answers.Rows);
            var numbered = answers.Form != GenericForm.Bytes ? names.Counter?.Bits ?? 0 : 0;
            if (!runs.IsEmpty)
            {
                yield return new(Way.Down, layout, answers.Rows, runs, layout.Bits + numbered + Content(layout, runs), layout.Counter is null && names.Counter is null ? InTurn(answers.Rows, conversation) : 1) { IsNumbered = names.Counter is not null, Names = names, Total = layout.Counter is null ? GenericTotal.Find(names, runs) : null };
            }
        }
    }

    /// <summary>Names in the order of their counter: a number that comes again, or is far back, begins the next run.</summary>
    static IEnumerable<GenericRow> InOrder(GenericLayout layout, ImmutableArray<GenericRow> rows)
    {
        if (layout.Counter is not { } counter)
        {
            return rows;
        }
        var (last, run) = (-1L, 0);
        var known = new HashSet<long>();
        var numbered = new List<(GenericRow Row, int Run, long Number)>();
        foreach (var row in rows)
        {
            var value = counter.Read(row, layout.Rows.Form);
            var number = value < 0 || last < 0 ? Math.Max(last, value) : last + counter.Distance(counter.Range > 0 ? last % counter.Range : last, value);
            if (value >= 0 && (!known.Add(number) || (last - number) / counter.Step > Late))
            {
                (run, number) = (run + 1, value);
                known = [value];
            }
            numbered.Add((row, run, number));
            last = Math.Max(0, number);
        }
        return numbered.OrderBy(one => one.Run).ThenBy(one => one.Number * Math.Sign(counter.Step)).Select(one => one.Row);
    }

    /// <summary>How far behind a name may come and still be late, in steps: clients have few questions open at once. What is farther back begins again.</summary>
    const int Late = 8;

    static double Content(GenericLayout layout, ImmutableArray<GenericRun> runs) =>
        GenericContent.Bits([.. runs.MaxBy(run => run.Pieces.Length)!.Content(layout.Data!.Reading).SelectMany(part => part.Bytes)]);

    /// <summary>
    /// How sure it is that the order of time is that of content, and that no piece of it is missing: the share of neighbours of which the later was asked when
    /// the earlier was answered; and as likely as a recording of n pieces that lost none of their 2n questions and answers lost no pair of both: the square root
    /// of 2n in 3n, where any share of loss may be (the rule of succession with Jeffreys' prior, Krichevsky and Trofimov 1981).
    /// </summary>
    static double InTurn(ImmutableArray<GenericRow> rows, Conversation conversation)
    {
        var unseen = Math.Sqrt(2 / 3.0);
        var turns = 0;
        for (var i = 1; i < rows.Length; i++)
        {
            var (earlier, later) = (rows[i - 1].Transaction, rows[i].Transaction);
            turns += conversation.Message(earlier.IsAnswered ? earlier.Answer : earlier.First).Time < conversation.Message(later.First).Time ? 1 : 0;
        }
        return unseen * (turns + 1.0) / Math.Max(1, rows.Length);
    }

    static void Write(Conversation conversation, SessionDrafts sessions, List<(GenericChannel Channel, string Key)> channels, List<GenericLayout> unsure)
    {
        var keys = channels.Select(channel => channel.Key).Distinct().ToList();
        var names = keys.Where(key => key.Length > 0).Select((key, index) => (key, name: $"session {index + 1}")).ToDictionary(one => one.key, one => one.name);
        SessionDraft Of(string key) => sessions.Of(names.GetValueOrDefault(key, names.Count > 0 ? "session 1" : ""));
        foreach (var (channel, key) in channels)
        {
            foreach (var row in channel.Rows)
            {
                Of(key).Take(row.Transaction);
            }
        }
        foreach (var part in channels.GroupBy(channel => Of(channel.Key)))
        {
            Write(part.Key, [.. part.Select(channel => channel.Channel)]);
        }
        var first = Of(channels[0].Key);
        foreach (var layout in unsure)
        {
            first.Note($"unsure-{layout.Rows.Type}-{layout.Rows.Tokens}", Sentence.Of($"{layout.Rows.Rows.Length} {RecordTypes.Name(layout.Rows.Type)} names hold {layout.Data!.Reading.Codec.Name} that nothing tells from numbers used once; they are not counted"));
        }
        var taken = channels.SelectMany(channel => channel.Channel.Rows).Select(row => row.Transaction.First).ToHashSet();
        foreach (var transaction in conversation.Transactions.Where(transaction => !taken.Contains(transaction.First)))
        {
            first.Take(transaction);
        }
        Again(conversation, first);
        first.Up.Unread += UnreadLabels(conversation, Read(channels, Way.Up));
        first.Down.Unread += UnreadAnswers(conversation, Read(channels, Way.Down));
    }

    /// <summary>What came back when the same was asked again is not read, and may have been content.</summary>
    static void Again(Conversation conversation, SessionDraft draft)
    {
        var later = conversation.AnsweredMuchLater;
        var bytes = later + conversation.Transactions.Sum(transaction => transaction.AnsweredAgain);
        draft.TakeAgain(later);
        draft.Down.Unread += bytes;
        if (bytes > 0)
        {
            draft.Note("again", Sentence.Of($"names that were asked again brought {bytes} bytes more at most; they are not read"));
        }
    }

    /// <summary>Numbers of the questions of which a direction was read.</summary>
    static HashSet<int> Read(List<(GenericChannel Channel, string Key)> channels, Way way) =>
        [.. channels.Where(channel => channel.Channel.Way == way).SelectMany(channel => channel.Channel.Runs).SelectMany(run => run.Pieces).Select(piece => piece.Row.Transaction.First)];

    /// <summary>Most bytes in the names that were not read: their labels, in the symbols that occur in them.</summary>
    static long UnreadLabels(Conversation conversation, HashSet<int> read)
    {
        var symbols = new bool[256];
        var lengths = new List<int>();
        foreach (var transaction in conversation.Transactions.Where(transaction => !read.Contains(transaction.First)))
        {
            var text = conversation.Text(transaction);
            lengths.Add(text.Length);
            foreach (var symbol in text)
            {
                symbols[symbol] = true;
            }
        }
        var bits = Math.Log2(Math.Max(2, symbols.Count(seen => seen)));
        return lengths.Sum(length => (long)Math.Ceiling(length * bits / 8));
    }

    static long UnreadAnswers(Conversation conversation, HashSet<int> read)
    {
        var bytes = 0L;
        foreach (var transaction in conversation.Transactions.Where(transaction => transaction.IsAnswered && !read.Contains(transaction.First)))
        {
            bytes += conversation.Answer(transaction).Length;
        }
        return bytes;
    }

    static void Write(SessionDraft draft, ImmutableArray<GenericChannel> channels)
    {
        foreach (var way in new[] { Way.Up, Way.Down })
        {
            var mine = channels.Where(channel => channel.Way == way).OrderBy(channel => channel.Runs[0].Pieces[0].Row.Transaction.First).ToList();
            draft[way].IsReadable = mine.Exists(channel => channel.IsReadable);
            foreach (var (channel, number) in mine.Select((channel, index) => (channel, index)))
            {
                if (channel.IsReadable)
                {
                    channel.Put(draft);
                }
                else
                {
                    draft[way].Lose(channel.MostBytes);
                }
                draft[way].Unread += (long)Math.Ceiling(channel.Layout.Data!.Beside * channel.Runs.Sum(run => run.Pieces.Length) / 8);
                draft.Note($"{way}-{number}", channel.Steps);
            }
            draft.Certainty *= mine.Count > 0 ? mine.Min(channel => channel.Certainty) : 1;
            if (mine.Count > 0 && GenericContent.Unpacked(draft[way].Stream.Content()) is { } unpacked)
            {
                draft.AddFile("unpacked", way, unpacked.Content);
                if (unpacked.IsTooMuch)
                {
                    draft.Note($"bomb-{way}", Sentence.Of($"what went {(way == Way.Up ? "up" : "down")} unpacks to more than {unpacked.Content.Length} bytes: the rest is left out"));
                }
            }
        }
        string Codec(Way way) => channels.FirstOrDefault(channel => channel.Way == way)?.Layout.Data!.Reading.Codec.Name ?? "unknown";
        draft.Codec = $"{Codec(Way.Up)} up, {Codec(Way.Down)} down";
        draft.Looks = string.Join(", ", channels.Select(channel => $"{(channel.Way == Way.Up && channel.Layout.Counter is not null ? "numbered chunks of " : "")}{channel.Layout.Data!.Reading.Codec.Name}{(channel.Way == Way.Down ? " in answers" : channel.Layout.Counter is null ? " in names" : "")}").Distinct());
    }
}
