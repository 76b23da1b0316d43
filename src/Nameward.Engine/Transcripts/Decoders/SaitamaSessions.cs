using Nameward.Engine.Observations;
using Nameward.Engine.Transcripts.Rebuilding;

namespace Nameward.Engine.Transcripts.Decoders;

/// <summary>Takes the agents of Saitama apart: each name is of the agent that its text names, and its place is told by its counter.</summary>
static class SaitamaSessions
{
    const int FewestOfGreeting = 4;

    /// <summary>All sessions of a conversation.</summary>
    public static void Rebuild(Conversation conversation, SessionDrafts sessions)
    {
        var found = Agents(conversation).ToDictionary(agent => agent, agent => new SaitamaAgent(conversation, sessions, agent));
        var others = new List<Transaction>();
        foreach (var transaction in conversation.Transactions)
        {
            var label = SaitamaName.Label(conversation.Prefix(transaction));
            if (label.IsEmpty || conversation.Type(transaction) is not (0 or RecordTypes.A) || !Takes(found, conversation, transaction, label))
            {
                others.Add(transaction);
            }
        }
        foreach (var agent in found.Values)
        {
            agent.Finish();
        }
        if (sessions.Found is [var first, ..])
        {
            others.ForEach(transaction => first.Take(transaction));
            if (others.Count > 0)
            {
                first.Note("others", Sentence.Of($"{others.Count} names hold no message of an agent"));
            }
        }
    }

    /// <summary>The agents: those whose number came in answer to a greeting and who say something, and the one who says most.</summary>
    static HashSet<int> Agents(Conversation conversation)
    {
        var messages = new List<byte[]>();
        var greeted = new HashSet<int>();
        foreach (var transaction in conversation.Transactions)
        {
            var label = SaitamaName.Label(conversation.Prefix(transaction));
            if (label.Length <= SaitamaName.CounterDigits || SaitamaName.Counter(label[^SaitamaName.CounterDigits..]) is not { } counter)
            {
                continue;
            }
            var text = SaitamaName.Unshuffle(label[..^SaitamaName.CounterDigits], (uint)counter);
            if (Saitama.IsMessage(text))
            {
                messages.Add(text);
            }
            else if (IsGreeting(text) && conversation.Answer(transaction) is [_, _, _, var number])
            {
                greeted.Add(number);
            }
        }
        var agents = greeted.Where(number => messages.Exists(text => text.AsSpan(1).StartsWith(SaitamaName.Text(number)))).ToHashSet();
        if (agents.Count == 0 && Saitama.Agent(messages) is { } most)
        {
            agents.Add(SaitamaName.Number(most));
        }
        return agents;
    }

    /// <summary>Gives a name to the agent whose counter is nearest before it; false where it is of none.</summary>
    static bool Takes(Dictionary<int, SaitamaAgent> agents, Conversation conversation, in Transaction transaction, ReadOnlySpan<byte> label)
    {
        (SaitamaAgent? Agent, int Counter, byte[] Text, int Step) best = (null, 0, [], int.MaxValue);
        for (var digits = SaitamaName.CounterDigits; digits > 0 && label.Length > digits; digits--)
        {
            if (SaitamaName.Counter(label[^digits..]) is not { } counter)
            {
                continue;
            }
            var text = SaitamaName.Unshuffle(label[..^digits], (uint)counter);
            foreach (var agent in agents.Values)
            {
                var isGreeting = IsGreeting(text) && (conversation.Answer(transaction) is not [_, _, _, var number] || number == agent.Number);
                if ((isGreeting || agent.Says(text)) && agent.Step(counter) is var step && step < best.Step)
                {
                    best = (agent, counter, text, step);
                }
            }
        }
        best.Agent?.Add(transaction, best.Counter, best.Text);
        return best.Agent is not null;
    }

    // Kind 0, and a word that is the same in all agents of a build.
    static bool IsGreeting(ReadOnlySpan<byte> text) => text.Length >= FewestOfGreeting && text[0] == 'a' && !text.Contains((byte)0);
}
