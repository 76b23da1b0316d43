namespace Nameward.Engine.Evidence.Formats;

/// <summary>Zeek's <c>conn.log</c> as it is written unless configured otherwise: values between tabs, under a header that names the fields.</summary>
public sealed class ZeekConn : IFormat
{
    /// <inheritdoc/>
    public FormatInfo Info { get; } = new()
    {
        Id = "zeek-conn",
        Number = 7,
        Title = "Zeek conn.log",
        Source = "https://docs.zeek.org/en/current/logs/conn.html; Bro 2 to Zeek 8",
        Positions = PositionKind.ByteOffset,
        Kind = "flow records",
        Tier = 1,
        Carries = Carries.Times | Carries.Clients | Carries.Servers | Carries.Flows,
        SeesEgress = true,
        Lacks = ["what was asked and answered in a connection"],
    };

    /// <inheritdoc/>
    public Likeness Sniff(ReadOnlySpan<byte> head) => ZeekHeader.Sniff(head, ZeekConnLog.Instance);

    /// <inheritdoc/>
    public IRecordReader Open(SourceContext source) => new ZeekTsvReader(ZeekConnLog.Instance);
}
