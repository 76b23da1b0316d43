using System.Buffers.Binary;
using Nameward.Engine.Observations;
using Nameward.Engine.Transcripts.Rebuilding;

namespace Nameward.Engine.Transcripts.Decoders;

/// <summary>
/// dnscat2 (doc/protocol.md, client/tunnel_drivers/driver_dns.c, 0.07). A name is a packet in hexadecimal: u16 packet id, u8 type, u16 session, then the rest.
/// </summary>
/// <remarks>
/// <para>What agrees: the answer holds type and session of its question under another packet id (the same id would be an echo). A server that answers with a
/// constant could do that by one accident for all, so type and session count once: 16 bits for each session, 8 for each type in it. Beyond that, in clear
/// sessions the answer swaps sequence and acknowledgement (32 bits for each pair of values, once); in encrypted ones the nonce of the client grows by one
/// with each packet (65,536 values, 1 to 3 are let pass because packets are lost: 14 bits each).</para>
/// <para>What disagrees: an answer in hexadecimal of another session. Explained: errors, which have no data, and FIN in answer to anything.</para>
/// <para>Without answers the nonce alone proves it: at least twelve steps under one session, with packet ids and signatures that never repeat.</para>
/// </remarks>
sealed class Dnscat2 : IDecoder
{
    const int ClearBytes = 4;
    const int SessionBits = 16, TypeBits = 8, SwapBits = 32, StepBits = 14;
    const int MostStep = 3, FewestStepsAlone = 12;

    /// <inheritdoc/>
    public DecoderInfo Info { get; } = new("dnscat2", "dnscat2", "iagox86/dnscat2 doc/protocol.md, 0.07", "names, in any case; answers, or a dozen packets of an encrypted session",
        $"answers hold session ({SessionBits} bits) and type ({TypeBits}) of their query under another packet id; sequence and acknowledgement swap ({SwapBits}), or the nonce grows by one ({StepBits} each)")
    {
        HasAgentNumbers = true,
    };

    /// <inheritdoc/>
    public void Read(Conversation conversation, Agreement agreement)
    {
        var reading = new Reading();
        foreach (var transaction in conversation.Transactions)
        {
            var packet = Dnscat2Packet.Of(conversation, transaction);
            if (!packet.IsPacket)
            {
                continue;
            }
            var bits = reading.Step(packet);
            var answer = Dnscat2Packet.Answer(conversation, transaction);
            if (answer.IsPacket && Agrees(packet, answer))
            {
                agreement.Agree(transaction, transaction.Complete, reading.Bits(packet, answer) + bits);
                reading.Answered++;
            }
            else if (answer.IsPacket && answer.Type != Dnscat2Type.End)
            {
                agreement.Disagree();
            }
            else if (bits > 0)
            {
                reading.Alone.Add((transaction, bits));
            }
        }
        Conclude(reading, agreement);
    }

    /// <inheritdoc/>
    public void Rebuild(Conversation conversation, SessionDrafts sessions) => Dnscat2Sessions.Rebuild(conversation, sessions);

    static void Conclude(Reading reading, Agreement agreement)
    {
        if (reading.Answered > 0)
        {
            agreement.Text = Sentence.Of($"{reading.Answered} of {reading.Answered + agreement.Disagreed} answers repeat type and session (0x{reading.Session:x4}) of their query under a packet id of their own{reading.Steps()}");
        }
        else if (reading.Alone.Count >= FewestStepsAlone && reading.Alone.Count >= 4 * reading.Jumps && reading.NeverRepeats)
        {
            reading.Alone.ForEach(step => agreement.Agree(step.Transaction, step.Transaction.First, step.Bits));
            agreement.Text = Sentence.Of($"{reading.Alone.Count} packets of session 0x{reading.Session:x4} are numbered one after the other");
        }
    }

    static bool Agrees(Dnscat2Packet packet, Dnscat2Packet answer) => answer.Type == packet.Type && answer.Session == packet.Session && answer.Id != packet.Id;

    /// <summary>What was seen so far.</summary>
    sealed class Reading
    {
        readonly HashSet<ulong> _seen = [];
        readonly Dictionary<ushort, ushort> _nonces = [];
        readonly HashSet<ulong> _signatures = [];
        readonly HashSet<ushort> _ids = [];
        int _stepped, _packets;

        public int Answered { get; set; }
        public int Jumps { get; private set; }
        public ushort Session { get; private set; }
        public List<(Transaction Transaction, int Bits)> Alone { get; } = [];

        /// <summary>Whether packet ids and signatures are random: of ids of 16 bits some repeat by accident.</summary>
        public bool NeverRepeats => _signatures.Count == _packets && _ids.Count * 10 >= Math.Min(_packets, 1 << 14) * 9;

        public Sentence Steps() => Sentence.Of(_stepped > 0 ? $"; {_stepped} of its packets are numbered one after the other" : "");

        /// <summary>Bits for the nonce of an encrypted packet, if it is one, that follows the last one of its session.</summary>
        public int Step(Dnscat2Packet packet)
        {
            if (packet.Type != Dnscat2Type.Message || !packet.MayBeSealed)
            {
                return 0;
            }
            var (session, nonce) = (packet.Session, packet.Nonce);
            var known = _nonces.TryGetValue(session, out var last);
            _nonces[session] = nonce;
            _packets++;
            _signatures.Add(packet.Signature);
            _ids.Add(packet.Id);
            Session = session;
            if (known && (ushort)(nonce - last) is > 0 and <= MostStep)
            {
                _stepped++;
                return StepBits;
            }
            Jumps += known ? 1 : 0;
            return 0;
        }

        /// <summary>Bits for what an answer repeats and no answer did before.</summary>
        public int Bits(Dnscat2Packet packet, Dnscat2Packet answer)
        {
            var session = packet.Session;
            Session = session;
            var bits = (_seen.Add(session) ? SessionBits : 0) + (_seen.Add(1ul << 32 | (uint)session << 8 | (byte)packet.Type) ? TypeBits : 0);
            var swapped = packet.Type == Dnscat2Type.Message && packet.Body.Length >= ClearBytes && answer.Body.Length >= ClearBytes && IsSwapped(packet.Body, answer.Body);
            return bits + (swapped && _seen.Add(1ul << 40 | BinaryPrimitives.ReadUInt32BigEndian(packet.Body)) ? SwapBits : 0);
        }

        // What one side has sent so far is what the other has received: seq and ack count bytes, and data moves them on.
        static bool IsSwapped(ReadOnlySpan<byte> packet, ReadOnlySpan<byte> answer)
        {
            var (seq, ack) = (BinaryPrimitives.ReadUInt16BigEndian(packet), BinaryPrimitives.ReadUInt16BigEndian(packet[2..]));
            return seq != ack && BinaryPrimitives.ReadUInt16BigEndian(answer) == ack
                && BinaryPrimitives.ReadUInt16BigEndian(answer[2..]) == (ushort)(seq + packet.Length - ClearBytes);
        }
    }
}
