using System.Runtime.CompilerServices;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence;

/// <summary>
/// Turns the records of readers into batches for one sink, and counts them. One writer belongs to one thread; it is used again for every segment,
/// so that reading allocates nothing per record.
/// </summary>
public sealed class BatchWriter(IObservationSink sink, RowChoice choice = RowChoice.All) : IBatchWriter, IObservationBatch
{
    const int RowsPerBatch = 128;
    const int FullBuffer = 512 << 10;

    readonly bool _isChoosy = choice == RowChoice.Wanted;
    readonly PublicSuffixes _suffixes = PublicSuffixes.Shipped;
    readonly DnsMessage[] _rows = new DnsMessage[RowsPerBatch];
    readonly Flow[] _flows = new Flow[RowsPerBatch];
    readonly ConfigurationChange[] _changes = new ConfigurationChange[RowsPerBatch];
    readonly HostLease[] _leases = new HostLease[RowsPerBatch];
    // Of messages and of flows.
    readonly ProcessActivity[] _processes = new ProcessActivity[2 * RowsPerBatch];
    ProcessActivity _asker;
    bool _hasAsker;
    int _asked;
    byte[] _bytes = new byte[FullBuffer + (256 << 10)];
    int _count;
    int _flowCount;
    int _changeCount;
    int _leaseCount;
    int _processCount;
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
    public ReadOnlySpan<ConfigurationChange> Changes => _changes.AsSpan(0, _changeCount);

    /// <inheritdoc/>
    public ReadOnlySpan<HostLease> Leases => _leases.AsSpan(0, _leaseCount);

