using System.Buffers.Binary;
using Nameward.Engine.Observations;
using Nameward.Engine.Transcripts.Codecs;

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
    const int NoType = 0, DataFromImplant = 8, LastType = 9;

    static readonly SymbolCodec Base32 = new("ab1c2d3e4f5g6h7j8k9m0npqrtuvwxyz"u8, foldsCase: true);
    static readonly Base58 Base58 = new("213465789aBcDeFgHjKLMNPQRSTUVWXYZAbCdEfGhiJkmnopqrstuvwxyz"u8);

    /// <inheritdoc/>
    public DecoderInfo Info { get; } = new("sliver", "Sliver", "BishopFox/sliver protobuf/dnspb/dns.proto, 1.5", "names; answers, or names of one session",
        $"an A answer that is the CRC-32 of its message ({SumBits} bits each), or the grammar of a message of the same session ({GrammarBits} each)");

    /// <inheritdoc/>
    public void Read(Conversation conversation, Agreement agreement)
    {
        int sums = 0, messages = 0;
        uint? session = null;
        // Numbers to base 58 cost the square of their length.
        foreach (var transaction in conversation.Transactions.Take(MostTried))
        {
            var text = conversation.Text(transaction);
            byte[] base32 = Base32.Decode(text), base58 = Base58.Decode(text);
            var message = DnsMessageOf(base32) ?? DnsMessageOf(base58);
            var answer = conversation.Answer(transaction);
            if (IsSum(answer, base32) || IsSum(answer, base58))
            {
                sums++;
                agreement.Agree(transaction, transaction.Complete, SumBits);
            }
            else if (message is { Fields: >= 3, Session: > 0 } && (session ??= message.Session) == message.Session)
            {
                messages++;
                agreement.Agree(transaction, transaction.First, GrammarBits);
            }
            if (message is { Type: NoType or DataFromImplant } && answer.Length == sizeof(uint) && !IsSum(answer, base32) && !IsSum(answer, base58))
            {
                agreement.Disagree();
            }
        }
        agreement.Text = sums > 0 ? Sentence.Of($"{sums} addresses in answers are the CRC-32 of what their names say{(messages > 0 ? $", and {messages} more names are messages of its grammar" : "")}")
            : messages > 0 ? Sentence.Of($"{messages} names are messages of its grammar and of one session") : null;
    }

    static bool IsSum(ReadOnlySpan<byte> answer, byte[] message) =>
        answer.Length == sizeof(uint) && message.Length > 0 && BinaryPrimitives.ReadUInt32LittleEndian(answer) == Crc32.Append(0, message);

    /// <summary>Reads a message; null where it is none, to the last byte.</summary>
    static DnsMessageHead? DnsMessageOf(ReadOnlySpan<byte> bytes)
    {
        ulong type = 0, id = 0;
        int last = 0, fields = 0;
        while (!bytes.IsEmpty)
        {
            var (field, wire) = (bytes[0] >> 3, bytes[0] & 7);
            if (field <= last || field > 6 || wire != (field == 6 ? 2 : 0) || !TryVarint(bytes = bytes[1..], out var value, out var length) || value == 0)
            {
                return null;
            }
            bytes = bytes[length..];
            if (field == 6)
            {
                if (value != (ulong)bytes.Length)
                {
                    return null;
                }
                bytes = [];
            }
            (type, id) = field switch { 1 => (value, id), 2 => (type, value), _ => (type, id) };
            (last, fields) = (field, fields + 1);
        }
        return fields > 0 && type <= LastType && id <= uint.MaxValue ? new((int)type, (uint)id & 0xFFFFFF, fields) : null;
    }

    // https://protobuf.dev/programming-guides/encoding/#varints
    static bool TryVarint(ReadOnlySpan<byte> bytes, out ulong value, out int length)
    {
        value = 0;
        for (length = 0; length < bytes.Length && length < 5;)
        {
            value |= (ulong)(bytes[length] & 127) << 7 * length;
            if (bytes[length++] < 128)
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>What is told of a message; the session is the lower three bytes of its id, and how many fields it has.</summary>
    sealed record DnsMessageHead(int Type, uint Session, int Fields);
}
