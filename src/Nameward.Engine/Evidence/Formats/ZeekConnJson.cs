namespace Nameward.Engine.Evidence.Formats;

/// <summary>Zeek's <c>conn.log</c> as JSON, one object a line: of the ASCII writer, of JSON streaming, and as shippers pass it on.</summary>
public sealed class ZeekConnJson : IFormat
{
    /// <inheritdoc/>
    public FormatInfo Info { get; } = new()
    {
        Id = "zeek-conn-json",
        Number = 8,
        Title = "Zeek conn.log as JSON",
        Source = "https://docs.zeek.org/en/current/logs/conn.html with LogAscii::use_json; Bro 2 to Zeek 8, JSON streaming",
        Positions = PositionKind.ByteOffset,
        Kind = "flow records",
        Tier = 1,
        Carries = Carries.Times | Carries.Clients | Carries.Servers | Carries.Flows,
        SeesEgress = true,
        Lacks = ["what was asked and answered in a connection"],
    };

    /// <summary>A stream that holds rows of <c>dns.log</c> too is read for those: they say more.</summary>
    public Likeness Sniff(ReadOnlySpan<byte> head) =>
        ZeekJsonLine.Finds(ZeekConnLog.Instance, head) && !ZeekJsonLine.Finds(ZeekDnsLog.Instance, head) ? Likeness.Likely : Likeness.No;

    /// <inheritdoc/>
    public IRecordReader Open(SourceContext source) => new ZeekJsonReader(ZeekConnLog.Instance);
}
