namespace Nameward.Engine.Evidence.Formats;

/// <summary>The logs of BIND's <c>named</c>: queries, and what its other categories say of the responses to them.</summary>
public sealed class BindQuery : IFormat
{
    /// <inheritdoc/>
    public FormatInfo Info { get; } = new()
    {
        Id = "bind-query",
        Number = 5,
        Title = "BIND query log",
        Source = "https://bind9.readthedocs.io/en/latest/reference.html#logging-block-grammar; BIND 9.9 to 9.20",
        Positions = PositionKind.ByteOffset,
        Kind = "DNS server log",
        Lacks = ["records of answers", "responses, but for failures and where responselog is on", "sizes of messages", "message ids"],
    };

    /// <inheritdoc/>
    public Likeness Sniff(ReadOnlySpan<byte> head)
    {
        var row = new BindRow();
        var likeness = Likeness.No;
        head = head.StartsWith("\uFEFF"u8) ? head[3..] : head;
        while (!head.IsEmpty && likeness < Likeness.Likely)
        {
            var end = head.IndexOf((byte)'\n');
            var line = BindHead.Of((end < 0 ? head : head[..end]).TrimEnd((byte)'\r'));
            if (BindQueryReader.Line(line, DateTime.MinValue, row).IsObserved)
            {
                likeness = Likeness.Likely;
            }
            else if (line.IsSignature)
            {
                likeness = Likeness.Possible;
            }
            head = end < 0 ? [] : head[(end + 1)..];
        }
        return likeness;
    }

    /// <inheritdoc/>
    public IRecordReader Open(SourceContext source) => new BindQueryReader(source.Zone);
}
