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
        readonly byte[] _bytes;

        public Copy(IObservationBatch batch)
        {
            (Segment, Format) = (batch.Segment, batch.Format);
            _flows = batch.Flows.ToArray();
            _messages = batch.Messages.ToArray();
            var length = 0;
            foreach (ref readonly var message in batch.Messages)
            {
                length += message.RawName.Length + message.Name.Length + message.Answers.Length;
            }
            foreach (ref readonly var flow in batch.Flows)
            {
                length += flow.Rule.Length;
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
                flow = flow.Rule.Length == 0 ? flow : flow with { Rule = Keep(batch.Bytes(flow.Rule), ref used) };
            }
        }

        public SegmentId Segment { get; }

        public byte Format { get; }

        public ReadOnlySpan<DnsMessage> Messages => _messages;

        public ReadOnlySpan<Flow> Flows => _flows;

        public ReadOnlySpan<byte> Bytes(Slice slice) => _bytes.AsSpan(slice.Start, slice.Length);

        Slice Keep(ReadOnlySpan<byte> bytes, ref int used)
        {
            bytes.CopyTo(_bytes.AsSpan(used));
            used += bytes.Length;
            return new(used - bytes.Length, bytes.Length);
        }
    }
}
