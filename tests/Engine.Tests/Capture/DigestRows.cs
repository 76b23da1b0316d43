using System.Runtime.InteropServices;
using Nameward.Engine.Evidence;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Tests.Capture;

/// <summary>Counts what a reader reports and folds all of it, in order, into one number: for captures too large to keep.</summary>
sealed class DigestRows : IBatchWriter
{
    public long Observed { get; private set; }

    /// <summary>The packets reported, by any record but a flow.</summary>
    public HashSet<long> Packets { get; } = [];
    public long Ignored { get; private set; }
    public long Malformed { get; private set; }
    public long Records => Observed + Ignored + Malformed;
    public ulong Digest { get; private set; }

    public void Message(in DnsMessage row, ReadOnlySpan<byte> rawName, ReadOnlySpan<byte> answers)
    {
        Observed++;
        Packets.Add(row.At.Offset);
        Fold(row.At.Offset, row.Time.Ticks, (long)row.Client.Address.Low, row.Client.Port, (long)row.Server.Address.Low, row.Server.Port,
            row.Id, row.Type, row.Rcode ?? -1, row.Bytes, (long)row.Sides, (long)row.Header);
        Digest = WyHash.Of(answers, WyHash.Of(rawName, Digest));
    }

    public void Flow(in Flow row, ReadOnlySpan<byte> rule)
    {
        Observed++;
        Fold(row.At.Offset, row.Time.Ticks, row.Duration.Ticks, (long)row.Client.Address.Low, row.Client.Port, (long)row.Server.Address.Low, row.Server.Port,
            row.Protocol, row.UpBytes, row.DownBytes, row.UpPackets, row.DownPackets);
    }

    void IBatchWriter.Ignored(long offset)
    {
        Ignored++;
        Packets.Add(offset);
        Fold(offset);
    }

    void IBatchWriter.Malformed(long offset, string because)
    {
        Malformed++;
        Packets.Add(offset);
        Fold(offset, because.Length);
    }

    void Fold(params ReadOnlySpan<long> values) => Digest = WyHash.Of(MemoryMarshal.AsBytes(values), Digest);
}
