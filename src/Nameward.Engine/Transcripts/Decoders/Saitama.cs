using Nameward.Engine.Observations;
using Nameward.Engine.Transcripts.Rebuilding;

namespace Nameward.Engine.Transcripts.Decoders;

/// <summary>
/// Saitama, the implant of APT34 (fox-it/saitama-server, 2022, after the sample). A name is one label under one of a few domains: a text of a-z0-9 under an alphabet
/// that is shuffled for each message, and behind it the counter that seeds the shuffle, three digits to base 36 in an alphabet of its own. Unshuffled, a
/// message that sends or receives is its kind, the number of the agent, and a position of three digits.
/// </summary>
/// <remarks>
/// <para>What agrees: the counter grows from one name to the next, by 1 to 8 because the messages between go to other domains (of 46,656 values: 12 bits; of the
/// 1,296 and 36 of fewer digits, which it has behind its highest value: 7 and 2, where more than half of all names follow), and the text, unshuffled by the counter, is of the kind "send", "receive" or both (3 of 36: 3 bits) and of the agent of the conversation (5 bits for each of its
/// one or two digits, not counted for the first that names it).</para>
/// <para>What disagrees: a label that ends in a counter that follows, but is of another kind or agent. Explained: the two greetings of a session, which have
/// no kind, and names asked again.</para>
/// </remarks>
sealed class Saitama : IDecoder
{
    const int PositionDigits = 3;
    const int FewestLetters = 1 + 1 + PositionDigits;
    const int KindBits = 3, DigitBits = 5;
    const int MostTried = 2048;

    static readonly int[] StepBits = [0, 2, 7, 12];

    /// <inheritdoc/>
    public DecoderInfo Info { get; } = new("saitama", "Saitama", "fox-it/saitama-server, 2a89cd2", "names, in any case",
        $"a counter that goes on ({StepBits[^1]} bits, of fewer digits {StepBits[2]} or {StepBits[1]}) and seeds the alphabet in which the name is a message ({KindBits}) of the same agent ({DigitBits} for each digit)")
    {
        HasAgentNumbers = true,
    };

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
                var bits = message.Bits + KindBits + (agreement.Agreed > 0 ? DigitBits * agent.Length : 0);
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

    /// <summary>
    /// The names whose counter follows that of the one before. A short one does so often by accident, so that they count only where most names follow.
    /// </summary>
    static List<Step> Steps(Conversation conversation)
    {
        var (steps, tried, last) = (new List<Step>(), 0, new List<SaitamaEnding>());
        foreach (var transaction in conversation.Transactions)
        {
            if (tried >= MostTried || conversation.Type(transaction) is not (0 or RecordTypes.A) || SaitamaName.Label(conversation.Prefix(transaction)) is not { IsEmpty: false } label
                || SaitamaName.Endings(label) is not { Count: > 0 } endings)
            {
                continue;
            }
            tried++;
            if (endings.FindIndex(ending => last.Exists(ending.Follows)) is >= 0 and var found)
            {
                steps.Add(new(transaction, endings[found].Digits, SaitamaName.Text(label, endings[found])));
            }
            last = endings;
        }
        return steps.Count * 2 > tried ? steps : [.. steps.Where(step => step.Digits == SaitamaName.CounterDigits)];
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
    /// <param name="Digits">Digits of its counter.</param>
    /// <param name="Text">Its text, unshuffled.</param>
    sealed record Step(Transaction Transaction, int Digits, byte[] Text)
    {
        /// <summary>Bits for the counter: 8 of as many values as its digits have.</summary>
        public int Bits => StepBits[Digits];

        public bool IsMessage => Saitama.IsMessage(Text);
    }
}
