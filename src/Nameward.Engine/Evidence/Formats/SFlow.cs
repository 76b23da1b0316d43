using Nameward.Engine.Evidence.Flows;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>What switches export of the packets that they sample, as raw datagrams one after the other: sFlow version 5.</summary>
sealed class SFlow : IFormat
{
    /// <inheritdoc/>
    public FormatInfo Info { get; } = new()
    {
        Id = "sflow",
        Number = 63,
        Title = "sFlow datagrams",
        Source = "https://sflow.org/sflow_version_5.txt",
        Positions = PositionKind.BinaryOffset,
        Kind = "flow records",
        SeesEgress = true,
        Tier = 3,
        Carries = Carries.Flows | Carries.Clients | Carries.Servers,
        Lacks = ["times, but where a capture holds the datagrams", "packets that were not sampled", "which end began a conversation, but by its ports", "names in the sampled packets, which are cut"],
        Unproven = "files of datagrams: captures of them alone were to be had",
    };

    /// <inheritdoc/>
    public Likeness Sniff(ReadOnlySpan<byte> head) => head is [0, 0, ..] && ExportFraming.IsPlausible(head) ? Likeness.Likely : Likeness.No;

    /// <inheritdoc/>
    public IRecordReader Open(SourceContext source) => new ExportFileReader(source.Remarks);
}
