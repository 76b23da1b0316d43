using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases.Verifying;

/// <summary>Whether what was contained stopped, as later evidence shows it (schema <c>nameward/verify/1</c>).</summary>
public sealed record VerifyDocument
{
    /// <summary>The schema's name.</summary>
    public const string SchemaName = "nameward/verify/1";

    /// <summary>This run of the program.</summary>
    public required TriageRun Run { get; init; }
    /// <summary>What the case is called.</summary>
    public required string Case { get; init; }
    /// <summary>From when on it is looked at, UTC.</summary>
    public required DateTime Since { get; init; }
    /// <summary>Every source, in order.</summary>
    public required ImmutableArray<TriageEvidence> Evidence { get; init; }
    /// <summary>What was looked at, in the order of the runbook.</summary>
    public required ImmutableArray<VerifyItem> Items { get; init; }

    /// <summary>Reads later evidence.</summary>
    /// <param name="request">What is to be verified.</param>
    /// <param name="triage">Triages the evidence, while sinks of ours see it too.</param>
    internal static VerifyDocument Read(VerifyRequest request, Func<Func<IObservationSink>, TriageDocument> triage)
    {
        var sinks = new List<StopSink>();
        var later = triage(() =>
        {
            lock (sinks)
            {
                sinks.Add(new(request));
                return sinks[^1];
            }
        });
        var all = new StopSink(request);
        sinks.ForEach(all.Merge);
        return new VerifyBuilder(request, later, all).Build();
    }

    /// <summary>What all of it comes to: contradicted where one item is, proven where all are.</summary>
    public VerifyOutcome Outcome => Items.Any(item => item.Outcome == VerifyOutcome.Contradicted) ? VerifyOutcome.Contradicted
        : Items.Length > 0 && Items.All(item => item.Outcome == VerifyOutcome.Proven) ? VerifyOutcome.Proven : VerifyOutcome.NotProven;
}

/// <summary>One thing that was to be verified.</summary>
/// <param name="Id">"silent", "no-move" or "configuration", never renamed.</param>
/// <param name="Asks">What is asked.</param>
/// <param name="Outcome">What later evidence says to it.</param>
/// <param name="Because">Why, and what is still to be done.</param>
public sealed record VerifyItem(string Id, Sentence Asks, VerifyOutcome Outcome, ImmutableArray<Sentence> Because);

/// <summary>What later evidence says.</summary>
public enum VerifyOutcome
{
    /// <summary>It shows that it is so.</summary>
    Proven,
    /// <summary>It does not show enough.</summary>
    NotProven,
    /// <summary>It shows that it is not so.</summary>
    Contradicted,
}
