using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Transcripts;

/// <summary>
/// Cuts a transcript into conversations, one for each apex that its tunnel may have: the zone itself, and below it label by label as long as most names go
/// the same way (a tunnel under t.example.net; a search suffix behind it; an id in front of it).
/// </summary>
static class Conversations
{
    /// <summary>Deepest apex below a zone that is tried, in labels.</summary>
    public const int MostLabels = 4;

    /// <summary>A question that was last seen longer ago than this is asked anew: by then resolvers and clients have given up asking again.</summary>
    public static readonly TimeSpan Retransmission = TimeSpan.FromSeconds(30);

    /// <summary>The conversations of a transcript, deepest apex first; at most <see cref="MostLabels"/> + 1.</summary>
    public static ImmutableArray<Conversation> Of(Transcript transcript)
    {
        var levels = new List<ImmutableArray<Transaction>> { Transactions(transcript) };
        while (levels.Count <= MostLabels && Descend(transcript, levels[^1]) is { IsEmpty: false } deeper)
        {
            levels.Add(deeper);
        }
        levels.Reverse();
        return [.. levels.Select(level => new Conversation(transcript, level))];
    }

    static ImmutableArray<Transaction> Transactions(Transcript transcript)
    {
        var numbers = new Dictionary<(ulong Name, ushort Type), int>();
        var found = new List<Transaction>();
        var (seen, asked, heard) = (new List<DateTime>(), new List<bool>(), new List<int>());
        var messages = transcript.Messages;
        var leftOut = SeenAgain.Of(transcript);
        for (var i = 0; i < messages.Length; i++)
        {
            ref readonly var message = ref messages[i];
            var name = transcript.Bytes(message.RawName);
            if (message.IsNameHidden || leftOut?[i] == true || PrefixBytes(transcript, transcript.Bytes(message.Name)) is not (> 0 and var prefix))
            {
                continue;
            }
            var key = (WyHash.Of(name, 0), message.Type);
            var isKnown = numbers.TryGetValue(key, out var number);
            var isQuery = (message.Sides & Sides.Query) != 0;
            if (!isKnown || (isQuery && message.Time - seen[number] > Retransmission))
            {
                numbers[key] = number = found.Count;
                found.Add(new(i, -1, prefix, isKnown));
                seen.Add(message.Time);
                asked.Add(false);
                heard.Add(-1);
            }
            seen[number] = message.Time;
            asked[number] |= isQuery;
            if (message.Answers.Length > 0)
            {
                found[number] = Heard(transcript, found[number], i, heard[number], asked[number]);
                (heard[number], asked[number]) = (i, false);
            }
        }
        return [.. found];
    }

    /// <summary>A transaction with one answer more. A client that was answered and asks again hears something of its own, even where it is the same.</summary>
    /// <param name="transcript">What was said.</param>
    /// <param name="known">The transaction so far.</param>
    /// <param name="answer">Number of the message that answers it.</param>
    /// <param name="last">Number of the message that answered it before; -1 where none did.</param>
    /// <param name="isAskedAgain">Whether it was asked since then.</param>
    static Transaction Heard(Transcript transcript, Transaction known, int answer, int last, bool isAskedAgain)
    {
        // A referral on the way is not what came back.
        if (!known.IsAnswered || (!HasAnswer(transcript, known.Answer) && HasAnswer(transcript, answer)))
        {
            return known with { Answer = answer };
        }
        var isOther = isAskedAgain || !transcript.Bytes(transcript.Messages[last].Answers).SequenceEqual(transcript.Bytes(transcript.Messages[answer].Answers));
        return isOther ? known with { AnsweredAgain = known.AnsweredAgain + DataBytes(transcript, answer) } : known;
    }

    static long DataBytes(Transcript transcript, int message)
    {
        var bytes = 0L;
        foreach (var record in new ResourceRecords(transcript.Bytes(transcript.Messages[message].Answers)))
        {
            bytes += record.Section == Section.Answer ? record.Data.Length : 0;
        }
        return bytes;
    }

    static bool HasAnswer(Transcript transcript, int message)
    {
        foreach (var record in new ResourceRecords(transcript.Bytes(transcript.Messages[message].Answers)))
        {
            if (record.Section == Section.Answer)
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Bytes of a canonical name before the longest of the suspect's zones that it lies under.</summary>
    static int PrefixBytes(Transcript transcript, ReadOnlySpan<byte> name)
    {
        var longest = 0;
        foreach (var zone in transcript.Suspect.Zones)
        {
            longest = zone.Length > longest && name.EndsWith(zone) ? zone.Length : longest;
        }
        return longest == 0 ? 0 : name.Length - longest;
    }

    /// <summary>The transactions under the label that most of them share next to the apex, with that label taken into it; none where there is no such label.</summary>
    static ImmutableArray<Transaction> Descend(Transcript transcript, ImmutableArray<Transaction> above)
    {
        var next = new Dictionary<ulong, int>();
        var distinct = 0;
        foreach (var transaction in above.Where(transaction => !transaction.IsAgain))
        {
            var hash = Next(transcript, transaction, out _);
            next[hash] = next.GetValueOrDefault(hash) + 1;
            distinct++;
        }
        if (next.Count == 0 || next.MaxBy(label => label.Value) is not { Value: >= 2 and var most, Key: not 0 and var shared } || most * 4L < distinct * 3L)
        {
            return [];
        }
        var below = ImmutableArray.CreateBuilder<Transaction>();
        foreach (var transaction in above)
        {
            if (Next(transcript, transaction, out var bytes) == shared && bytes < transaction.PrefixBytes)
            {
                below.Add(transaction with { PrefixBytes = transaction.PrefixBytes - bytes });
            }
        }
        return below.ToImmutable();
    }

    /// <summary>What the label next to the apex, and the apex, hash to.</summary>
    static ulong Next(Transcript transcript, in Transaction transaction, out int bytes)
    {
        var name = transcript.Bytes(transcript.Messages[transaction.First].Name);
        var last = 0;
        for (var at = 0; at < transaction.PrefixBytes; at += name[at] + 1)
        {
            last = at;
        }
        bytes = transaction.PrefixBytes - last;
        return WyHash.Of(name[last..], 0);
    }
}
