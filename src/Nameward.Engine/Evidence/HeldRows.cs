using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence;

/// <summary>Keeps copies of the batches that another sink wants, until it is their turn.</summary>
sealed class HeldRows(IObservationSink sink) : IObservationSink
{
    List<IObservationBatch> _batches = [];

    /// <inheritdoc/>
    public bool Wants(Address client, Address server) => sink.Wants(client, server);

    /// <inheritdoc/>
    public void Take(IObservationBatch batch) => _batches.Add(new Copy(batch));

    /// <summary>What was kept; nothing is, afterwards.</summary>
    public List<IObservationBatch> Release()
    {
        var batches = _batches;
        _batches = [];
        return batches;
    }

    /// <summary>A batch of its own.</summary>
    sealed class Copy : IObservationBatch
    {
        readonly DnsMessage[] _messages;
        readonly Flow[] _flows;
        readonly ConfigurationChange[] _changes;
        readonly HostLease[] _leases;
        readonly ProcessActivity[] _processes;
        readonly byte[] _bytes;

        public Copy(IObservationBatch batch)
        {
            (Segment, Format) = (batch.Segment, batch.Format);
            _flows = batch.Flows.ToArray();
            _messages = batch.Messages.ToArray();
            _changes = batch.Changes.ToArray();
            _leases = batch.Leases.ToArray();
            _processes = batch.Processes.ToArray();
            var length = 0;
            foreach (ref readonly var message in batch.Messages)
            {
                length += message.RawName.Length + message.Name.Length + message.Answers.Length;
            }
            foreach (ref readonly var flow in batch.Flows)
            {
                length += flow.Rule.Length + flow.Datagram.Length;
            }
            foreach (ref readonly var change in batch.Changes)
            {
                length += change.Host.Length + change.Actor.Length + change.Object.Length + change.Property.Length + change.Old.Length + change.New.Length;
            }
            foreach (ref readonly var lease in batch.Leases)
            {
                length += lease.Host.Length + lease.Hardware.Length;
            }
            foreach (ref readonly var process in batch.Processes)
            {
                length += process.Name.Length + process.Host.Length + process.User.Length + process.Process.Length;
            }
            _bytes = new byte[length];
            var used = 0;
            foreach (ref var message in _messages.AsSpan())
            {
                message.RawName = Keep(batch.Bytes(message.RawName), ref used);
                message.Name = Keep(batch.Bytes(message.Name), ref used);
                message.Answers = Keep(batch.Bytes(message.Answers), ref used);
            }
            foreach (ref var flow in _flows.AsSpan())
            {
                flow = flow.Rule.Length + flow.Datagram.Length == 0 ? flow : flow with { Rule = Keep(batch.Bytes(flow.Rule), ref used), Datagram = Keep(batch.Bytes(flow.Datagram), ref used) };
            }
            KeepRare(batch, ref used);
        }

        public SegmentId Segment { get; }

        public byte Format { get; }

        public ReadOnlySpan<DnsMessage> Messages => _messages;

        public ReadOnlySpan<Flow> Flows => _flows;

        public ReadOnlySpan<ConfigurationChange> Changes => _changes;

        public ReadOnlySpan<HostLease> Leases => _leases;

        public ReadOnlySpan<ProcessActivity> Processes => _processes;

        public ReadOnlySpan<byte> Bytes(Slice slice) => _bytes.AsSpan(slice.Start, slice.Length);

        void KeepRare(IObservationBatch batch, ref int used)
        {
            foreach (ref var change in _changes.AsSpan())
            {
                change = change with
                {
                    Host = Keep(batch.Bytes(change.Host), ref used),
                    Actor = Keep(batch.Bytes(change.Actor), ref used),
                    Object = Keep(batch.Bytes(change.Object), ref used),
                    Property = Keep(batch.Bytes(change.Property), ref used),
                    Old = Keep(batch.Bytes(change.Old), ref used),
                    New = Keep(batch.Bytes(change.New), ref used),
                };
            }
            foreach (ref var lease in _leases.AsSpan())
            {
                lease = lease with { Host = Keep(batch.Bytes(lease.Host), ref used), Hardware = Keep(batch.Bytes(lease.Hardware), ref used) };
            }
            foreach (ref var process in _processes.AsSpan())
            {
                process = process with
                {
                    Name = Keep(batch.Bytes(process.Name), ref used),
                    Host = Keep(batch.Bytes(process.Host), ref used),
                    User = Keep(batch.Bytes(process.User), ref used),
                    Process = Keep(batch.Bytes(process.Process), ref used),
                };
            }
        }

        Slice Keep(ReadOnlySpan<byte> bytes, ref int used)
        {
            bytes.CopyTo(_bytes.AsSpan(used));
            used += bytes.Length;
            return new(used - bytes.Length, bytes.Length);
        }
    }
}
