using System.Collections.Immutable;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Verdicts;

/// <summary>All that the policy decides on.</summary>
/// <param name="Findings">The findings.</param>
/// <param name="Answers">The answer to each question, in order.</param>
public sealed record Facts(ImmutableArray<FindingFact> Findings, ImmutableArray<Answer> Answers)
{
    /// <summary>The changes that change requests were held against, without routine ones and approved ones; none where no change requests were given.</summary>
    public ImmutableArray<ChangeFact> Changes { get; init; } = [];

    /// <summary>The answer to each question if no finding answered it, in order.</summary>
    public ImmutableArray<Answer> Otherwise { get; init; } = Answers;

    /// <summary>The facts with the answers that follow from their findings, where those of <paramref name="before"/> give another.</summary>
    internal Facts AnsweredAnew(Facts before) => this with
    {
        Answers = [.. Answers.Select((answer, question) => By(question) is var after && before.By(question) == after ? answer : after)],
    };

    Answer By(int question) => Answered.By((QuestionId)question, Findings.Where(finding => finding.Speaks((QuestionId)question)).Max(finding => (Level?)finding.Level), Otherwise[question]);
}

/// <summary>What the policy knows of a finding.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Level">How grave it is.</param>
/// <param name="Bits">Bits over the line.</param>
/// <param name="Question">The question that it answers with yes; null where it answers none.</param>
/// <param name="IsProved">Whether the wire of a known tool is proved.</param>
public sealed record FindingFact(string Id, Level Level, Bits Bits, QuestionId? Question, bool IsProved)
{
    /// <summary>Whether it is a misconfiguration that is tied to another finding, or to abuse that was seen.</summary>
    public bool IsTied { get; init; }
    /// <summary>Whether it is an entry of an indicator list that was met.</summary>
    public bool IsListed { get; init; }
    /// <summary>Whether its channel ends at a server that only a resolver asks, and for nothing else: then it answers the question for unauthorised servers, too.</summary>
    public bool ShowsServer { get; init; }
    /// <summary>How grave it would be without the proof of a tool, or without what it is tied to.</summary>
    public Level Otherwise { get; init; } = Level;
    /// <summary>The gravest that its kind of subject can be.</summary>
    public Level Most { get; init; } = Level.Critical;
    /// <summary>The detectors that speak for it.</summary>
    public ImmutableArray<string> Detectors { get; init; } = [];
    /// <summary>The tool that is proved; null for none.</summary>
    public string? Tool { get; init; }
    /// <summary>The families of the signals that speak for it.</summary>
    public ImmutableArray<Family> Families { get; init; } = [];
    /// <summary>Techniques of ATT&amp;CK that it carries.</summary>
    public ImmutableArray<string> Techniques { get; init; } = [];
    /// <summary>How much depends on the affected hosts, in the inventory's words.</summary>
    public ImmutableArray<HostileText> Criticalities { get; init; } = [];
    /// <summary>What the affected hosts are for, in the inventory's words.</summary>
    public ImmutableArray<HostileText> Roles { get; init; } = [];
    /// <summary>Addresses of the affected hosts.</summary>
    public ImmutableArray<Address> Clients { get; init; } = [];
    /// <summary>The zones that it is about.</summary>
    public ImmutableArray<HostileText> Zones { get; init; } = [];

    /// <summary>Whether it is among what answers a question.</summary>
    internal bool Speaks(QuestionId question) => Question == question || (ShowsServer && question == QuestionId.UnauthorizedDnsServers);
}

/// <summary>What the policy knows of a change of configuration.</summary>
/// <param name="Outcome">What the change requests say of it.</param>
/// <param name="TiedTo">The findings at medium or above that share a server, a zone or a host with it.</param>
public sealed record ChangeFact(ChangeOutcome Outcome, ImmutableArray<string> TiedTo);
