using System.Collections.Immutable;
using System.Text;
using Nameward.Engine.Cases.Blocks;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases.Alerting;

/// <summary>The rules that are tried on the evidence: those that are whole, and those whose count is still to be measured.</summary>
/// <param name="Case">The case.</param>
/// <param name="Rules">The whole ones.</param>
/// <param name="Forms">For each finding with a channel the forms that its names may be told by.</param>
sealed record AlertPlan(ContainedCase Case, ImmutableArray<AlertRule> Rules, ImmutableArray<(ContainedFinding Finding, ImmutableArray<LabelForm> Forms)> Forms)
{
    /// <summary>The space of the ids of our rules (RFC 9562 section 6.6): made once, for this alone.</summary>
    static readonly Guid Space = new("8f3b1c52-6a0e-4c55-9d0c-2b7e51a4f6d3");

    static readonly string[] Levels = ["critical", "high", "medium", "low"];

    /// <summary>All parts of the frame that a rule is in, from its condition.</summary>
    /// <param name="label">The label of the case.</param>
    /// <param name="word">What it looks for, in a word.</param>
    /// <param name="number">Which one of these it is.</param>
    /// <param name="condition">The condition.</param>
    /// <param name="title">What it finds.</param>
    /// <param name="why">Why it is made.</param>
    /// <param name="of">Findings that it comes of.</param>
    public static AlertRule Rule(string label, string word, int number, AlertCondition condition, Sentence title, Sentence why, IReadOnlyCollection<ContainedFinding> of) => new()
    {
        Name = $"{word}-{number}",
        Id = NamedUuid.Of(Space, Encoding.UTF8.GetBytes($"{label}\n{condition.Key}")),
        Condition = condition,
        Title = title,
        Why = why,
        Level = Highest(of),
        Techniques = [.. of.SelectMany(finding => finding.Techniques).Distinct().Order(StringComparer.Ordinal)],
        FalsePositives = FalsePositives(condition),
    };

    /// <summary>A rule for each block that is not left alone.</summary>
    public static IEnumerable<AlertRule> Indicators(ContainedCase contained, ImmutableArray<Block> blocks)
    {
        var numbers = new Dictionary<string, int>();
        foreach (var block in blocks.Where(block => block.IsBlocked))
        {
            var (word, condition, title) = Of(block);
            var number = numbers[word] = numbers.GetValueOrDefault(word) + 1;
            yield return Rule(contained.Label, word, number, condition, title, block.Reason, [.. contained.Findings.Where(finding => block.Findings.Contains(finding.Id))]) with { Block = block };
        }
    }

    /// <summary>What the case's own traffic, as the first reading shows it, lets look for beside its zones and addresses.</summary>
    public static IEnumerable<AlertRule> Behaviours(ContainedCase contained, ChannelShape shape, Findings.SiteFacts site)
    {
        if (site.ApprovedServers is { IsEmpty: false } approved)
        {
            yield return Rule(contained.Label, "unapproved", 1, new AsksUnapproved(approved, site.Networks), Sentence.Of("DNS past the approved servers"), Sentence.Of("who asks other servers goes past the logs and the blocks of those that the site approves"), contained.Findings) with { Level = "medium" };
        }
        yield return Rule(contained.Label, "port", 1, new AsksOtherPort(), Sentence.Of("DNS on a port that is not of DNS"), Sentence.Of("who asks on other ports goes past what is blocked on those of DNS"), contained.Findings) with { Level = "medium" };
        if (shape.Texts() is (var mine, var others))
        {
            var bytes = AlertThreshold.Between(mine, others);
            yield return Rule(contained.Label, "text", 1, new LongText(bytes), Sentence.Of($"TXT answer of {bytes} bytes or more"),
                Sentence.Of($"half of the case's TXT answers have at least {mine} bytes, the longest of all others {others}; the threshold is their geometric mean"), contained.Findings) with
            {
                Level = "medium",
                Because = AlertThreshold.IsApart(mine, others) ? null : Sentence.Of($"others' TXT answers are as long: {others} bytes, and {mine} those of the case"),
            };
        }
    }

    static (string Word, AlertCondition Condition, Sentence Title) Of(Block block) => block.Kind switch
    {
        BlockKind.Zone => ("query", new QueryBelow(block.Name), Sentence.Of($"DNS query for {block.Value} or below")),
        BlockKind.NameServer => ("name-server", new AnswerNames(block.Name), Sentence.Of($"DNS answer that names the name server {block.Value}")),
        BlockKind.AnswerAddress => ("answer", new AnswerIs(block.Address), Sentence.Of($"DNS answer that leads to {block.Value}")),
        _ => ("server", new SpeaksTo(block.Address), Sentence.Of($"connection to {block.Value}")),
    };

    static ImmutableArray<string> FalsePositives(AlertCondition condition) => condition switch
    {
        QueryBelow or AnswerIs or AnswerNames or SpeaksTo => ["Whoever looks into the case asks too, analysts and their tools", "The holder may change, once the adversary has given it up"],
        LongText => ["Domain proofs, mail policies and keys in TXT records may become longer than those of the evidence"],
        AsksUnapproved => ["New resolvers that are not in the site file yet", "Devices and applications with resolvers of their own, which the site may want to find all the same"],
        AsksOtherPort => ["Resolvers that were set up on another port on purpose"],
        _ => ["Services that put data into names, as lists of senders, telemetry, content networks and security products do", "Scanners and tests of resolvers"],
    };

    static string Highest(IReadOnlyCollection<ContainedFinding> findings) => Levels.FirstOrDefault(level => findings.Any(finding => finding.Level == level)) ?? "medium";
}