    /// <inheritdoc/>
    public ReadOnlySpan<ProcessActivity> Processes => _processes.AsSpan(0, _processCount);

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
        Room(rawName.Length * 2 + answers.Length);
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
        if (_hasAsker)
        {
            KeepAsker(kept);
        }
        Count(kept);
    }

    void KeepAsker(in DnsMessage message)
    {
        _hasAsker = false;
        _processes[_processCount++] = _asker with
        {
            At = message.At,
            Time = message.Time,
            Client = message.Client.Address,
            Name = message.Name,
            NameHash = message.NameHash,
            ZoneHash = message.ZoneHash,
            ZoneStart = message.ZoneStart,
        };
    }

    /// <summary>
    /// The place of the next row, for a reader that fills it there and its bytes behind <see cref="Used"/>: every member is to be set but the source. What stood
    /// there before is undefined. <see cref="Add"/> makes it a row.
    /// </summary>
    internal ref DnsMessage Next => ref _rows[_count];

    /// <summary>Where in the buffer of the batch the bytes of the next row begin.</summary>
    internal int Used => _used;

    /// <summary>Room for bytes of the next row; what stood there before is undefined.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Span<byte> Room(int bytes)
    {
        if (_used + bytes > _bytes.Length)
        {
            Reserve(bytes);
        }
        return _bytes.AsSpan(_used, bytes);
    }

    /// <summary>Makes a row of what a reader has written into <see cref="Next"/>, which is <see cref="Wants">wanted</see>, and the bytes of its buffer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Add(long offset, int bytes)
    {
        ref var row = ref _rows[_count];
        row.At = new(_source, offset);
        _used += bytes;
        Count(row);
    }

    /// <summary>Cuts the name that a reader has written, whose labels start at <paramref name="starts"/>, into prefix and zone.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void SetZone(ref DnsMessage row, ReadOnlySpan<byte> starts)
    {
        var cut = _suffixes.CutAt(Bytes(row.Name), starts);
        row.NameHash = cut.Name;
        row.ZoneStart = (byte)cut.Start;
        row.ZoneHash = cut.Hash;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void Count(in DnsMessage row)
    {
        _count++;
        LastPosition = row.At.Offset;
        Counts.Observe(row);
        if (_count == RowsPerBatch || _used > FullBuffer)
        {
            Flush();
        }
    }

    /// <inheritdoc/>
    public void Flow(in Flow row, ReadOnlySpan<byte> rule)
    {
        Room(rule.Length);
        _flows[_flowCount++] = row with { At = new(_source, row.At.Offset), Rule = rule.IsEmpty ? default : Keep(rule) };
        if (_hasAsker)
        {
            _hasAsker = false;
            _processes[_processCount++] = _asker with { At = new(_source, row.At.Offset), Time = row.Time, Client = row.Client.Address, Server = row.Server.Address };
        }
        CountFlow(row);
    }

    /// <inheritdoc/>
    public void Datagram(in Flow row, ReadOnlySpan<byte> payload)
    {
        if (!Wants(row.Client.Address, row.Server.Address))
        {
            Ignored(row.At.Offset);
            return;
        }
        Room(payload.Length);
        _flows[_flowCount++] = row with { At = new(_source, row.At.Offset), Datagram = Keep(payload) };
        CountFlow(row);
    }

    void CountFlow(in Flow row)
    {
        LastPosition = row.At.Offset;
        Counts.Observe(row);
        FlushIfFull(_flowCount);
    }

    void FlushIfFull(int rows)
    {
        if (rows == RowsPerBatch || _used > FullBuffer)
        {
            Flush();
        }
    }

    /// <inheritdoc/>
    public void Change(in ConfigurationChange row, in ConfigurationTexts texts)
    {
        Room(texts.Length);
        _changes[_changeCount++] = row with
        {
            At = new(_source, row.At.Offset),
            Host = Keep(texts.Host),
            Actor = Keep(texts.Actor),
            Object = Keep(texts.Object),
            Property = Keep(texts.Property),
            Old = Keep(texts.Old),
            New = Keep(texts.New),
        };
        LastPosition = row.At.Offset;
        Counts.Observe(row);
        FlushIfFull(_changeCount);
    }

    /// <inheritdoc/>
    public void Lease(in HostLease row, ReadOnlySpan<byte> host, ReadOnlySpan<byte> hardware)
    {
        Room(host.Length + hardware.Length);
        _leases[_leaseCount++] = row with { At = new(_source, row.At.Offset), Host = Keep(host), Hardware = Keep(hardware) };
        LastPosition = row.At.Offset;
        Counts.Observe(row);
        FlushIfFull(_leaseCount);
    }

    /// <inheritdoc/>
    public void AskedBy(in Asker asker)
    {
        DropAsker();
        Room(asker.Length);
        _asked = _used;
        _asker = new() { Host = Keep(asker.Host), User = Keep(asker.User), Process = Keep(asker.Process), ProcessId = asker.ProcessId };
        _hasAsker = asker.Length > 0;
    }

    /// <summary>Gives back the room of one whose message did not come: of many such ones the buffer would grow.</summary>
    void DropAsker()
    {
        _used = _hasAsker ? _asked : _used;
        _hasAsker = false;
    }

    /// <inheritdoc/>
    public void Ignored(long offset)
    {
        LastPosition = offset;
        DropAsker();
        Counts.Ignored++;
    }

    /// <inheritdoc/>
    public void Malformed(long offset, string because)
    {
        LastPosition = offset;
        DropAsker();
        Counts.AddMalformed(offset, because);
    }

    /// <summary>Hands over the rows gathered so far. A sink that throws is not given the same rows twice.</summary>
    public void Flush()
    {
        try
        {
            if (_count + _flowCount + _changeCount + _leaseCount > 0)
            {
                sink.Take(this);
            }
        }
        finally
        {
            _count = 0;
            _flowCount = 0;
            _changeCount = 0;
            _leaseCount = 0;
            _processCount = 0;
            _hasAsker = false;
            _used = 0;
        }
    }

    void Reserve(int bytes) => Array.Resize(ref _bytes, Math.Max(_used + bytes, _bytes.Length * 2));

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
