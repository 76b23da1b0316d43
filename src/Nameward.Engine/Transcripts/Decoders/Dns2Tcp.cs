using System.Buffers.Binary;
using Nameward.Engine.Observations;
using Nameward.Engine.Transcripts.Codecs;

namespace Nameward.Engine.Transcripts.Decoders;

/// <summary>
/// dns2tcp (common/includes/packet.h, client/requests.c, server/rr.c, 0.5.2). A name is a packet in base64: session (as the client's processor writes it),
/// u16 acknowledgement, u16 sequence, u8 type, data; behind it "=auth", "=resource" or "=connect" while a session begins.
/// </summary>
/// <remarks>
/// <para>What agrees: the answer, behind the letter of its index ('A' first), is a packet of the session and the sequence of its question. The session counts
/// once (16 bits), the sequence once for each value (16 bits): a constant answer agrees with one question at most, and a header that is all that of its question is an echo.</para>
/// <para>What disagrees: an answer that is a packet of another session or sequence. Explained: the first question of a session has the number 0, and gets the new one in
/// answer; an answer of another type says that a packet is lost or refused.</para>
/// <para>Without answers: at least eight packets of one session that number their sequence one after the other (1 to 3 of 65,536: 14 bits each), after a
/// command under this session; without a command, twenty-four. Each must be of a type that exists, and of at least seven bytes.</para>
/// </remarks>
sealed class Dns2Tcp : IDecoder
{
    const int HeaderBytes = 7, HeaderDigits = 10;
    const int SessionBits = 16, SequenceBits = 16, StepBits = 14;
    const int MostStep = 3, FewestStepsWithCommand = 8, FewestSteps = 24;

    /// <inheritdoc/>
    public DecoderInfo Info { get; } = new("dns2tcp", "dns2tcp", "alex-sector/dns2tcp common/includes/packet.h, 0.5.2", "names with their case; answers, or some ten packets of one session",
        $"answers repeat session ({SessionBits} bits, once) and sequence ({SequenceBits} each) of their query; without answers {FewestSteps} packets numbered one after the other ({StepBits} each), {FewestStepsWithCommand} after a command");

    /// <inheritdoc/>
    public void Read(Conversation conversation, Agreement agreement)
    {
        var reading = new Reading();
        foreach (var transaction in conversation.Transactions)
        {
            var packet = PacketOf(conversation, transaction, out var isCommand);
            if (packet.Length < HeaderBytes || !IsType(packet[6]) || Session(packet) == 0)
            {
                continue;
            }
            var step = reading.Step(packet, isCommand);
            var answer = Answer(conversation.Answer(transaction));
            if (answer.Length < HeaderBytes || answer.AsSpan().SequenceEqual(packet))
            {
                reading.Alone.AddRange(step > 0 ? [(transaction, step)] : []);
            }
            else if (Session(answer) == Session(packet) && Sequence(answer) == Sequence(packet))
            {
                reading.Answered++;
                agreement.Agree(transaction, transaction.Complete, reading.Bits(packet));
            }
            else if (IsType(answer[6]))
            {
                agreement.Disagree();
            }
        }
        Conclude(reading, agreement);
    }

    static void Conclude(Reading reading, Agreement agreement)
    {
        if (reading.Answered > 0)
        {
            agreement.Text = Sentence.Of($"{reading.Answered} of {reading.Answered + agreement.Disagreed} answers repeat session 0x{reading.LastSession:x4} and sequence of their query");
        }
        else if (reading.Alone.Count >= (reading.HasCommand ? FewestStepsWithCommand : FewestSteps) && reading.Alone.Count >= 4 * reading.Jumps)
        {
            reading.Alone.ForEach(step => agreement.Agree(step.Transaction, step.Transaction.First, step.Bits));
            agreement.Text = Sentence.Of($"{reading.Alone.Count} packets of session 0x{reading.LastSession:x4} are numbered one after the other{(reading.HasCommand ? ", after a command that opens it" : "")}");
        }
    }

    // One of the kinds below 8, or flags of 8 to 64 (common/includes/packet.h).
    static bool IsType(byte type) => type is 0 or 1 or 2 or 4 or 6 || (type & 0x87) == 0;

    static ushort Session(ReadOnlySpan<byte> packet) => BinaryPrimitives.ReadUInt16LittleEndian(packet);

    static ushort Sequence(ReadOnlySpan<byte> packet) => BinaryPrimitives.ReadUInt16BigEndian(packet[4..]);

    /// <summary>The header of the packet in the labels before the apex; a command's label, which a log may show with another sign in place of "=", is left out.</summary>
    static byte[] PacketOf(Conversation conversation, in Transaction transaction, out bool isCommand)
    {
        var labels = conversation.Prefix(transaction);
        var command = 0;
        isCommand = false;
        for (var at = 0; at < labels.Length && !isCommand; at += labels[at] + 1)
        {
            (command, isCommand) = (at, IsCommand(labels.Slice(at + 1, labels[at])));
        }
        Span<byte> text = stackalloc byte[WireName.MaxBytes];
        return Header(text[..Conversation.Join(isCommand ? labels[..command] : labels, text)]);
    }

    static bool IsCommand(ReadOnlySpan<byte> label) =>
        label is [(byte)'=' or (byte)'?', ..] && (label[1..].SequenceEqual("auth"u8) || label[1..].SequenceEqual("resource"u8) || label[1..].SequenceEqual("connect"u8));

    static byte[] Answer(ReadOnlySpan<byte> data) => data is [(byte)'A', ..] ? Header(data[1..]) : [];

    /// <summary>The header of a packet, which fills its first ten digits; in the data behind, a log may show "?" for "/" and "+".</summary>
    static byte[] Header(ReadOnlySpan<byte> text)
    {
        if (text.Length < HeaderDigits)
        {
            return [];
        }
        foreach (var digit in text[HeaderDigits..])
        {
            if (SymbolCodec.Base64.ValueOf(digit) < 0 && digit != '?')
            {
                return [];
            }
        }
        return SymbolCodec.Base64.Decode(text[..HeaderDigits]);
    }

    /// <summary>What was seen so far.</summary>
    sealed class Reading
    {
        readonly HashSet<uint> _seen = [];
        readonly Dictionary<ushort, ushort> _sequences = [];
        readonly HashSet<ushort> _commanded = [];

        public int Answered { get; set; }
        public int Jumps { get; private set; }
        public ushort LastSession { get; private set; }
        public bool HasCommand => _commanded.Count > 0 && _commanded.Overlaps(_sequences.Keys);
        public List<(Transaction Transaction, int Bits)> Alone { get; } = [];

        /// <summary>Bits for a packet whose sequence follows the last one of its session.</summary>
        public int Step(ReadOnlySpan<byte> packet, bool isCommand)
        {
            LastSession = Session(packet);
            if (isCommand)
            {
                // While a session begins, sequences are random challenges to the server.
                _commanded.Add(LastSession);
                return 0;
            }
            var known = _sequences.TryGetValue(LastSession, out var last);
            var step = (ushort)(Sequence(packet) - last);
            _sequences[LastSession] = Sequence(packet);
            if (known && step is > 0 and <= MostStep)
            {
                return StepBits;
            }
            Jumps += known ? 1 : 0;
            return 0;
        }

        /// <summary>Bits for what an answer repeats and no answer did before.</summary>
        public int Bits(ReadOnlySpan<byte> packet) =>
            (_seen.Add(Session(packet)) ? SessionBits : 0) + (_seen.Add((uint)(1 << 16 | Sequence(packet))) ? SequenceBits : 0);
    }
}
