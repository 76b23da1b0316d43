using Nameward.Engine.Observations;
using Nameward.Engine.Transcripts.Rebuilding;

namespace Nameward.Engine.Transcripts.Decoders;

/// <summary>
/// Saitama, the implant of APT34 (fox-it/saitama-server, 2022, after the sample). A name is one label under one of a few domains: a text of a-z0-9 under an alphabet
/// that is shuffled for each message, and behind it the counter that seeds the shuffle, three digits to base 36 in an alphabet of its own. Unshuffled, a
/// message that sends or receives is its kind, the number of the agent, and a position of three digits.
/// </summary>
/// <remarks>
/// <para>What agrees: the counter grows from one name to the next, by 1 to 8 because the messages between go to other domains (46,656 values: 12 bits), and the
/// text, unshuffled by the counter, is of the kind "send", "receive" or both (3 of 36: 3 bits) and of the agent of the conversation (5 bits for each of its
/// one or two digits, not counted for the first that names it).</para>
/// <para>What disagrees: a label that ends in a counter that follows, but is of another kind or agent. Explained: the two greetings of a session, which have
/// no kind, and names asked again. Counters below 1,296, which have fewer digits, are not tried.</para>
/// </remarks>
sealed class Saitama : IDecoder
{
    const int PositionDigits = 3;
    const int FewestLetters = 1 + 1 + PositionDigits, MostStep = 8;
    const int StepBits = 12, KindBits = 3, DigitBits = 5;
    const int MostTried = 2048;

    /// <inheritdoc/>
    public DecoderInfo Info { get; } = new("saitama", "Saitama", "fox-it/saitama-server, 2a89cd2", "names, in any case",
        $"a counter that goes on ({StepBits} bits) and seeds the alphabet in which the name is a message ({KindBits}) of the same agent ({DigitBits} for each digit)");

    /// <inheritdoc/>
    public void Read(Conversation conversation, Agreement agreement)
    {
        var steps = Steps(conversation);
        var messages = steps.Where(step => step.IsMessage).ToList();
        if (Agent([.. messages.Select(message => message.Text)]) is not { } agent)
        {
            return;
        }
        foreach (var message in messages)
        {
            if (message.Text.AsSpan(1).StartsWith(agent))
            {
                var bits = StepBits + KindBits + (agreement.Agreed > 0 ? DigitBits * agent.Length : 0);
                agreement.Agree(message.Transaction, message.Transaction.First, bits);
            }
            else
            {
                agreement.Disagree();
            }
        }
        agreement.Text = Sentence.Of($"{agreement.Agreed} of {steps.Count} names end in a counter that goes on, and the alphabet that it shuffles makes them messages of one agent");
    }

    /// <inheritdoc/>
    public void Rebuild(Conversation conversation, SessionDrafts sessions) => SaitamaSessions.Rebuild(conversation, sessions);

    /// <summary>The names whose counter follows that of the one before.</summary>
    static List<Step> Steps(Conversation conversation)
    {
        var steps = new List<Step>();
        int? last = null;
        foreach (var transaction in conversation.Transactions)
        {
            if (steps.Count >= MostTried || conversation.Type(transaction) is not (0 or RecordTypes.A) || SaitamaName.Label(conversation.Prefix(transaction)) is not { Length: > SaitamaName.CounterDigits } label)
            {
                continue;
            }
            var counter = SaitamaName.Counter(label[^SaitamaName.CounterDigits..]);
            if (counter is { } now && last is { } before && (now - before + SaitamaName.Counters) % SaitamaName.Counters is > 0 and <= MostStep)
            {
                steps.Add(new(transaction, SaitamaName.Unshuffle(label[..^SaitamaName.CounterDigits], (uint)now)));
            }
            last = counter ?? last;
        }
        return steps;
    }

    /// <summary>The number of the agent that most messages carry: two digits where these are as many as those of one, else one; null where there is no message.</summary>
    public static byte[]? Agent(List<byte[]> messages)
    {
        var one = Most(messages, 1);
        var two = Most(messages, 2);
        return two is not null && one is not null && two.Value.Count * 10 >= one.Value.Count * 9 ? two.Value.Agent : one?.Agent;
    }

    /// <summary>Whether an unshuffled text sends or receives: send 1, receive 2, both 3, written as digits to base 36 in a-z0-9 (beacon.py).</summary>
    public static bool IsMessage(byte[] text) => text.Length >= FewestLetters && text[0] is (byte)'b' or (byte)'c' or (byte)'d' && !text.Contains((byte)0);

    static (byte[] Agent, int Count)? Most(List<byte[]> messages, int digits)
    {
        var groups = messages.Where(message => message.Length >= 1 + digits + PositionDigits).GroupBy(message => Convert.ToHexString(message, 1, digits));
        return groups.MaxBy(group => group.Count()) is { } most ? (most.First()[1..(1 + digits)], most.Count()) : null;
    }

    /// <summary>A name whose counter follows.</summary>
    /// <param name="Transaction">The question.</param>
    /// <param name="Text">Its text, unshuffled.</param>
    sealed record Step(Transaction Transaction, byte[] Text)
    {
        public bool IsMessage => Saitama.IsMessage(Text);
    }
}
