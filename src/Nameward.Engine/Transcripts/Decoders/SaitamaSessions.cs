using Nameward.Engine.Observations;
using Nameward.Engine.Transcripts.Rebuilding;

namespace Nameward.Engine.Transcripts.Decoders;

/// <summary>Takes the agents of Saitama apart: each name is of the agent that its text names, and its place is told by its counter.</summary>
static class SaitamaSessions
{
    const int FewestOfGreeting = 4;

    /// <summary>How far a name may be from the one that its counter goes on from: one of them may have been asked again in another case, or swapped.</summary>
    const int Near = 2;

    /// <summary>All sessions of a conversation.</summary>
    public static void Rebuild(Conversation conversation, SessionDrafts sessions)
    {
        var names = Names(conversation);
        var found = Agents(conversation, names).ToDictionary(agent => agent, agent => new SaitamaAgent(conversation, sessions, agent));
        var taken = names.Where(name => Takes(found, conversation, name)).Select(name => name.Transaction.First).ToHashSet();
        var others = conversation.Transactions.Where(transaction => !taken.Contains(transaction.First)).ToList();
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

    /// <summary>The names that may be an agent's, each with the counter that goes on from a name near it or to one, else one of all digits.</summary>
    static List<Name> Names(Conversation conversation)
    {
        var names = new List<Name>();
        foreach (var transaction in conversation.Transactions)
        {
            var label = SaitamaName.Label(conversation.Prefix(transaction));
            if (!label.IsEmpty && conversation.Type(transaction) is 0 or RecordTypes.A && SaitamaName.Endings(label) is { Count: > 0 } endings)
            {
                names.Add(new(transaction, label.ToArray(), endings));
            }
        }
        for (var i = 0; i < names.Count; i++)
        {
            var endings = names[i].Endings;
            var near = names[Math.Max(0, i - Near)..Math.Min(names.Count, i + Near + 1)];
            var chained = endings.FindIndex(ending => near.Exists(other => other.Endings.Exists(one => ending.Follows(one) || one.Follows(ending))));
            names[i].Likely = chained >= 0 ? endings[chained] : endings[0] is { Digits: SaitamaName.CounterDigits } longest ? longest : null;
        }
        return names;
    }

    /// <summary>The agents: those whose number came in answer to a greeting and who say something soon behind it, and else the one who says most.</summary>
    static HashSet<int> Agents(Conversation conversation, List<Name> names)
    {
        var said = names.Where(name => name.Likely is not null).Select(name => (name.Transaction, Ending: name.Likely!.Value, Text: SaitamaName.Text(name.Label, name.Likely.Value))).ToList();
        var byCounter = said.ToLookup(one => one.Ending.Counter, one => one.Text);
        var agents = new HashSet<int>();
        foreach (var (transaction, ending, text) in said)
        {
            if (IsGreeting(text) && conversation.Answer(transaction) is [_, _, _, var number] && ending.Behind().SelectMany(counter => byCounter[counter]).Any(next => IsOf(next, SaitamaName.Text(number))))
            {
                agents.Add(number);
            }
        }
        if (agents.Count == 0 && Saitama.Agent([.. said.Select(one => one.Text).Where(Saitama.IsMessage)]) is { } most)
        {
            agents.Add(SaitamaName.Number(most));
        }
        return agents;
    }

    static bool IsOf(byte[] text, byte[] agent) => text.AsSpan().SequenceEqual(agent) || (Saitama.IsMessage(text) && text.AsSpan(1).StartsWith(agent));

    /// <summary>Gives a name to the agent whose counter is nearest to it; false where it is of none.</summary>
    static bool Takes(Dictionary<int, SaitamaAgent> agents, Conversation conversation, Name name)
    {
        (SaitamaAgent? Agent, int Counter, byte[] Text) best = (null, 0, []);
        var nearest = (Step: int.MaxValue, Rank: 0);
        foreach (var ending in name.Endings)
        {
            var text = SaitamaName.Text(name.Label, ending);
            foreach (var agent in agents.Values)
            {
                var isGreeting = IsGreeting(text) && (conversation.Answer(name.Transaction) is not [_, _, _, var number] || number == agent.Number);
                // Before the first name of an agent every counter is as near as another: then the likely one is its own.
                if ((isGreeting || agent.Says(text)) && (Step: agent.Step(ending.Counter), Rank: ending == name.Likely ? 0 : 1) is var step && step.CompareTo(nearest) < 0)
                {
                    (best, nearest) = ((agent, ending.Counter, text), step);
                }
            }
        }
        best.Agent?.Add(name.Transaction, best.Counter, best.Text);
        return best.Agent is not null;
    }

    // Kind 0, and a word that is the same in all agents of a build.
    static bool IsGreeting(ReadOnlySpan<byte> text) => text.Length >= FewestOfGreeting && text[0] == 'a' && !text.Contains((byte)0);

    /// <summary>A name of one label that ends in a counter, or in several.</summary>
    sealed class Name(Transaction transaction, byte[] label, List<SaitamaEnding> endings)
    {
        public Transaction Transaction { get; } = transaction;
        public byte[] Label { get; } = label;
        public List<SaitamaEnding> Endings { get; } = endings;
        public SaitamaEnding? Likely { get; set; }
    }
}
