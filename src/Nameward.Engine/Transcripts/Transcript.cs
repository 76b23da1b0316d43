using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Transcripts;

/// <summary>
/// What one suspect said and heard, read again from the evidence: its messages up to a cap, and counts of all of them. It is a batch of
/// observations itself, so that whatever reads batches can read it.
/// </summary>
public sealed class Transcript(Suspect suspect, int most = Transcript.MostMessages) : IObservationBatch
{
    /// <summary>Messages kept of a suspect; those beyond are only counted.</summary>
    public const int MostMessages = 20_000;

    const int MostOfAll = 1 << 20, MostBytes = 1 << 30;

    const int MostNames = 1 << 20;

    readonly List<DnsMessage> _messages = [];
    readonly List<Flow> _flows = [];
    readonly HashSet<ulong> _names = [];
    readonly SortedDictionary<long, TranscriptSecond> _seconds = [];
    readonly Dictionary<int, long> _queriesByLane = [];
    readonly bool[] _symbols = new bool[256];
    byte[] _bytes = new byte[4096];
    int _used;
    DnsMessage[]? _sorted;
    Flow[]? _sortedFlows;

    /// <summary>Whose transcript it is.</summary>
    public Suspect Suspect { get; } = suspect;

    /// <inheritdoc/>
    public SegmentId Segment { get; private set; }

    /// <inheritdoc/>
    public byte Format { get; private set; }

    /// <inheritdoc/>
    public ReadOnlySpan<Flow> Flows => _sortedFlows ??= [.. _flows.OrderBy(flow => flow.Time).ThenBy(flow => flow.At)];

    /// <inheritdoc/>
    public ReadOnlySpan<ConfigurationChange> Changes => [];

    /// <inheritdoc/>
    public ReadOnlySpan<HostLease> Leases => [];

    /// <inheritdoc/>
    public ReadOnlySpan<ProcessActivity> Processes => [];

    /// <summary>The messages kept, in the order of time.</summary>
    public ReadOnlySpan<DnsMessage> Messages => _sorted ??= [.. _messages.OrderBy(message => message.Time).ThenBy(message => message.At)];

    /// <summary>All messages of the suspect, those that were not kept too.</summary>
    public long Count { get; private set; }

    /// <summary>All flows of the suspect, those that were not kept too.</summary>
    public long FlowCount { get; private set; }

    /// <summary>Queries of the lane that shows most of them.</summary>
    public long Queries => _queriesByLane.Count > 0 ? _queriesByLane.Values.Max() : 0;

    /// <summary>First message with a time, UTC; null where none carries one.</summary>
    public DateTime? First { get; private set; }

    /// <summary>Last message with a time, UTC.</summary>
    public DateTime? Last { get; private set; }

    /// <summary>Bytes of distinct names before the zone, dots left out: what the labels held.</summary>
    public long LabelBytes { get; private set; }

    /// <summary>Distinct byte values in these labels, case kept.</summary>
    public int Symbols => _symbols.Count(seen => seen);

    /// <summary>Bytes of record data in all responses kept: addresses, texts, targets.</summary>
    public long AnswerBytes { get; private set; }

    /// <summary>Whether any of the evidence shows the records of responses.</summary>
    public bool ShowsAnswers { get; private set; }

    /// <summary>What happened in each second with a message, by Unix time.</summary>
    public IReadOnlyDictionary<long, TranscriptSecond> Seconds => _seconds;

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Bytes(Slice slice) => _bytes.AsSpan(slice.Start, slice.Length);

    /// <summary>Messages that each of some transcripts may keep where all are wanted whole: a million together, some 400 bytes each.</summary>
    public static int ShareOf(int transcripts) => Math.Max(MostMessages, MostOfAll / Math.Max(1, transcripts));

    /// <summary>Takes in a message of a batch.</summary>
    public void Add(in DnsMessage message, IObservationBatch batch)
    {
        Count++;
        Format = batch.Format;
        Segment = batch.Segment;
        var isQuery = (message.Sides & Sides.Query) != 0;
        if (isQuery)
        {
            var lane = batch.Format << 2 | (int)message.Leg;
            _queriesByLane[lane] = _queriesByLane.GetValueOrDefault(lane) + 1;
        }
        ShowsAnswers |= message.ShowsAnswers;
        var fresh = AddName(batch.Bytes(message.RawName), message.NameHash);
        AddTime(message.Time, isQuery, fresh);
        if (_messages.Count < most && _used < MostBytes)
        {
            Keep(message, batch);
        }
    }

