using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence;

/// <summary>
/// Turns the records of readers into batches for one sink, and counts them. One writer belongs to one thread; it is used again for every segment,
/// so that reading allocates nothing per record.
/// </summary>
public sealed class BatchWriter(IObservationSink sink, RowChoice choice = RowChoice.All) : IBatchWriter, IObservationBatch
{
    const int RowsPerBatch = 512;
    const int FullBuffer = 512 << 10;

    readonly bool _isChoosy = choice == RowChoice.Wanted;
    readonly PublicSuffixes _suffixes = PublicSuffixes.Shipped;
    readonly DnsMessage[] _rows = new DnsMessage[RowsPerBatch];
    readonly Flow[] _flows = new Flow[RowsPerBatch];
    byte[] _bytes = new byte[FullBuffer + (256 << 10)];
    int _count;
    int _flowCount;
    int _used;
    int _source;

    /// <summary>What was counted since <see cref="Begin"/>.</summary>
    public RecordCounts Counts { get; private set; } = new();

    /// <inheritdoc/>
    public SegmentId Segment { get; private set; }

    /// <inheritdoc/>
    public byte Format { get; private set; }

    /// <summary>Position of the record reported last; 0 where none was reported since <see cref="Begin"/>.</summary>
    public long LastPosition { get; private set; }

    /// <inheritdoc/>
    public ReadOnlySpan<DnsMessage> Messages => _rows.AsSpan(0, _count);

    /// <inheritdoc/>
    public ReadOnlySpan<Flow> Flows => _flows.AsSpan(0, _flowCount);

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Bytes(Slice slice) => _bytes.AsSpan(slice.Start, slice.Length);

    /// <summary>Starts a segment with fresh counts.</summary>
    public void Begin(SegmentId segment, byte format)
    {
        Segment = segment;
        Format = format;
        _source = segment.Source;
        LastPosition = 0;
        Counts = new();
    }

    /// <inheritdoc/>
    public bool Wants(Address client, Address server) => !_isChoosy || sink.Wants(client, server);

    /// <inheritdoc/>
    public void Message(in DnsMessage row, ReadOnlySpan<byte> rawName, ReadOnlySpan<byte> answers)
    {
        if (!Wants(row.Client.Address, row.Server.Address))
        {
            Ignored(row.At.Offset);
            return;
        }
        Reserve(rawName.Length * 2 + answers.Length);
        // Filled in its place: a row is large to be copied about.
        ref var kept = ref _rows[_count];
        kept = row;
        kept.At = new(_source, row.At.Offset);
        kept.RawName = Keep(rawName);
        kept.Name = Canonical(kept.RawName);
        var cut = _suffixes.Cut(Bytes(kept.Name));
        kept.NameHash = cut.Name;
        kept.ZoneStart = (byte)cut.Start;
        kept.ZoneHash = cut.Hash;
        kept.Answers = Keep(answers);
        _count++;
        LastPosition = row.At.Offset;
        Counts.Observe(row);
        if (_count == RowsPerBatch || _used > FullBuffer)
        {
            Flush();
        }
    }

    /// <inheritdoc/>
    public void Flow(in Flow row)
    {
        _flows[_flowCount++] = row with { At = new(_source, row.At.Offset) };
        LastPosition = row.At.Offset;
        Counts.Observe(row);
        if (_flowCount == RowsPerBatch)
        {
            Flush();
        }
    }

    /// <inheritdoc/>
    public void Ignored(long offset)
    {
        LastPosition = offset;
        Counts.Ignored++;
    }

    /// <inheritdoc/>
    public void Malformed(long offset, string because)
    {
        LastPosition = offset;
        Counts.AddMalformed(offset, because);
    }

    /// <summary>Hands over the rows gathered so far. A sink that throws is not given the same rows twice.</summary>
    public void Flush()
    {
        try
        {
            if (_count > 0 || _flowCount > 0)
            {
                sink.Take(this);
            }
        }
        finally
        {
            _count = 0;
            _flowCount = 0;
            _used = 0;
        }
    }

    void Reserve(int bytes)
    {
        if (_used + bytes > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_used + bytes, _bytes.Length * 2));
        }
    }

    Slice Keep(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_bytes.AsSpan(_used));
        var slice = new Slice(_used, bytes.Length);
        _used += bytes.Length;
        return slice;
    }

    Slice Canonical(Slice raw)
    {
        var bytes = Bytes(raw);
        if (!bytes.ContainsAnyInRange((byte)'A', (byte)'Z'))
        {
            return raw;
        }
        WireName.ToCanonical(bytes, _bytes.AsSpan(_used));
        var slice = new Slice(_used, raw.Length);
        _used += raw.Length;
        return slice;
    }
}
