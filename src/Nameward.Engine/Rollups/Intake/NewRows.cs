using System.Runtime.InteropServices;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups.Intake;

/// <summary>The rows of a batch that are new, each at its place in the store's own list of sources.</summary>
sealed class NewRows : IObservationBatch
{
    /// <summary>Sources that segments tell apart; of more, some share a number.</summary>
    const int MostSources = ushort.MaxValue;

    readonly List<DnsMessage> _messages = [];
    readonly List<Flow> _flows = [];
    readonly List<ConfigurationChange> _changes = [];
    readonly List<HostLease> _leases = [];
    readonly List<ProcessActivity> _processes = [];
    IObservationBatch? _from;
    int _source;

    /// <inheritdoc/>
    public SegmentId Segment => new(_source % MostSources, 0);
    /// <inheritdoc/>
    public byte Format => _from!.Format;
    /// <inheritdoc/>
    public ReadOnlySpan<DnsMessage> Messages => CollectionsMarshal.AsSpan(_messages);
    /// <inheritdoc/>
    public ReadOnlySpan<Flow> Flows => CollectionsMarshal.AsSpan(_flows);
    /// <inheritdoc/>
    public ReadOnlySpan<ConfigurationChange> Changes => CollectionsMarshal.AsSpan(_changes);
    /// <inheritdoc/>
    public ReadOnlySpan<HostLease> Leases => CollectionsMarshal.AsSpan(_leases);
    /// <inheritdoc/>
    public ReadOnlySpan<ProcessActivity> Processes => CollectionsMarshal.AsSpan(_processes);

    /// <summary>How many rows there are.</summary>
    public int Count => _messages.Count + _flows.Count + _changes.Count + _leases.Count + _processes.Count;

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Bytes(Slice slice) => _from!.Bytes(slice);

    /// <summary>Begins anew with a batch of a source.</summary>
    public void Begin(IObservationBatch batch, int source)
    {
        (_from, _source) = (batch, source);
        _messages.Clear();
        _flows.Clear();
        _changes.Clear();
        _leases.Clear();
        _processes.Clear();
    }

    /// <summary>Adds a row.</summary>
    public void Add(in DnsMessage row) => _messages.Add(row with { At = Here(row.At) });

    /// <summary>Adds a row.</summary>
    public void Add(in Flow row) => _flows.Add(row with { At = Here(row.At) });

    /// <summary>Adds a row.</summary>
    public void Add(in ConfigurationChange row) => _changes.Add(row with { At = Here(row.At) });

    /// <summary>Adds a row.</summary>
    public void Add(in HostLease row) => _leases.Add(row with { At = Here(row.At) });

    /// <summary>Adds a row.</summary>
    public void Add(in ProcessActivity row) => _processes.Add(row with { At = Here(row.At) });

    SourcePosition Here(SourcePosition at) => at with { Source = _source };
}
