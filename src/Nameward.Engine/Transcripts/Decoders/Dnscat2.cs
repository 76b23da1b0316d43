using System.Buffers.Binary;
using Nameward.Engine.Observations;
using Nameward.Engine.Transcripts.Codecs;

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
    const int HeaderBytes = 5, EncryptedBytes = 13, ClearBytes = 9, NonceAt = 11;
    const byte Message = 1, Fin = 2, Encryption = 3, Ping = 255;
    const int SessionBits = 16, TypeBits = 8, SwapBits = 32, StepBits = 14;
    const int MostStep = 3, FewestStepsAlone = 12;

    /// <inheritdoc/>
    public DecoderInfo Info { get; } = new("dnscat2", "dnscat2", "iagox86/dnscat2 doc/protocol.md, 0.07", "names, in any case; answers, or a dozen packets of an encrypted session",
        $"answers hold session ({SessionBits} bits) and type ({TypeBits}) of their query under another packet id; sequence and acknowledgement swap ({SwapBits}), or the nonce grows by one ({StepBits} each)");

    /// <inheritdoc/>
    public void Read(Conversation conversation, Agreement agreement)
    {
        var reading = new Reading();
        foreach (var transaction in conversation.Transactions)
        {
            var packet = SymbolCodec.Hex.Decode(conversation.Text(transaction));
            if (packet.Length < HeaderBytes || !IsType(packet[2]))
            {
                continue;
            }
            var bits = reading.Step(packet);
            var answer = Answer(conversation, transaction);
            var answered = answer.Length >= HeaderBytes && IsType(answer[2]);
            if (answered && Agrees(packet, answer))
            {
                agreement.Agree(transaction, transaction.Complete, reading.Bits(packet, answer) + bits);
                reading.Answered++;
            }
            else if (answered && answer[2] != Fin)
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

    static bool IsType(byte type) => type is <= Encryption or Ping;

    static bool Agrees(ReadOnlySpan<byte> packet, ReadOnlySpan<byte> answer) =>
        answer[2..HeaderBytes].SequenceEqual(packet[2..HeaderBytes]) && !answer[..2].SequenceEqual(packet[..2]);

    static byte[] Answer(Conversation conversation, in Transaction transaction) => conversation.Type(transaction) switch
    {
        RecordTypes.A or RecordTypes.Aaaa => Addresses(conversation, transaction),
        _ => SymbolCodec.Hex.Decode(conversation.Answer(transaction)),
    };

    /// <summary>Each address holds its number and three or fifteen bytes; the first byte of all is their length (driver_dns.c).</summary>
    static byte[] Addresses(Conversation conversation, in Transaction transaction)
    {
        var parts = new List<byte[]>();
        foreach (var record in conversation.Records(transaction))
        {
            if (record.Section == Section.Answer && record.Data.Length is 4 or 16)
            {
                parts.Add(record.Data.ToArray());
            }
        }
        byte[] whole = [.. parts.OrderBy(part => part[0]).SelectMany(part => part.Skip(1))];
        return whole.Length > 0 && whole[0] < whole.Length ? whole[1..(1 + whole[0])] : [];
    }

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
        public int Step(ReadOnlySpan<byte> packet)
        {
            if (packet[2] != Message || packet.Length < EncryptedBytes)
            {
                return 0;
            }
            var session = BinaryPrimitives.ReadUInt16BigEndian(packet[3..]);
            var nonce = BinaryPrimitives.ReadUInt16BigEndian(packet[NonceAt..]);
            var known = _nonces.TryGetValue(session, out var last);
            _nonces[session] = nonce;
            _packets++;
            _signatures.Add(BinaryPrimitives.ReadUInt64BigEndian(packet[HeaderBytes..]) >> 16);
            _ids.Add(BinaryPrimitives.ReadUInt16BigEndian(packet));
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
        public int Bits(ReadOnlySpan<byte> packet, ReadOnlySpan<byte> answer)
        {
            var session = BinaryPrimitives.ReadUInt16BigEndian(packet[3..]);
            Session = session;
            var bits = (_seen.Add(session) ? SessionBits : 0) + (_seen.Add(1ul << 32 | (uint)session << 8 | packet[2]) ? TypeBits : 0);
            var swapped = packet[2] == Message && packet.Length >= ClearBytes && answer.Length >= ClearBytes && IsSwapped(packet, answer);
            return bits + (swapped && _seen.Add(1ul << 40 | BinaryPrimitives.ReadUInt32BigEndian(packet[HeaderBytes..])) ? SwapBits : 0);
        }

        // What one side has sent so far is what the other has received: seq and ack count bytes, and data moves them on.
        static bool IsSwapped(ReadOnlySpan<byte> packet, ReadOnlySpan<byte> answer)
        {
            var (seq, ack) = (BinaryPrimitives.ReadUInt16BigEndian(packet[5..]), BinaryPrimitives.ReadUInt16BigEndian(packet[7..]));
            return seq != ack && BinaryPrimitives.ReadUInt16BigEndian(answer[5..]) == ack
                && BinaryPrimitives.ReadUInt16BigEndian(answer[7..]) == (ushort)(seq + packet.Length - ClearBytes);
        }
    }
}
