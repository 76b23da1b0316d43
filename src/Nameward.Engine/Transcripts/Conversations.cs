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
            if (!numbers.TryGetValue(key, out var number))
            {
                numbers.Add(key, number = found.Count);
                found.Add(new(i, -1, prefix));
            }
            if (!found[number].IsAnswered && message.Answers.Length > 0)
            {
                found[number] = found[number] with { Answer = i };
            }
        }
        return [.. found];
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
        foreach (var transaction in above)
        {
            var hash = Next(transcript, transaction, out _);
            next[hash] = next.GetValueOrDefault(hash) + 1;
        }
        if (next.Count == 0 || next.MaxBy(label => label.Value) is not { Value: >= 2 and var most, Key: not 0 and var shared } || most * 4L < above.Length * 3L)
        {
            return [];
        }
        var below = ImmutableArray.CreateBuilder<Transaction>(most);
        foreach (var transaction in above)
        {
            if (Next(transcript, transaction, out var bytes) == shared && bytes < transaction.PrefixBytes)
            {
                below.Add(transaction with { PrefixBytes = transaction.PrefixBytes - bytes });
            }
        }
        return below.DrainToImmutable();
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
