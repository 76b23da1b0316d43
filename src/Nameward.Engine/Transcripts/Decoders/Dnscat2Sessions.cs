using Nameward.Engine.Transcripts.Rebuilding;

namespace Nameward.Engine.Transcripts.Decoders;

/// <summary>Takes the sessions of dnscat2 apart by the number that the client draws for each; those that exchanged keys are sealed, the others are read.</summary>
static class Dnscat2Sessions
{
    /// <summary>All sessions of a conversation.</summary>
    public static void Rebuild(Conversation conversation, SessionDrafts sessions)
    {
        var believed = Believed(conversation);
        var found = new Dictionary<ushort, List<Dnscat2Exchange>>();
        var others = new List<(Transaction Transaction, ushort? After)>();
        ushort? last = null;
        foreach (var transaction in conversation.Transactions)
        {
            var packet = Dnscat2Packet.Of(conversation, transaction);
            if (!packet.IsPacket || !believed.Contains(packet.Session))
            {
                others.Add((transaction, last));
                continue;
            }
            last = packet.Session;
            if (!found.TryGetValue(packet.Session, out var exchanges))
            {
                found.Add(packet.Session, exchanges = []);
            }
            var answer = Dnscat2Packet.Answer(conversation, transaction);
            exchanges.Add(new(transaction, packet, answer.IsPacket && answer.Session == packet.Session ? answer : default));
        }
        foreach (var (number, exchanges) in found)
        {
            var session = sessions.Of($"0x{number:x4}");
            exchanges.ForEach(exchange => session.Take(exchange.Transaction));
            if (IsSealed(exchanges))
            {
                new Dnscat2Sealed(conversation, session, hasSecret: sessions.Secret is not null).Rebuild(exchanges);
            }
            else
            {
                new Dnscat2Clear(conversation, session).Rebuild(exchanges);
            }
        }
        TakeOthers(others, sessions);
    }

    /// <summary>What names no session belongs to the one that goes on, or to the first.</summary>
    static void TakeOthers(List<(Transaction Transaction, ushort? After)> others, SessionDrafts sessions)
    {
        foreach (var group in others.GroupBy(other => other.After))
        {
            var session = group.Key is { } number ? sessions.Of($"0x{number:x4}") : sessions.Found.FirstOrDefault();
            foreach (var (transaction, _) in group)
            {
                session?.Take(transaction);
            }
            session?.Note("others", Observations.Sentence.Of($"{group.Count()} names hold no packet of a session"));
        }
    }

    /// <summary>The numbers that are sessions and no accident: repeated in an answer, or in two names at least.</summary>
    static HashSet<ushort> Believed(Conversation conversation)
    {
        var (numbers, once) = (new HashSet<ushort>(), new HashSet<ushort>());
        foreach (var transaction in conversation.Transactions)
        {
            var packet = Dnscat2Packet.Of(conversation, transaction);
            var answer = packet.IsPacket ? Dnscat2Packet.Answer(conversation, transaction) : default;
            if (packet.IsPacket && ((answer.IsPacket && answer.Session == packet.Session && answer.Id != packet.Id) || !once.Add(packet.Session)))
            {
                numbers.Add(packet.Session);
            }
        }
        return numbers;
    }

    /// <summary>
    /// Whether a session is encrypted: it exchanges keys, or, where that is not in the evidence, its nonces grow by one more often than what would be sequence
    /// and acknowledgement go on as those of a session in clear.
    /// </summary>
    static bool IsSealed(List<Dnscat2Exchange> exchanges)
    {
        if (exchanges.Exists(exchange => exchange.Question.Type == Dnscat2Type.Encryption))
        {
            return true;
        }
        var messages = exchanges.Where(exchange => exchange.Question.Type == Dnscat2Type.Message).ToList();
        var steps = messages.Zip(messages.Skip(1)).Count(pair => pair is { First.Question.MayBeSealed: true, Second.Question.MayBeSealed: true } && (ushort)(pair.Second.Question.Nonce - pair.First.Question.Nonce) == 1);
        var goesOn = messages.Count(exchange => Dnscat2Clear.Agree(exchange)) + messages.Zip(messages.Skip(1)).Count(pair => Dnscat2Clear.GoesOn(pair.First.Question, pair.Second.Question));
        return steps > goesOn || (steps == goesOn && messages.TrueForAll(message => message.Question.MayBeSealed));
    }
}

/// <summary>A packet and what came back for it.</summary>
/// <param name="Transaction">Where it was.</param>
/// <param name="Question">What was asked.</param>
/// <param name="Answer">What came back for the same session; no packet where nothing did.</param>
readonly record struct Dnscat2Exchange(Transaction Transaction, Dnscat2Packet Question, Dnscat2Packet Answer);
