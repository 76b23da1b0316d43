using System.Collections.Immutable;
using Nameward.Engine.Cases;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evaluation;

/// <summary>One labelled session: all lines of a file that name the same clients and the same subject.</summary>
public sealed class TruthSession
{
    /// <summary>Payload below which a session is reported apart, in bytes: little shows, and a watch counts as found.</summary>
    public const long SmallBytes = 1000;

    readonly ImmutableHashSet<HostileText> _clients;

    /// <summary>The session that these lines tell of.</summary>
    /// <param name="lines">Lines of one file with the same clients and the same subject, at least one; a line that stands there twice counts once.</param>
    public TruthSession(IEnumerable<TruthLine> lines)
    {
        var parts = lines.DistinctBy(line => (string.Join('+', line.Labels), line.Tool, line.Start, line.End, line.PayloadBytes)).ToList();
        Clients = [.. parts[0].Clients.Select(client => HostileText.Address(client))];
        _clients = [.. Clients];
        Subject = parts[0].Subject;
        Labels = [.. parts.SelectMany(line => line.Labels).Distinct().Order(StringComparer.Ordinal)];
        Tool = parts.Select(line => line.Tool).FirstOrDefault(tool => tool is not null);
        Start = parts.TrueForAll(line => line.Start is not null) ? parts.Min(line => line.Start) : null;
        End = parts.TrueForAll(line => line.End is not null) ? parts.Max(line => line.End) : null;
        PayloadBytes = parts.TrueForAll(line => line.PayloadBytes is not null) ? parts.Sum(line => line.PayloadBytes) : null;
        IsPartial = parts.TrueForAll(line => line.IsPartial);
    }

    /// <summary>Clients concerned, any of which is the true one; empty where any client of the file may be.</summary>
    public ImmutableArray<HostileText> Clients { get; }
    /// <summary>What it speaks through.</summary>
    public TruthSubject Subject { get; }
    /// <summary>What it is.</summary>
    public ImmutableArray<string> Labels { get; }
    /// <summary>The labels, divided by "+".</summary>
    public string Label => string.Join('+', Labels);
    /// <summary>Id of the tool; "unknown" for one without a name, null where the table says nothing.</summary>
    public string? Tool { get; }
    /// <summary>When it began, UTC; null where that is not known.</summary>
    public DateTime? Start { get; }
    /// <summary>When it ended, UTC; null where that is not known.</summary>
    public DateTime? End { get; }
    /// <summary>Application bytes carried, both ways; null where that is not known.</summary>
    public long? PayloadBytes { get; }
    /// <summary>Whether it came to nothing, or only an edge of it is in the file.</summary>
    public bool IsPartial { get; }

    /// <summary>Whether it is a server that answers falsely or has no business there: it carries no payload.</summary>
    public bool IsOfServer => Labels.Contains(TruthLabels.RogueResolver) || Labels.Contains(TruthLabels.AlteredAnswers);

    /// <summary>Bytes a second over the whole session; null where that is not known and for servers.</summary>
    public double? Rate => !IsOfServer && PayloadBytes is { } bytes && (End - Start)?.TotalSeconds is > 0 and var seconds ? bytes / seconds : null;

    /// <summary>What may be asked of the program.</summary>
    public Expectation Expectation =>
        IsPartial || Subject.IsAny || Clients.IsEmpty ? Expectation.MayBeMissed
        : !IsOfServer && !IsBeacon && PayloadBytes < SmallBytes ? Expectation.Small
        : Expectation.Required;

    /// <summary>Whether a watch is enough.</summary>
    public bool IsFoundByWatch => IsBeacon || Expectation == Expectation.Small;

    bool IsBeacon => Labels is [TruthLabels.Beacon];

    /// <summary>Whether a finding tells of this session: it names a true client, and its subject.</summary>
    public bool IsToldBy(TriageFinding finding) => Subject.IsOf(finding.Subject) && Concerns(finding);

    /// <summary>Whether a finding names a true client.</summary>
    public bool Concerns(TriageFinding finding) => _clients.IsEmpty || finding.Affected.Any(affected => _clients.Contains(affected.Client));
}
