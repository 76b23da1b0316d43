using System.Collections.Immutable;
using Nameward.Engine.Findings;
using Nameward.Engine.Transcripts.Decoders;
using Nameward.Engine.Verdicts;

namespace Nameward.Engine.Cases;

/// <summary>The words that a policy is written in: those of the triage document, each with what it stands for.</summary>
public static class PolicyWords
{
    /// <summary>How grave a finding is.</summary>
    public static ImmutableDictionary<string, Level> Levels { get; } = All<Level>(Words.Of);

    /// <summary>The four questions.</summary>
    public static ImmutableDictionary<string, QuestionId> Questions { get; } = All<QuestionId>(Words.Of);

    /// <summary>Their answers.</summary>
    public static ImmutableDictionary<string, Answer> Answers { get; } = All<Answer>(Words.Of);

    /// <summary>Families of signals.</summary>
    public static ImmutableDictionary<string, Family> Families { get; } = All<Family>(Words.Of);

    /// <summary>What change requests say of a change.</summary>
    public static ImmutableDictionary<string, ChangeOutcome> Outcomes { get; } = All<ChangeOutcome>(Words.Of);

    /// <summary>What is decided.</summary>
    public static ImmutableDictionary<string, Decision> Decisions { get; } = All<Decision>(Words.Of);

    /// <summary>Ids of detectors.</summary>
    public static ImmutableDictionary<string, string> Detectors { get; } = Ids(DetectorList.All.Select(detector => detector.Id));

    /// <summary>Ids of tools whose wire can be proved.</summary>
    public static ImmutableDictionary<string, string> Tools { get; } = Ids(DecoderList.All.Select(decoder => decoder.Info.Id));

    /// <summary>Techniques of ATT&amp;CK that findings carry.</summary>
    public static ImmutableDictionary<string, string> Techniques { get; } = Ids(DetectorList.All.SelectMany(detector => detector.Techniques).Concat(FindingKind.OfServers));

    static ImmutableDictionary<string, T> All<T>(Func<T, string> word) where T : struct, Enum => Enum.GetValues<T>().ToImmutableDictionary(word);

    static ImmutableDictionary<string, string> Ids(IEnumerable<string> ids) => ids.Distinct().ToImmutableDictionary(id => id);
}
