using System.Collections.Immutable;
using System.Text;
using Nameward.Engine.Cases;

namespace Nameward.Engine.Reports.Notices;

/// <summary>What one receiver is told of one triage: the decision, and the findings of which it has not been told yet.</summary>
public sealed record Notice
{
    /// <summary>The triage record. Nothing stands in a notice that this has not.</summary>
    public required TriageDocument Document { get; init; }
    /// <summary>Its id, a UUID: the same however often it is sent, so that a receiver can tell a second copy.</summary>
    public required Guid Id { get; init; }
    /// <summary>When it was made, UTC.</summary>
    public required DateTime At { get; init; }
    /// <summary>The channel that it goes to.</summary>
    public required string Channel { get; init; }
    /// <summary>The findings that it tells, gravest first; none where the decision rests on no finding.</summary>
    public required ImmutableArray<TriageFinding> Findings { get; init; }
    /// <summary>The case that it belongs to; null where there is none.</summary>
    public string? Case { get; init; }
    /// <summary>Whether it only tries the channel.</summary>
    public bool IsTest { get; init; }

    /// <summary>Findings at watch or above that stand in other notices.</summary>
    public int Elsewhere => Ranking.Watched(Document).Length - Findings.Length;

    /// <summary>One event for each finding; one for the decision where there is none.</summary>
    internal ImmutableArray<NoticeEvent> Events => Findings.IsEmpty ? [new(this, null)] : [.. Findings.Select(finding => new NoticeEvent(this, finding))];

    /// <summary>The id of a notice: of what it tells, to whom, and when.</summary>
    public static Guid IdOf(string channel, IEnumerable<string> marks, DateTime at)
    {
        var space = new Guid("6f0f5c3e-5b0a-5c0e-9d4e-6e616d657764");
        return NamedUuid.Of(space, Encoding.UTF8.GetBytes(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{channel}\n{at.Ticks}\n{string.Join('\n', marks)}")));
    }
}
