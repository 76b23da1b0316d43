namespace Nameward.Engine.Evidence.Formats;

/// <summary>Zeek's <c>dns.log</c> as JSON, one object a line: of the ASCII writer, of JSON streaming, and as shippers pass it on.</summary>
public sealed class ZeekDnsJson : IFormat
{
    /// <inheritdoc/>
    public FormatInfo Info { get; } = new()
    {
        Id = "zeek-dns-json",
        Number = 4,
        Title = "Zeek dns.log as JSON",
        Source = "https://docs.zeek.org/en/current/logs/dns.html with LogAscii::use_json; Bro 2 to Zeek 8, JSON streaming",
        Positions = PositionKind.ByteOffset,
        Kind = "network sensor log",
        Tier = 1,
        Carries = Carries.Queries | Carries.Responses | Carries.Records | Carries.Times | Carries.Clients | Carries.Servers | Carries.Ids | Carries.HeaderBits,
        Lacks = ["types of the answers' records", "authority and additional sections", "the case of names", "sizes of messages"],
    };

    /// <inheritdoc/>
    public Likeness Sniff(ReadOnlySpan<byte> head) => ZeekJsonLine.Finds(ZeekDnsLog.Instance, head) ? Likeness.Likely : Likeness.No;

    /// <inheritdoc/>
    public IRecordReader Open(SourceContext source) => new ZeekJsonReader(ZeekDnsLog.Instance);
}
