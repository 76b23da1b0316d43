namespace Nameward.Engine.Evidence.Formats;

/// <summary>Zeek's <c>dns.log</c> as it is written unless configured otherwise: values between tabs, under a header that names the fields.</summary>
public sealed class ZeekDns : IFormat
{
    /// <inheritdoc/>
    public FormatInfo Info { get; } = new()
    {
        Id = "zeek-dns",
        Number = 3,
        Title = "Zeek dns.log",
        Source = "https://docs.zeek.org/en/current/logs/dns.html; Bro 2 to Zeek 8",
        Positions = PositionKind.ByteOffset,
        Kind = "network sensor log",
        Tier = 1,
        Carries = Carries.Queries | Carries.Responses | Carries.Records | Carries.Times | Carries.Clients | Carries.Servers | Carries.Ids | Carries.HeaderBits,
        Lacks = ["types of the answers' records", "authority and additional sections", "the case of names", "sizes of messages"],
    };

    /// <inheritdoc/>
    public Likeness Sniff(ReadOnlySpan<byte> head) => ZeekHeader.Sniff(head, ZeekDnsLog.Instance);

    /// <inheritdoc/>
    public IRecordReader Open(SourceContext source) => new ZeekTsvReader(ZeekDnsLog.Instance);
}
