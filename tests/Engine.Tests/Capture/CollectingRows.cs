using Nameward.Engine.Evidence;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Tests.Capture;

/// <summary>Keeps what a reader reports, one line for each record, so that two ways of reading can be compared.</summary>
sealed class CollectingRows : IBatchWriter
{
    public List<string> Lines { get; } = [];
    public List<Flow> Flows { get; } = [];
    public List<DnsMessage> Messages { get; } = [];
    public List<string> Names { get; } = [];
    public List<byte[]> Answers { get; } = [];
    public List<string> Reasons { get; } = [];
    public int IgnoredCount { get; private set; }

    /// <summary>The lines, and one for each flow.</summary>
    public List<string> All => [.. Lines, .. Flows.Select(flow => $"{flow}")];

    /// <summary>Adds what another way through the same bytes reported.</summary>
    public CollectingRows With(CollectingRows other)
    {
        Lines.AddRange(other.Lines);
        Flows.AddRange(other.Flows);
        Messages.AddRange(other.Messages);
        Names.AddRange(other.Names);
        Answers.AddRange(other.Answers);
        Reasons.AddRange(other.Reasons);
        IgnoredCount += other.IgnoredCount;
        return this;
    }

    public void Message(in DnsMessage row, ReadOnlySpan<byte> rawName, ReadOnlySpan<byte> answers)
    {
        Messages.Add(row);
        Names.Add(WireName.ToText(rawName));
        Answers.Add(answers.ToArray());
        Lines.Add($"{row} {Convert.ToHexString(rawName)} {Convert.ToHexString(answers)}");
    }

    public void Flow(in Flow row, ReadOnlySpan<byte> rule) => Flows.Add(row);

    public void Ignored(long offset)
    {
        IgnoredCount++;
        Lines.Add($"{offset} ignored");
    }

    public void Malformed(long offset, string because)
    {
        Reasons.Add(because);
        Lines.Add($"{offset} malformed: {because}");
    }
}
