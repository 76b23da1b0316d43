using Nameward.Engine.Observations;

namespace Nameward.Transform;

/// <summary>
/// Keeps every message of evidence that has a time. A record that shows a look-up with both sides becomes two messages: such logs tell one time, that of
/// the query, and the response is dated a usual round trip later.
/// </summary>
sealed class MessageSink : IObservationSink
{
    static readonly TimeSpan RoundTrip = TimeSpan.FromMilliseconds(20);

    /// <summary>The messages, in the order of the evidence.</summary>
    public List<Message> Messages { get; } = [];

    /// <inheritdoc/>
    public void Take(IObservationBatch batch)
    {
        foreach (ref readonly var row in batch.Messages)
        {
            if (row.Time > DateTime.UnixEpoch && !row.IsNameHidden)
            {
                Add(row, batch.Bytes(row.RawName).ToArray(), batch.Bytes(row.Answers).ToArray());
            }
        }
    }

    void Add(in DnsMessage row, byte[] name, byte[] answers)
    {
        if ((row.Sides & Sides.Query) != 0)
        {
            Messages.Add(new(AsQuery(row), name, []));
        }
        if ((row.Sides & Sides.Response) != 0)
        {
            Messages.Add(new(row with { Sides = Sides.Response, Time = row.Sides == Sides.Response ? row.Time : row.Time + RoundTrip }, name, answers));
        }
    }

    // What an answer says of itself is not the query's.
    static DnsMessage AsQuery(in DnsMessage row) => row with
    {
        Sides = Sides.Query,
        Rcode = null,
        ShowsAnswers = false,
        Header = row.Header & (HeaderBits.RecursionDesired | HeaderBits.Shown),
    };
}
