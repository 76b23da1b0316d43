using Nameward.Engine.Evidence;
using Nameward.Engine.Observations;

namespace Nameward.Bench.Speeds;

/// <summary>What a reader reports of a source, in the order of positions.</summary>
sealed class Reports : IBatchWriter
{
    readonly SortedDictionary<long, Outcome> _outcomes = [];

    /// <summary>What became of the records that begin at one position; of several, the worst.</summary>
    enum Outcome
    {
        Ignored,
        Observed,
        Malformed,
    }

    /// <summary>Rows that were observed.</summary>
    public long Rows { get; private set; }

    /// <summary>Whether anything was malformed.</summary>
    public bool HasMalformed => _outcomes.ContainsValue(Outcome.Malformed);

    /// <summary>Reads a whole source.</summary>
    public static Reports Of(IFormat format, ReadOnlySpan<byte> bytes)
    {
        var reports = new Reports();
        format.Open(Source).Skim(bytes, isLast: true, reports);
        format.Open(Source).Read(bytes, isLast: true, reports);
        return reports;
    }

    /// <summary>A source of which nothing is known but its bytes.</summary>
    public static SourceContext Source { get; } = new(0, TimeZoneInfo.Utc);

    /// <summary>Where the first observed record begins, below which stands what no record is repeated of: the header of a log.</summary>
    public long FirstObserved => _outcomes.First(report => report.Value == Outcome.Observed).Key;

    /// <summary>The records that were observed, each up to the next that was reported; one that is not the end of the source alone.</summary>
    public IEnumerable<Range> Observed(int length) => Ranges(length, outcome => outcome == Outcome.Observed);

    /// <summary>The same of all records that are well-formed.</summary>
    public IEnumerable<Range> WellFormed(int length) => Ranges(length, outcome => outcome != Outcome.Malformed);

    IEnumerable<Range> Ranges(int length, Func<Outcome, bool> isKept)
    {
        long[] starts = [.. _outcomes.Keys, length];
        return _outcomes.Values.Index().Where(outcome => isKept(outcome.Item)).Select(outcome => (int)starts[outcome.Index]..(int)starts[outcome.Index + 1]);
    }

    void IBatchWriter.Message(in DnsMessage row, ReadOnlySpan<byte> rawName, ReadOnlySpan<byte> answers) => Add(row.At.Offset, Outcome.Observed);

    void IBatchWriter.Flow(in Flow row, ReadOnlySpan<byte> rule) => Add(row.At.Offset, Outcome.Observed);

    void IBatchWriter.Ignored(long offset) => Add(offset, Outcome.Ignored);

    void IBatchWriter.Malformed(long offset, string because) => Add(offset, Outcome.Malformed);

    void Add(long offset, Outcome outcome)
    {
        Rows += outcome == Outcome.Observed ? 1 : 0;
        _outcomes[offset] = (Outcome)Math.Max((int)outcome, (int)_outcomes.GetValueOrDefault(offset));
    }
}
