using Nameward.Engine.Evidence;
using Nameward.Engine.Observations;
using Xunit;

namespace Nameward.Engine.Tests.Reading;

/// <summary>Keeps rows as text, so that those of two ways of reading can be compared.</summary>
sealed class RowsSeen : IObservationSink
{
    readonly bool _wantsOddClients;

    /// <param name="wantsOddClients">Whether the messages of clients with an odd address alone are wanted.</param>
    public RowsSeen(bool wantsOddClients = false)
    {
        _wantsOddClients = wantsOddClients;
        Writer = new(this, RowChoice.Wanted);
    }

    public BatchWriter Writer { get; }

    public List<string> Rows { get; } = [];

    public string Counts => $"{Writer.Counts.Observed} {Writer.Counts.Ignored} {Writer.Counts.Malformed} {Writer.Counts.DnsMessages} {Writer.Counts.From:O} "
        + $"{Writer.Counts.To:O} {Writer.LastPosition} {string.Join(';', Writer.Counts.Reasons)} {string.Join(';', Writer.Counts.Samples)}";

    public bool Wants(Address client, Address server) => !_wantsOddClients || (client.Low & 1) == 1;

    public void Take(IObservationBatch batch)
    {
        foreach (ref readonly var row in batch.Messages)
        {
            var plain = row with { RawName = default, Name = default, Answers = default };
            Rows.Add($"{plain} raw {Hex(batch, row.RawName)} name {Hex(batch, row.Name)} answers {Hex(batch, row.Answers)}");
        }
    }

    /// <summary>Fails where another reading saw other rows.</summary>
    public void AssertSameRows(RowsSeen other, string where)
    {
        for (var row = 0; row < Math.Max(Rows.Count, other.Rows.Count); row++)
        {
            Assert.True(Rows.ElementAtOrDefault(row) == other.Rows.ElementAtOrDefault(row),
                $"{where}, row {row}\nlong  {Rows.ElementAtOrDefault(row)}\nshort {other.Rows.ElementAtOrDefault(row)}");
        }
    }

    static string Hex(IObservationBatch batch, Slice slice) => Convert.ToHexString(batch.Bytes(slice));
}
