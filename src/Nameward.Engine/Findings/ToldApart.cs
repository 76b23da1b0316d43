using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings;

/// <summary>A question of which some clients were told more than others, and how clearly who asked decides it.</summary>
/// <param name="Question">The question.</param>
/// <param name="Most">The most that came of it.</param>
/// <param name="Least">The least.</param>
/// <param name="Told">The clients that were mostly told the most.</param>
/// <param name="Untold">The other clients.</param>
/// <param name="Agree">Answers to them, or names, that are as their client's others.</param>
/// <param name="Answers">All answers; of drawn names each name of a client once, of one name those in a row to one client once.</param>
/// <param name="Changes">How often the answers changed from one to the next, in the order of time.</param>
/// <param name="Bits">How much better who asked explains them than chance or time does.</param>
sealed record ToldApart(Question Question, Outcomes Most, Outcomes Least, ImmutableHashSet<Address> Told, ImmutableHashSet<Address> Untold, int Agree, int Answers, int Changes, double Bits)
{
    /// <summary>Answers below which nothing is judged.</summary>
    public const int Fewest = 8;

    /// <summary>Bits for each change of a zone between one answer and the next: records come and go once in so many look-ups, at most.</summary>
    const double BitsOfChange = 5;

    /// <summary>Changes that are for nothing: a record came, and went again.</summary>
    const int OrdinaryChanges = 2;

    /// <summary>
    /// Compares three explanations of the answers, by the length of what each needs to be told of them. That who asked decides: which clients are told more. That chance
    /// does: the entropy of the answers. That time does, because the zone was changed meanwhile: <see cref="BitsOfChange"/> for each change, two for nothing.
    /// </summary>
    /// <returns>Null where too little was answered, or one of the others explains it better.</returns>
    public static ToldApart? Of(Question question, List<Told> told)
    {
        var most = (Outcomes)told.Max(answer => (byte)answer.Outcome);
        var answers = InOrder(question, told, most);
        if (answers.Count < Fewest)
        {
            return null;
        }
        var clients = answers.GroupBy(answer => answer.Client).Select(client => (Client: client.Key, Most: client.Count(answer => answer.Outcome == most), All: client.Count())).ToList();
        var (high, low) = (clients.Where(client => 2 * client.Most > client.All).ToList(), clients.Where(client => 2 * client.Most <= client.All).ToList());
        if (high.Count == 0 || low.Count == 0)
        {
            return null;
        }
        var changes = answers.Zip(answers.Skip(1)).Count(pair => pair.First.Outcome == most != (pair.Second.Outcome == most));
        var byClient = Entropy(high.Sum(client => client.Most), high.Sum(client => client.All)) + Entropy(low.Sum(client => client.Most), low.Sum(client => client.All))
            + Choices(clients.Count, high.Count) + Math.Log2(answers.Count) / 2;
        var byChance = Entropy(answers.Count(answer => answer.Outcome == most), answers.Count);
        var byTime = BitsOfChange * Math.Max(0, changes - OrdinaryChanges);
        var bits = Math.Min(byChance, byTime) - byClient;
        return bits <= 0 ? null : new(question, most, (Outcomes)answers.Min(answer => (byte)answer.Outcome), [.. high.Select(client => client.Client)], [.. low.Select(client => client.Client)],
            high.Sum(client => client.Most) + low.Sum(client => client.All - client.Most), answers.Count, changes, bits);
    }

    /// <summary>The answers in the order of time, without those that say nothing new: a name is told to a client once, and what it asks again at once is in its cache.</summary>
    static List<Told> InOrder(Question question, List<Told> told, Outcomes most)
    {
        var inOrder = told.OrderBy(answer => answer.Second).ThenBy(answer => answer.Outcome).ThenBy(answer => answer.Client).ThenBy(answer => answer.Name);
        if (question.Name == 0)
        {
            return [.. inOrder.DistinctBy(answer => (answer.Client, answer.Name))];
        }
        var kept = new List<Told>();
        foreach (var answer in inOrder)
        {
            if (kept.Count == 0 || kept[^1].Client != answer.Client || kept[^1].Outcome == most != (answer.Outcome == most))
            {
                kept.Add(answer);
            }
        }
        return kept;
    }

    /// <summary>Bits to tell which of <paramref name="all"/> they are, at the best rate.</summary>
    static double Entropy(int some, int all) => some == 0 || some == all ? 0 : -(some * Math.Log2(some / (double)all) + (all - some) * Math.Log2((all - some) / (double)all));

    /// <summary>log2 of the ways to pick some of all.</summary>
    static double Choices(int all, int some)
    {
        var bits = 0.0;
        for (var i = 1; i <= some; i++)
        {
            bits += Math.Log2((all - some + i) / (double)i);
        }
        return bits;
    }
}
