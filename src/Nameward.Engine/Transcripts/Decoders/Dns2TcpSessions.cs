using Nameward.Engine.Observations;
using Nameward.Engine.Transcripts.Rebuilding;

namespace Nameward.Engine.Transcripts.Decoders;

/// <summary>
/// Takes the sessions of dns2tcp apart. A session begins with its log-in: a question of session 0 that is answered with the number of a new one and a
/// challenge, the answer to the challenge, the name of a resource. Behind it each TCP connection is one session, <see cref="Dns2TcpStream"/>.
/// </summary>
static class Dns2TcpSessions
{
    /// <summary>All sessions of a conversation.</summary>
    public static void Rebuild(Conversation conversation, SessionDrafts sessions)
    {
        var numbers = Numbers(conversation);
        var found = new Dictionary<ushort, Dns2TcpStream>();
        var all = new List<Dns2TcpStream>();
        var before = new Dictionary<ushort, int>();
        var early = new List<Transaction>();
        Dns2TcpStream? last = null;
        foreach (var transaction in conversation.Transactions.Where(transaction => conversation.Type(transaction) is 0 or RecordTypes.Txt or RecordTypes.Key))
        {
            var packet = Dns2TcpPacket.Of(conversation, transaction);
            var answers = Dns2TcpPacket.Answers(conversation, transaction);
            var number = packet is { Session: 0, Command: "auth" } && answers is [{ Type: Dns2TcpType.Ok } challenge, ..] ? challenge.Session : packet?.Session ?? 0;
            if (packet is not { IsKnown: true } || number == 0 || !numbers.Contains(number))
            {
                // What names no session belongs to the one that goes on, or to the first to come.
                (last is null ? early.Add : (Action<Transaction>)last.Skip)(transaction);
                continue;
            }
            if (!found.TryGetValue(number, out last) || (packet.Session == 0 && last.HasData))
            {
                var times = before[number] = before.GetValueOrDefault(number) + 1;
                all.Add(found[number] = last = new(conversation, sessions, number, times - 1));
            }
            last.Add(transaction, packet, answers);
        }
        if (all is [var first, ..])
        {
            early.ForEach(first.Skip);
        }
        all.ForEach(stream => stream.Finish());
    }

    /// <summary>The numbers that are sessions and no accident: named in a command or its answer, repeated in an answer, or in two names at least.</summary>
    static HashSet<ushort> Numbers(Conversation conversation)
    {
        var numbers = new HashSet<ushort>();
        var once = new HashSet<ushort>();
        foreach (var transaction in conversation.Transactions)
        {
            if (Dns2TcpPacket.Of(conversation, transaction) is not { IsKnown: true } packet)
            {
                continue;
            }
            var answer = Dns2TcpPacket.Answers(conversation, transaction).FirstOrDefault();
            if (packet.Session == 0 && packet.Command == "auth" && answer is { Type: Dns2TcpType.Ok })
            {
                numbers.Add(answer.Session);
            }
            else if (packet.Command.Length > 0 || answer?.Session == packet.Session || !once.Add(packet.Session))
            {
                numbers.Add(packet.Session);
            }
        }
        return numbers;
    }
}
