using Nameward.Engine.Tests.Transcripts;

namespace Nameward.Engine.Tests.Rebuilding.Encoders;

/// <summary>What networks and captures do to a session: questions lost, answers lost, both seen again, neighbours swapped.</summary>
static class Damage
{
    /// <summary>A talk of these questions.</summary>
    public static Talk Talk(IEnumerable<Question> questions) =>
        questions.Aggregate(new Talk(), (talk, question) => question.Answer is { } answer ? talk.Ask(question.Labels, question.Type, [answer, .. question.More ?? []], question.AnswerType, question.Zone) : talk.Ask(question.Labels, question.Type, question.Zone));

    /// <summary>The questions of two sessions, as they come at once.</summary>
    public static List<Question> Merge(Random random, IReadOnlyList<Question> one, IReadOnlyList<Question> other)
    {
        var merged = new List<Question>();
        for (int i = 0, j = 0; i < one.Count || j < other.Count;)
        {
            merged.Add(j == other.Count || (i < one.Count && random.Next(2) == 0) ? one[i++] : other[j++]);
        }
        return merged;
    }

    /// <summary>Some of the questions without their answer, and some left out.</summary>
    public static List<Question> Lose(Random random, IReadOnlyList<Question> questions, double share) =>
        [.. questions.Where(_ => random.NextDouble() >= share).Select(question => random.NextDouble() < share ? question with { Answer = null } : question)];

    /// <summary>Some of the questions again, next to themselves, and some swapped with their neighbour.</summary>
    public static List<Question> Shake(Random random, IReadOnlyList<Question> questions, double share)
    {
        var shaken = questions.SelectMany(question => Enumerable.Repeat(question, random.NextDouble() < share ? 2 : 1)).ToList();
        for (var i = 1; i < shaken.Count; i++)
        {
            if (random.NextDouble() < share)
            {
                (shaken[i - 1], shaken[i]) = (shaken[i], shaken[i - 1]);
                i++;
            }
        }
        return shaken;
    }

    /// <summary>Letters in the case that a resolver makes of them.</summary>
    public static Question ChangeCase(Random random, Question question) =>
        question with { Labels = new([.. question.Labels.Select(letter => random.Next(2) == 0 ? char.ToUpperInvariant(letter) : char.ToLowerInvariant(letter))]) };

    /// <summary>The whole name in the case that a resolver makes of it: random, or lower.</summary>
    public static Question ChangeWholeCase(Random random, Question question, bool isRandom)
    {
        string Changed(string text) => string.Concat(text.Select(sign => !char.IsAsciiLetter(sign) ? sign : isRandom && random.Next(2) == 0 ? char.ToUpperInvariant(sign) : char.ToLowerInvariant(sign)));
        return question with { Labels = Changed(question.Labels), Zone = Changed(question.Zone) };
    }

    /// <summary>Random bytes.</summary>
    public static byte[] Bytes(Random random, int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }
}
