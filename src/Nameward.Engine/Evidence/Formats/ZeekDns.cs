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
        // The first header decides, even where rows of a file that was cut stand before it.
        while (header.Columns == 0)
        {
            if (head is [(byte)'#', ..])
            {
                var end = head.IndexOf((byte)'\n');
                header = header.After((end < 0 ? head : head[..end]).TrimEnd((byte)'\r'));
            }
            var next = head.IndexOf("\n#"u8);
            if (next < 0)
            {
                break;
            }
            head = head[(next + 1)..];
        }
        return header.Likeness;
    }

    /// <inheritdoc/>
    public IRecordReader Open(SourceContext source) => new ZeekDnsReader();
}
