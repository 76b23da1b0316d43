using Nameward.Engine.Observations;

namespace Nameward.Bench.Micro;

/// <summary>A batch that outlives the reading it comes from.</summary>
sealed class HeldBatch : IObservationBatch
{
    readonly DnsMessage[] _messages;
    readonly byte[] _bytes;

    /// <summary>Copies a batch and the bytes behind it.</summary>
    public HeldBatch(IObservationBatch batch)
    {
        (Segment, Format) = (batch.Segment, batch.Format);
        using var bytes = new MemoryStream();
        Slice Keep(Slice slice)
        {
            bytes.Write(batch.Bytes(slice));
            return new((int)bytes.Length - slice.Length, slice.Length);
        }
        _messages = batch.Messages.ToArray();
        foreach (ref var message in _messages.AsSpan())
        {
            message = message with { RawName = Keep(message.RawName), Name = Keep(message.Name), Answers = Keep(message.Answers) };
        }
        _bytes = bytes.ToArray();
    }

    public SegmentId Segment { get; }

    public byte Format { get; }

    public ReadOnlySpan<DnsMessage> Messages => _messages;

    public ReadOnlySpan<Flow> Flows => [];

    public ReadOnlySpan<ConfigurationChange> Changes => [];

    public ReadOnlySpan<HostLease> Leases => [];

    public ReadOnlySpan<ProcessActivity> Processes => [];

    public ReadOnlySpan<byte> Bytes(Slice slice) => _bytes.AsSpan(slice.Start, slice.Length);
}
