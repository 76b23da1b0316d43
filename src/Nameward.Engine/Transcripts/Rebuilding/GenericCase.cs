using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Transcripts.Rebuilding;

/// <summary>
/// Whether something on the way changed the case of letters: resolvers that mark their queries so (draft-vixie-dnsext-dns0x20), and some that write all of a name
/// in lower case. It shows in what is always the same: the zone, and constant signs before it.
/// </summary>
static class GenericCase
{
    /// <summary>One name in fifty may be of someone else, who typed it.</summary>
    const int Part = 50;

    /// <summary>Whether the apex is written in more than one case.</summary>
    public static bool IsChanged(Conversation conversation)
    {
        var ways = new Dictionary<ulong, int>();
        foreach (var transaction in conversation.Transactions)
        {
            var way = WyHash.Of(conversation.Apex(transaction), 0);
            ways[way] = ways.GetValueOrDefault(way) + 1;
        }
        return ways.Count > 0 && IsMixed(ways.Values.Max(), conversation.Transactions.Length);
    }

    /// <summary>Whether a letter that is the same in all names is written in more than one case.</summary>
    public static bool IsChanged(GenericRows rows)
    {
        for (var token = 0; token < rows.Tokens; token++)
        {
            var (left, right) = GenericField.Constant(rows, token);
            for (var at = 0; at < left + right; at++)
            {
                Index place = at < left ? at : ^(at - left + 1);
                var signs = rows.First.Where(row => row.Tokens[token].Length > Math.Max(left, right)).Select(row => row.Tokens[token][place]).Where(sign => char.IsAsciiLetter((char)sign)).ToList();
                if (IsMixed(Math.Max(signs.Count(sign => char.IsAsciiLetterUpper((char)sign)), signs.Count(sign => char.IsAsciiLetterLower((char)sign))), signs.Count))
                {
                    return true;
                }
            }
        }
        return false;
    }

    /// <summary>The questions of a conversation, those once that differ in case alone: one that is sent again may be written anew.</summary>
    public static ImmutableArray<Transaction> Folded(Conversation conversation)
    {
        var numbers = new Dictionary<(ulong Name, ushort Type), int>();
        var folded = new List<Transaction>();
        foreach (var transaction in conversation.Transactions)
        {
            if (numbers.TryAdd((conversation.Message(transaction.First).NameHash, conversation.Type(transaction)), folded.Count))
            {
                folded.Add(transaction);
            }
            else if (numbers[(conversation.Message(transaction.First).NameHash, conversation.Type(transaction))] is var number && !folded[number].IsAnswered)
            {
                folded[number] = folded[number] with { Answer = transaction.Answer };
            }
        }
        return [.. folded];
    }

    static bool IsMixed(int most, int all) => (all - most) * Part > all && all - most > 1;
}
