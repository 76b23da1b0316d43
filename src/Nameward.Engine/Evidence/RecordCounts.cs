using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence;

/// <summary>The counts of one segment or, added up, of one source. Addition is free of order but for the samples, which are the lowest positions.</summary>
public sealed class RecordCounts
{
    const int MostSamples = 5;

    readonly Dictionary<string, long> _reasons = new(StringComparer.Ordinal);
    readonly List<MalformedSample> _samples = [];

    /// <summary>Records that gave an observation.</summary>
    public long Observed { get; private set; }
    /// <summary>Records of no concern.</summary>
    public long Ignored { get; set; }
    /// <summary>Records that could not be read.</summary>
    public long Malformed { get; private set; }
    /// <summary>Queries and responses among the observed, each counted.</summary>
    public long DnsMessages { get; private set; }
    /// <summary>Flows among the observed.</summary>
    public long Flows { get; private set; }
    /// <summary>Statements about configuration among the observed.</summary>
    public long Changes { get; private set; }
    /// <summary>Earliest event time; <see cref="DateTime.MaxValue"/> where none was read.</summary>
    public DateTime From { get; private set; } = DateTime.MaxValue;
    /// <summary>Latest event time; <see cref="DateTime.MinValue"/> where none was read.</summary>
    public DateTime To { get; private set; } = DateTime.MinValue;
    /// <summary>All three together.</summary>
    public long Records => Observed + Ignored + Malformed;
    /// <summary>Reasons for malformed records, most often first, then by text.</summary>
    public IEnumerable<MalformedReason> Reasons =>
        _reasons.OrderByDescending(reason => reason.Value).ThenBy(reason => reason.Key, StringComparer.Ordinal).Select(reason => new MalformedReason(reason.Key, reason.Value));
    /// <summary>The first few malformed records.</summary>
    public IEnumerable<MalformedSample> Samples => _samples;

    /// <summary>Counts one observed record.</summary>
    public void Observe(in DnsMessage row)
    {
        Observed++;
        DnsMessages += row.Sides == (Sides.Query | Sides.Response) ? 2 : 1;
        See(row.Time, row.Time);
    }

    /// <summary>Counts one observed flow.</summary>
    public void Observe(in Flow row)
    {
        Observed++;
        Flows++;
        See(row.Time, row.Time + row.Duration);
    }

    /// <summary>Counts one statement about configuration, and its record where that is a new one.</summary>
    public void Observe(in ConfigurationChange row)
    {
        Observed += row.Continues ? 0 : 1;
        Changes++;
        See(row.Time, row.Time);
    }

    /// <summary>Counts the record of a lease, where that is a new one. When a lease will end tells nothing of when the evidence does.</summary>
    public void Observe(in HostLease row)
    {
        Observed += row.Continues ? 0 : 1;
        See(row.From, row.From);
    }

    void See(DateTime first, DateTime last)
    {
        if (first != DateTime.MinValue)
        {
            From = first < From ? first : From;
            To = last > To ? last : To;
        }
    }

    /// <summary>Counts one record that could not be read.</summary>
    public void AddMalformed(long position, string because, long count = 1)
    {
        Malformed += count;
        _reasons[because] = _reasons.GetValueOrDefault(because) + count;
        // What needs order is told late, so positions need not rise.
        if (_samples.Count < MostSamples || IsBefore(position, because, _samples[^1]))
        {
            AddSample(new(position, because));
        }
    }

    static bool IsBefore(long position, string because, MalformedSample sample) =>
        position < sample.Position || (position == sample.Position && string.CompareOrdinal(because, sample.Reason) < 0);

    void AddSample(MalformedSample sample)
    {
        var place = _samples.FindIndex(other => InOrder(sample, other) < 0);
        _samples.Insert(place < 0 ? _samples.Count : place, sample);
        if (_samples.Count > MostSamples)
        {
            _samples.RemoveAt(MostSamples);
        }
    }

    static int InOrder(MalformedSample a, MalformedSample b) =>
        a.Position != b.Position ? a.Position.CompareTo(b.Position) : string.CompareOrdinal(a.Reason, b.Reason);

    /// <summary>Adds the counts of another segment.</summary>
    public void Add(RecordCounts other)
    {
        Observed += other.Observed;
        Ignored += other.Ignored;
        Malformed += other.Malformed;
        DnsMessages += other.DnsMessages;
        Flows += other.Flows;
        Changes += other.Changes;
        From = other.From < From ? other.From : From;
        To = other.To > To ? other.To : To;
        foreach (var (reason, count) in other._reasons)
        {
            _reasons[reason] = _reasons.GetValueOrDefault(reason) + count;
        }
        _samples.AddRange(other._samples);
        _samples.Sort(InOrder);
        if (_samples.Count > MostSamples)
        {
            _samples.RemoveRange(MostSamples, _samples.Count - MostSamples);
        }
    }
}
