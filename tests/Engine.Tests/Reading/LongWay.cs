using Nameward.Engine.Evidence;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Tests.Reading;

/// <summary>Hides that a writer has places to fill, so that every row goes the long way.</summary>
sealed class LongWay(BatchWriter rows) : IBatchWriter
{
    public bool Wants(Address client, Address server) => rows.Wants(client, server);

    public void Message(in DnsMessage row, ReadOnlySpan<byte> rawName, ReadOnlySpan<byte> answers) => rows.Message(row, rawName, answers);

    public void Flow(in Flow row, ReadOnlySpan<byte> rule) => rows.Flow(row, rule);

    public void Ignored(long offset) => rows.Ignored(offset);

    public void Malformed(long offset, string because) => rows.Malformed(offset, because);
}
