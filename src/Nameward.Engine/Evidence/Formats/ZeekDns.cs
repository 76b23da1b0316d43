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
        Lacks = ["types of the answers' records", "authority and additional sections", "the case of names", "sizes of messages"],
    };

    /// <inheritdoc/>
    public Likeness Sniff(ReadOnlySpan<byte> head)
    {
        var header = ZeekHeader.Start;
        head = head.StartsWith("\uFEFF"u8) ? head[3..] : head;
        while (head is [(byte)'#', ..])
        {
            var end = head.IndexOf((byte)'\n');
            var line = end < 0 ? head : head[..end];
            header = header.After(line is [.., (byte)'\r'] ? line[..^1] : line);
            head = end < 0 ? [] : head[(end + 1)..];
        }
        return header.Likeness;
    }

    /// <inheritdoc/>
    public IRecordReader Open(SourceContext source) => new ZeekDnsReader();
}
