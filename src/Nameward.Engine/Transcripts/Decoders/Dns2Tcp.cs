using Nameward.Engine.Observations;
using Nameward.Engine.Transcripts.Rebuilding;

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
/// <para>Without answers, or with too few: at least eight packets of one session that number their sequence one after the other (1 to 3 of 65,536: 14 bits each), after a
/// command under this session; without a command, twenty-four. Each must be of a type that exists, and of at least seven bytes.</para>
/// </remarks>
sealed class Dns2Tcp : IDecoder
{
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
            if (Dns2TcpPacket.Of(conversation, transaction) is not { IsKnown: true, Session: not 0 } packet)
            {
                continue;
            }
            var step = reading.Step(packet);
            if (Dns2TcpPacket.Answers(conversation, transaction) is not [var answer, ..] || answer.HasHeaderOf(packet))
            {
                reading.Alone.AddRange(step > 0 ? [(transaction, step)] : []);
            }
            else if (answer.Session == packet.Session && answer.Sequence == packet.Sequence)
            {
                reading.Answered++;
                agreement.Agree(transaction, transaction.Complete, reading.Bits(packet));
            }
            else if (answer.IsKnown)
            {
                agreement.Disagree();
            }
        }
        Conclude(reading, agreement);
    }

    /// <inheritdoc/>
    public void Rebuild(Conversation conversation, SessionDrafts sessions) => Dns2TcpSessions.Rebuild(conversation, sessions);

    static void Conclude(Reading reading, Agreement agreement)
    {
        if (reading.Answered > 0)
        {
            agreement.Text = Sentence.Of($"{reading.Answered} of {reading.Answered + agreement.Disagreed} answers repeat session 0x{reading.LastSession:x4} and sequence of their query");
        }
        var isTooFew = agreement.Agreed < ProvedTool.FewestTransactions && agreement.Disagreed == 0;
        if (isTooFew && reading.Alone.Count >= (reading.HasCommand ? FewestStepsWithCommand : FewestSteps) && reading.Alone.Count >= 4 * reading.Jumps)
        {
            reading.Alone.ForEach(step => agreement.Agree(step.Transaction, step.Transaction.First, step.Bits));
            agreement.Text = Sentence.Of($"{reading.Alone.Count} packets of session 0x{reading.LastSession:x4} are numbered one after the other{(reading.HasCommand ? ", after a command that opens it" : "")}");
        }
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
        public int Step(Dns2TcpPacket packet)
        {
            LastSession = packet.Session;
            if (packet.Command.Length > 0)
            {
                // While a session begins, sequences are random challenges to the server.
                _commanded.Add(LastSession);
                return 0;
            }
            var known = _sequences.TryGetValue(LastSession, out var last);
            var step = (ushort)(packet.Sequence - last);
            _sequences[LastSession] = packet.Sequence;
            if (known && step is > 0 and <= MostStep)
            {
                return StepBits;
            }
            Jumps += known ? 1 : 0;
            return 0;
        }

        /// <summary>Bits for what an answer repeats and no answer did before.</summary>
        public int Bits(Dns2TcpPacket packet) =>
            (_seen.Add(packet.Session) ? SessionBits : 0) + (_seen.Add((uint)(1 << 16 | packet.Sequence)) ? SequenceBits : 0);
    }
}