    /// <summary>Takes in a flow of a batch; its time is that of its begin, and it shows no name.</summary>
    public void Add(in Flow flow, IObservationBatch batch)
    {
        FlowCount++;
        Format = batch.Format;
        Segment = batch.Segment;
        if (flow.ShowsClient)
        {
            // Behind the lanes of messages.
            var lane = -1 - batch.Format;
            _queriesByLane[lane] = _queriesByLane.GetValueOrDefault(lane) + 1;
        }
        AddTime(flow.Time, flow.ShowsClient, freshBytes: 0);
        if (_flows.Count < most && _used < MostBytes)
        {
            _flows.Add(flow with { Rule = Copy(batch.Bytes(flow.Rule)), Datagram = Copy(batch.Bytes(flow.Datagram)) });
        }
    }

    /// <summary>The flows that show best what goes on: the first few, and the last; those beside messages say no more than these, but for datagrams of a tunnel.</summary>
    public ImmutableArray<Flow> FlowExamples(int count)
    {
        var flows = Flows;
        return Count > 0 && (flows.IsEmpty || flows[0].Datagram.Length == 0) ? [] : flows.Length <= count ? [.. flows] : [.. flows[..(count - 1)], flows[^1]];
    }

    /// <summary>Whether nearly all of it was in seconds in which the other had messages too, or next to them.</summary>
    public bool IsDuring(Transcript other)
    {
        const double NearlyAll = 0.8;
        var during = _seconds.Keys.Count(second => other._seconds.ContainsKey(second) || other._seconds.ContainsKey(second - 1) || other._seconds.ContainsKey(second + 1));
        return _seconds.Count > 0 && during >= NearlyAll * _seconds.Count;
    }

    /// <summary>Positions of the messages that show best what goes on: the first few, and the last.</summary>
    public ImmutableArray<DnsMessage> Examples(int count)
    {
        var messages = Messages;
        return messages.Length <= count ? [.. messages] : [.. messages[..(count - 1)], messages[^1]];
    }

    int AddName(ReadOnlySpan<byte> rawName, ulong hash)
    {
        if (_names.Count >= MostNames || !_names.Add(hash))
        {
            return 0;
        }
        var zone = 0;
        foreach (var candidate in Suspect.Zones)
        {
            zone = candidate.Length <= rawName.Length ? Math.Max(zone, candidate.Length) : zone;
        }
        var bytes = 0;
        for (var at = 0; at < rawName.Length - zone; at += rawName[at] + 1)
        {
            foreach (var symbol in rawName.Slice(at + 1, rawName[at]))
            {
                _symbols[symbol] = true;
            }
            bytes += rawName[at];
        }
        LabelBytes += bytes;
        return bytes;
    }

    void AddTime(DateTime time, bool isQuery, int freshBytes)
    {
        if (time == DateTime.MinValue)
        {
            return;
        }
        First = First is null || time < First ? time : First;
        Last = Last is null || time > Last ? time : Last;
        var second = (time - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerSecond;
        var before = _seconds.GetValueOrDefault(second);
        _seconds[second] = new(before.Queries + (isQuery ? 1 : 0), before.FreshBytes + freshBytes);
    }

    void Keep(in DnsMessage message, IObservationBatch batch)
    {
        _messages.Add(message with
        {
            RawName = Copy(batch.Bytes(message.RawName)),
            Name = Copy(batch.Bytes(message.Name)),
            Answers = Copy(batch.Bytes(message.Answers)),
        });
        foreach (var record in new ResourceRecords(batch.Bytes(message.Answers)))
        {
            AnswerBytes += record.Section == Section.Answer ? record.Data.Length : 0;
        }
    }

    Slice Copy(ReadOnlySpan<byte> bytes)
    {
        if (_used + bytes.Length > _bytes.Length)
        {
            Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, Math.Max(_used + bytes.Length, _bytes.Length * 2L)));
        }
        bytes.CopyTo(_bytes.AsSpan(_used));
        var slice = new Slice(_used, bytes.Length);
        _used += bytes.Length;
        return slice;
    }
}

/// <summary>What happened in one second: queries, and bytes of labels that were new.</summary>
public readonly record struct TranscriptSecond(long Queries, long FreshBytes);
