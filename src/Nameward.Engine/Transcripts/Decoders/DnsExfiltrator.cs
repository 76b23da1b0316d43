using System.Buffers.Text;
using Nameward.Engine.Observations;
using Nameward.Engine.Transcripts.Codecs;
using Nameward.Engine.Transcripts.Rebuilding;

namespace Nameward.Engine.Transcripts.Decoders;

/// <summary>
/// DNSExfiltrator (dnsexfiltrator.py, 2018). A file is announced under <c>init.BASE32.base32|base64.APEX</c>, whose base32 says "name|chunks"; each chunk
/// is <c>NUMBER.data.APEX</c>, from 0. All are TXT; the server answers "OK" and the number.
/// </summary>
/// <remarks>
/// <para>What agrees: the announcement, once for the tool (its two words and a base32 that decodes to printable text with one "|" and a number behind it:
/// 20 + 30 + 16 bits), and each chunk that is the next one and below the announced count (3 bits: a decimal digit guessed). That the answer repeats the
/// number is not counted: a wildcard that echoes labels does so too.</para>
/// <para>What disagrees: a chunk at or beyond the announced count, or one whose answer is another text. Explained: chunks sent again, and, where a part of
/// the evidence is lost, chunks left out.</para>
/// </remarks>
sealed class DnsExfiltrator : IDecoder
{
    const int AnnouncementBits = 66, ChunkBits = 3;
    const int MostChunks = 1 << 24;

    /// <inheritdoc/>
    public DecoderInfo Info { get; } = new("dnsexfiltrator", "DNSExfiltrator", "Arno0x/DNSExfiltrator dnsexfiltrator.py, 8faa972", "names from the announcement on, in any case",
        $"the announcement of a file ({AnnouncementBits} bits, once), and its chunks in order ({ChunkBits} each)");

    /// <inheritdoc/>
    public void Read(Conversation conversation, Agreement agreement)
    {
        int chunks = 0, next = 0, counted = 0, files = 0;
        foreach (var transaction in conversation.Transactions)
        {
            if (conversation.Type(transaction) != RecordTypes.Txt || !Labels.TrySplit(conversation.Prefix(transaction), out var labels))
            {
                continue;
            }
            if (Announced(labels) is { } announced)
            {
                (chunks, next) = (announced.Chunks, 0);
                agreement.Agree(transaction, transaction.First, files++ == 0 ? AnnouncementBits : 0);
            }
            else if (files > 0 && labels.Count >= 2 && Number(labels[0]) is { } number)
            {
                if (number >= chunks || IsRefuted(labels[0], conversation.Answer(transaction)))
                {
                    agreement.Disagree();
                }
                else if (number == next)
                {
                    counted++;
                    agreement.Agree(transaction, transaction.First, ChunkBits);
                }
                next = Math.Max(next, number + 1);
            }
        }
        if (files > 0)
        {
            agreement.Text = Sentence.Of($"a file is announced in {chunks} chunks, and {counted} of them follow, numbered from 0");
        }
    }

    /// <inheritdoc/>
    public void Rebuild(Conversation conversation, SessionDrafts sessions)
    {
        var files = new List<DnsExfiltratorFile>();
        var early = new List<Transaction>();
        foreach (var transaction in conversation.Transactions)
        {
            var isName = Labels.TrySplit(conversation.Prefix(transaction), out var labels) && conversation.Type(transaction) is 0 or RecordTypes.Txt;
            if (isName && Announced(labels) is { } announced)
            {
                files.Add(new(conversation, sessions, files.Count + 1, transaction, announced));
            }
            else if (files is not [.., var file])
            {
                early.Add(transaction);
            }
            else if (isName && labels.Count >= 2 && Number(labels[0]) is { } number)
            {
                file.Add(transaction, number, conversation.Text(transaction)[labels[0].Length..].ToArray());
            }
            else
            {
                file.Skip(transaction);
            }
        }
        if (files is [var first, ..])
        {
            early.ForEach(transaction => first.Skip(transaction));
        }
        files.ForEach(file => file.Finish());
    }

    /// <summary>What a name announces; null where that is nothing.</summary>
    static DnsExfiltratorAnnouncement? Announced(Labels labels)
    {
        if (labels.Count != 3 || !labels.Is(0, "init"u8) || !(labels.Is(2, "base32"u8) || labels.Is(2, "base64"u8)))
        {
            return null;
        }
        ReadOnlySpan<byte> said = SymbolCodec.Base32.Decode(labels[1]);
        var bar = said.IndexOf((byte)'|');
        // A name of a file may hold bytes of any script, but no control characters.
        return bar > 0 && bar == said.LastIndexOf((byte)'|') && said.IndexOfAnyInRange((byte)0, (byte)31) < 0 && Number(said[(bar + 1)..]) is { } chunks ? new(said[..bar].ToArray(), chunks, labels.Is(2, "base32"u8)) : null;
    }

    static bool IsRefuted(ReadOnlySpan<byte> number, ReadOnlySpan<byte> answer) => !answer.IsEmpty && !answer.SequenceEqual(number);

    static int? Number(ReadOnlySpan<byte> digits) =>
        Utf8Parser.TryParse(digits, out int number, out var read) && read == digits.Length && number is >= 0 and < MostChunks ? number : null;
}
