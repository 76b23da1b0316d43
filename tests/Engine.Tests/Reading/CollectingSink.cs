using Nameward.Engine.Observations;

namespace Nameward.Engine.Tests.Reading;

/// <summary>One row as the tests compare it.</summary>
readonly record struct CollectedRow(SourcePosition At, SegmentId Segment, byte Format, string Name, ushort Type);

/// <summary>Keeps every row it is given; it belongs to one thread.</summary>
sealed class CollectingSink : IObservationSink
{
    public List<CollectedRow> Rows { get; } = [];

    public void Take(IObservationBatch batch)
    {
        foreach (var row in batch.Messages)
        {
            Rows.Add(new(row.At, batch.Segment, batch.Format, WireName.ToText(batch.Bytes(row.Name)), row.Type));
        }
    }
}
