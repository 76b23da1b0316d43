using Nameward.Engine.Evidence.Flows;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// What routers, firewalls and probes export of conversations, as raw messages one after the other: NetFlow version 5 and 9, and IPFIX. Templates hold within one file; each
/// file is read by itself.
/// </summary>
sealed class NetFlow : IFormat
{
    /// <inheritdoc/>
    public FormatInfo Info { get; } = new()
    {
        Id = "netflow",
        Number = 60,
        Title = "NetFlow and IPFIX messages",
        Source = "RFC 3954 (NetFlow 9), RFC 7011 and 5655 (IPFIX), RFC 5103 (two-way flows); NetFlow 5; Cisco ASA NSEL",
        Positions = PositionKind.BinaryOffset,
        Kind = "flow records",
        SeesEgress = true,
        Tier = 2,
        Carries = Carries.Flows | Carries.Times | Carries.Clients | Carries.Servers,
        Lacks = ["what was asked and answered in a conversation", "which end began it, but by its ports, where the exporter does not say", "records whose template is not in the file"],
    };

    /// <inheritdoc/>
    public Likeness Sniff(ReadOnlySpan<byte> head) => head is not [0, not 0, ..] ? Likeness.No
        : ExportFraming.IsPlausible(head) ? Likeness.Likely
        : ExportFraming.IsOutlined(head) || NetFlow5.IsMiscounted(head) ? Likeness.Possible
        : Likeness.No;

    /// <inheritdoc/>
    public IRecordReader Open(SourceContext source) => new ExportFileReader(source.Remarks);
}
