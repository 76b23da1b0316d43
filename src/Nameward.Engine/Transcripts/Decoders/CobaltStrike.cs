using Nameward.Engine.Observations;
using Nameward.Engine.Transcripts.Rebuilding;

namespace Nameward.Engine.Transcripts.Decoders;

/// <summary>
/// The DNS beacon of Cobalt Strike (fox-it/cs-dns-parser README; profiles for malleable C2, 4.x). What it sends up is a message over several names
/// <c>[words.]N+HEX.HEX...COUNTER+MESSAGE.BEACON.APEX</c>: the first digit says how many labels of data follow it, itself the first; eight hexadecimal digits
/// name the message, one to eight the beacon. The name of counter 0 holds one label, the length of all data in hexadecimal.
/// </summary>
/// <remarks>
/// <para>What agrees: the names of a message that is whole: counters from 0 without a gap, and as many bytes of data as counter 0 announces (8 bits: lengths
/// are below some 256 to 4,096), under one number of the message that no other has (16 bits; 32 were random, but a number may be an ordinary one). Two whole
/// messages at least.</para>
/// <para>What disagrees: a message with all its counters whose data are not as long as announced. Explained: messages of which names are missing.</para>
/// <para>Built from documents and their one sample; no recording was at hand.</para>
/// </remarks>
sealed class CobaltStrike : IDecoder
{
    const int MessageBits = 24, FewestMessages = 2, MostMessages = 1 << 14;

    /// <inheritdoc/>
    public DecoderInfo Info { get; } = new("cobalt-strike", "Cobalt Strike", "fox-it/cs-dns-parser README; malleable C2 profiles, 4.x", "names of what was sent up, in any case",
        $"{FewestMessages} whole messages or more that hold as many bytes as their first name announces, counters without a gap: {MessageBits} bits each")
    {
        HasAgentNumbers = true,
    };

    /// <inheritdoc/>
    public void Read(Conversation conversation, Agreement agreement)
    {
        var messages = new Dictionary<(ulong Beacon, uint Message), Message>();
        foreach (var transaction in conversation.Transactions)
        {
            if (Labels.TrySplit(conversation.Prefix(transaction), out var labels) && CobaltStrikePart.Of(labels) is { } part && messages.Count < MostMessages)
            {
                if (!messages.TryGetValue(part.Key, out var message))
                {
                    messages.Add(part.Key, message = new());
                }
                message.Parts.TryAdd(part.Counter, (transaction, part.Digits, part.Announced));
            }
        }
        var whole = messages.Values.Where(message => message.IsWhole).ToList();
        if (whole.Count < FewestMessages)
        {
            return;
        }
        foreach (var message in whole)
        {
            Count(message, agreement);
        }
        agreement.Text = Sentence.Of($"{whole.Count(message => message.Fits)} of {whole.Count} messages hold as many bytes as their first name announces");
    }

    /// <inheritdoc/>
    public void Rebuild(Conversation conversation, SessionDrafts sessions) => CobaltStrikeSessions.Rebuild(conversation, sessions);

    static void Count(Message message, Agreement agreement)
    {
        if (!message.Fits)
        {
            agreement.Disagree();
            return;
        }
        // The message is whole with the name that is seen last.
        var last = message.Parts.Values.Max(part => part.Transaction.First);
        foreach (var part in message.Parts.Values)
        {
            agreement.Agree(part.Transaction, last, part.Transaction.First == last ? MessageBits : 0);
        }
    }

    /// <summary>The names of one message by their counter.</summary>
    sealed class Message
    {
        public SortedDictionary<uint, (Transaction Transaction, int Digits, uint? Announced)> Parts { get; } = [];

        long Digits => Parts.Where(part => part.Key > 0).Sum(part => (long)part.Value.Digits);

        /// <summary>Whether there is an announcement, and counters follow it without a gap until nothing is left to send, or too much was.</summary>
        public bool IsWhole => Parts.Count >= 2 && Parts.TryGetValue(0, out var first) && first.Announced is { } announced && announced > 0
            && Parts.Keys.Last() == Parts.Count - 1 && Digits >= announced * 2L;

        public bool Fits => Parts[0].Announced * 2L == Digits;
    }
}
