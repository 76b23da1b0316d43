using Nameward.Engine.Observations;
using Nameward.Engine.Transcripts.Rebuilding;

namespace Nameward.Engine.Transcripts.Decoders;

/// <summary>
/// Sliver's DNS transport (implant/sliver/transports/dnsclient/dnsclient.go, protobuf/dnspb/dns.proto, 1.5). A name is a protobuf message in base32 or base58
/// of its own alphabets: 1 type, 2 id, 3 start, 4 stop, 5 size, 6 data; fields of zero are left out.
/// </summary>
/// <remarks>
/// <para>What agrees: the A answer to a message, read little-endian, is the CRC-32 of its bytes (32 bits each). A message with at least type, id and one more
/// field, each at most once, in order and ending with the name, of the session that the first one named (a byte for each tag and one for the length: 24
/// bits), counts where it is not answered so: the grammar alone proves the tool to a log of queries.</para>
/// <para>What disagrees: an A answer of one address to a message without type or of type "data from implant" that is not its CRC-32. Explained: the first
/// message of a session gets the session's number, and messages of other types TXT.</para>
/// </remarks>
sealed class Sliver : IDecoder
{
    const int SumBits = 32, GrammarBits = 24;
    const int MostTried = 4096;

    /// <inheritdoc/>
    public DecoderInfo Info { get; } = new("sliver", "Sliver", "BishopFox/sliver protobuf/dnspb/dns.proto, 1.5", "names; answers, or names of one session",
        $"an A answer that is the CRC-32 of its message ({SumBits} bits each), or the grammar of a message of the same session ({GrammarBits} each)")
    {
        HasAgentNumbers = true,
    };

    /// <inheritdoc/>
    public void Read(Conversation conversation, Agreement agreement)
    {
        int sums = 0, messages = 0;
        uint? session = null;
        // Numbers to base 58 cost the square of their length.
        foreach (var transaction in conversation.Transactions.Take(MostTried))
        {
            var text = conversation.Text(transaction);
            byte[] base32 = SliverMessage.Base32.Decode(text), base58 = SliverMessage.Base58.Decode(text);
            var message = SliverMessage.Of(base32) ?? SliverMessage.Of(base58);
            var answer = conversation.Answer(transaction);
            if (SliverMessage.IsSum(answer, base32) || SliverMessage.IsSum(answer, base58))
            {
                sums++;
                agreement.Agree(transaction, transaction.Complete, SumBits);
            }
            else if (message is { Fields: >= 3, Session: > 0 } && (session ??= message.Session) == message.Session)
            {
                messages++;
                agreement.Agree(transaction, transaction.First, GrammarBits);
            }
            if (message is { Type: SliverMessage.NoType or SliverMessage.DataFromImplant } && answer.Length == sizeof(uint) && !SliverMessage.IsSum(answer, base32) && !SliverMessage.IsSum(answer, base58))
            {
                agreement.Disagree();
            }
        }
        agreement.Text = sums > 0 ? Sentence.Of($"{sums} addresses in answers are the CRC-32 of what their names say{(messages > 0 ? $", and {messages} more names are messages of its grammar" : "")}")
            : messages > 0 ? Sentence.Of($"{messages} names are messages of its grammar and of one session") : null;
    }

    /// <inheritdoc/>
    public void Rebuild(Conversation conversation, SessionDrafts sessions) => SliverSessions.Rebuild(conversation, sessions);
}
