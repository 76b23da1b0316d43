using System.Collections.Immutable;
using Nameward.Engine.Cases;
using Nameward.Engine.Cases.Reviewing;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Reports.Review;

/// <summary>Gathers what each source shows of the findings of a record, while the evidence is read.</summary>
/// <param name="findings">The findings.</param>
public sealed class ReviewShares(ImmutableArray<TriageFinding> findings)
{
    readonly ImmutableArray<SharedSubject> _subjects = RecordedTriage.Subjects(findings);
    readonly List<ShareSink> _sinks = [];

    /// <summary>Ids of the findings that name neither a zone nor the address of a server: no source can be searched for them.</summary>
    public ImmutableArray<string> Unsearched => [.. _subjects.Where(subject => subject.Zones.IsEmpty && subject.Server is null).Select(subject => subject.Id)];

    /// <summary>A sink for one thread.</summary>
    public IObservationSink Sink()
    {
        lock (_sinks)
        {
            _sinks.Add(new(_subjects));
            return _sinks[^1];
        }
    }

    /// <summary>What was gathered.</summary>
    /// <param name="evidence">The sources, in order.</param>
    public ImmutableArray<SourceShare> Of(ImmutableArray<TriageEvidence> evidence)
    {
        var all = new ShareSink(_subjects);
        _sinks.ForEach(all.Merge);
        return all.Shares(evidence);
    }
}
