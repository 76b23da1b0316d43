using Nameward.Engine.Observations;
using Nameward.Engine.Transcripts.Rebuilding;

namespace Nameward.Engine.Transcripts.Decoders;

/// <summary>
/// iodine, protocol 0x00000502 (doc/proto_00000502.txt, src/client.c, src/iodined.c, 0.7 and 0.8): IP packets, packed with zlib, in names and answers.
/// </summary>
/// <remarks>
/// <para>What agrees: a packet put together of names, or of answers, that unpacks to an IP packet of its own length behind a header of four bytes (Adler-32
/// and a length of 16 bits, less what trying four codecs and chance costs: 40 bits); a name that holds one of the probes of letters, by which the client finds
/// out what a resolver lets through (40 bits); the question for the version (32 bits), and "VACK" in answer (32 bits); and commands whose counter goes on, which
/// the client counts over all kinds of them (<see cref="IodineCommands"/>).</para>
/// <para>What disagrees: a packet whose fragments are all there and that does not unpack. Explained: fragments lost or sent again, which leave no whole packet.</para>
/// <para>A log that writes "?" for what does not print still shows probes and commands.</para>
/// </remarks>
sealed class Iodine : IDecoder
{
    const int PacketBits = 40;

    /// <summary>What the tool is, in names or in datagrams.</summary>
    public static DecoderInfo About { get; } = new("iodine", "iodine", "yarrick/iodine doc/proto_00000502.txt, 0.8", "names; with their bytes and case, or answers, for packets",
        $"packets that unpack (zlib) to an IP packet of their own length ({PacketBits} bits each); the client's probes, version and counter, in names of commands; of datagrams in raw UDP mode the header once (24 bits), log-ins and pings each way (8 bits once each)");

    /// <inheritdoc/>
    public DecoderInfo Info => About;

    /// <inheritdoc/>
    public void Read(Conversation conversation, Agreement agreement)
    {
        var commands = new IodineCommands();
        var (up, down) = (new IodinePackets(), new IodinePackets());
        foreach (var transaction in conversation.Transactions)
        {
            var text = conversation.Text(transaction);
            if (text.IsEmpty)
            {
                continue;
            }
            commands.Read(text, transaction, agreement);
            if (up.TakeName(text))
            {
                agreement.Agree(transaction, transaction.First, PacketBits);
            }
        }
        foreach (var transaction in conversation.Transactions.Where(transaction => transaction.IsAnswered).OrderBy(transaction => transaction.Answer))
        {
            ReadAnswer(conversation, transaction, down, agreement);
        }
        for (var failed = up.Failed + down.Failed; failed > 0; failed--)
        {
            agreement.Disagree();
        }
        agreement.Text = Say(commands, up, down);
    }

    /// <inheritdoc/>
    public void Rebuild(Conversation conversation, SessionDrafts sessions) => new IodineSessions(conversation, sessions).Rebuild();

    static void ReadAnswer(Conversation conversation, in Transaction transaction, IodinePackets down, Agreement agreement)
    {
        var text = conversation.Text(transaction);
        if (text.IsEmpty)
        {
            return;
        }
        var kind = (byte)(text[0] | 0x20);
        if (kind is not ((byte)'v' or (byte)'p' or (>= (byte)'0' and <= (byte)'9') or (>= (byte)'a' and <= (byte)'f')))
        {
            return;
        }
        var answer = IodineAnswer.Of(conversation, transaction);
        if (kind == 'v')
        {
            IodineCommands.ReadVersion(text, answer, transaction, agreement);
        }
        else if (down.TakeAnswer(answer))
        {
            agreement.Agree(transaction, transaction.Answer, PacketBits);
        }
    }

    static Sentence? Say(IodineCommands commands, IodinePackets up, IodinePackets down)
    {
        var packets = up.Unpacked + down.Unpacked > 0
            ? Sentence.Of($"{up.Unpacked} of {up.Unpacked + up.Failed} packets in names and {down.Unpacked} of {down.Unpacked + down.Failed} in answers unpack to IP packets") : null;
        var said = commands.Say();
        return packets is null ? said : said is null ? packets : packets.Then("; ", said);
    }
}
