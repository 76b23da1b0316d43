using System.Buffers.Text;
using Nameward.Engine.Observations;
using Nameward.Engine.Transcripts.Codecs;
using Nameward.Engine.Transcripts.Rebuilding;

namespace Nameward.Engine.Transcripts.Decoders;

/// <summary>
/// OzymanDNS (droute.pl, 0.1), which carries SSH. Up: <c>BASE32.NONCE-SUM.id-SESSION.up.APEX</c>, A. Down: <c>SUM-NONCE.id-SESSION.down.APEX</c>, TXT, where
/// the sum is that of all bytes that came before; the answer is base64.
/// </summary>
/// <remarks>
/// <para>What agrees: the sum of a down query is that of the one before plus the bytes in the answer to it (7 bits for each that moved it on: answers hold up
/// to some 200 bytes); the first bytes up, and the answer to the down query of sum 0, begin with "SSH-2.0-" or "SSH-1." (48 bits each, once). An up query
/// whose grammar and session fit counts as agreeing, without bits.</para>
/// <para>What disagrees: a sum that is neither the one before nor that plus the answer. Explained: a down query asked again, under another nonce, because
/// its answer was late or empty.</para>
/// </remarks>
sealed class OzymanDns : IDecoder
{
    const int SumBits = 7, BannerBits = 48;

    /// <inheritdoc/>
    public DecoderInfo Info { get; } = new("ozymandns", "OzymanDNS", "droute.pl, OzymanDNS 0.1", "names; answers, or the beginning of a session",
        $"sums of bytes that go on with the answers ({SumBits} bits each), and the banner of SSH in each direction ({BannerBits})");

    /// <inheritdoc/>
    public void Read(Conversation conversation, Agreement agreement)
    {
        var reading = new Reading();
        foreach (var transaction in conversation.Transactions)
        {
            if (!Labels.TrySplit(conversation.Prefix(transaction), out var labels) || !labels.EndsWith("up"u8) && !labels.EndsWith("down"u8) || Session(labels) is not { } session)
            {
                continue;
            }
            if (labels.EndsWith("up"u8))
            {
                Up(transaction, labels, session, reading, agreement);
            }
            else if (labels.Count == 3 && Pair(labels[0]) is { } down)
            {
                Down(conversation, transaction, down.First, session, reading, agreement);
            }
        }
        if (reading.Banners > 0)
        {
            agreement.Text = Sentence.Of($"its names are numbered and nested as this tool does, {reading.Sums} of its sums count the bytes that came back, and the banner of SSH stands at the beginning");
        }
    }

    /// <inheritdoc/>
    public void Rebuild(Conversation conversation, SessionDrafts sessions)
    {
        var found = new Dictionary<uint, OzymanDnsSession>();
        foreach (var transaction in conversation.Transactions)
        {
            if (!Labels.TrySplit(conversation.Prefix(transaction), out var labels) || !labels.EndsWith("up"u8) && !labels.EndsWith("down"u8) || Session(labels) is not { } number)
            {
                continue;
            }
            var isUp = labels.EndsWith("up"u8);
            var pair = isUp ? labels.Count < 4 ? null : Pair(labels[labels.Count - 3]) : Pair(labels[0]);
            if (pair is not { } numbers)
            {
                continue;
            }
            if (!found.TryGetValue(number, out var session))
            {
                found.Add(number, session = new(conversation, sessions.Of($"id {number}")));
            }
            if (isUp)
            {
                session.Up(transaction, numbers.Second, Data(labels));
            }
            else
            {
                session.Down(transaction, numbers.First, conversation.Type(transaction) == RecordTypes.Txt ? Base64(conversation.Answer(transaction)) : []);
            }
        }
        foreach (var session in found.Values)
        {
            session.Finish();
        }
    }

    /// <summary>The bytes in the labels before number, session and "up".</summary>
    static byte[] Data(Labels labels)
    {
        Span<byte> text = stackalloc byte[WireName.MaxBytes];
        return SymbolCodec.Base32.Decode(text[..Conversation.Join(labels.Until(labels.Count - 3), text)]);
    }

    static void Up(in Transaction transaction, Labels labels, uint session, Reading reading, Agreement agreement)
    {
        // Data, nonce and sum, session, "up".
        if (labels.Count < 4 || Pair(labels[labels.Count - 3]) is null)
        {
            return;
        }
        var data = Data(labels);
        if (data.Length > 0)
        {
            agreement.Agree(transaction, transaction.First, IsBanner(data) && reading.Begins(session, isUp: true) ? BannerBits : 0);
        }
    }

    static void Down(Conversation conversation, in Transaction transaction, uint sum, uint session, Reading reading, Agreement agreement)
    {
        var answer = conversation.Type(transaction) == RecordTypes.Txt ? Base64(conversation.Answer(transaction)) : [];
        var bits = reading.Sum(session, sum, answer.Length, agreement);
        bits += sum == 0 && IsBanner(answer) && reading.Begins(session, isUp: false) ? BannerBits : 0;
        if (bits > 0)
        {
            agreement.Agree(transaction, transaction.Complete, bits);
        }
    }

    static byte[] Base64(ReadOnlySpan<byte> text)
    {
        // Perl's MIME::Base64 breaks lines and pads.
        Span<byte> kept = new byte[text.Length];
        var length = 0;
        foreach (var c in text)
        {
            kept[length] = c;
            length += c is (byte)'\n' or (byte)'\r' or (byte)'=' ? 0 : 1;
        }
        return SymbolCodec.Base64.Decode(kept[..length]);
    }

    static bool IsBanner(ReadOnlySpan<byte> data) => data.StartsWith("SSH-2.0-"u8) || data.StartsWith("SSH-1."u8);

    /// <summary>The number of a session in the label before the last.</summary>
    static uint? Session(Labels labels) =>
        labels.Count >= 3 && labels[labels.Count - 2] is var label && label.Length > 3 && System.Text.Ascii.EqualsIgnoreCase(label[..3], "id-"u8) ? Number(label[3..]) : null;

    static (uint First, uint Second)? Pair(ReadOnlySpan<byte> label)
    {
        var dash = label.IndexOf((byte)'-');
        return dash > 0 && Number(label[..dash]) is { } first && Number(label[(dash + 1)..]) is { } second ? (first, second) : null;
    }

    static uint? Number(ReadOnlySpan<byte> digits) =>
        Utf8Parser.TryParse(digits, out uint number, out var read) && read == digits.Length ? number : null;

    /// <summary>What was seen so far.</summary>
    sealed class Reading
    {
        readonly Dictionary<uint, (uint Sum, int Answered)> _sums = [];
        readonly HashSet<(uint Session, bool IsUp)> _begun = [];

        public int Sums { get; private set; }
        public int Banners => _begun.Count;

        public bool Begins(uint session, bool isUp) => _begun.Add((session, isUp));

        /// <summary>Bits for a sum that counts what came back for the one before.</summary>
        public int Sum(uint session, uint sum, int answered, Agreement agreement)
        {
            var known = _sums.TryGetValue(session, out var last);
            _sums[session] = (sum, known && last.Sum == sum ? Math.Max(last.Answered, answered) : answered);
            if (known && last.Answered > 0 && sum == last.Sum + (uint)last.Answered)
            {
                Sums++;
                return SumBits;
            }
            if (known && sum != last.Sum && last.Answered > 0)
            {
                agreement.Disagree();
            }
            return 0;
        }
    }
}
