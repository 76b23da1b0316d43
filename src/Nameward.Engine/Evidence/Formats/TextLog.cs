using Nameward.Engine.Evidence.Envelopes;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>A log that is text, a record on each line, in whatever envelope each line came.</summary>
public abstract class TextLog : IFormat
{
    /// <inheritdoc/>
    public abstract FormatInfo Info { get; }

    /// <summary>What the lines say; one for each reader.</summary>
    internal abstract ILogGrammar NewGrammar();

    /// <inheritdoc/>
    public Likeness Sniff(ReadOnlySpan<byte> head)
    {
        var (grammar, unwrapper, likeness) = (NewGrammar(), new LineUnwrapper(), Likeness.No);
        head = head.StartsWith("\uFEFF"u8) ? head[3..] : head;
        while (!head.IsEmpty && likeness < Likeness.Certain)
        {
            var end = head.IndexOf((byte)'\n');
            var line = TextLogReader.Take(grammar, unwrapper, (end < 0 ? head : head[..end]).TrimEnd((byte)'\r'), out _);
            var here = line.Message.IsEmpty || TextLogReader.IsOfAnother(grammar, line) ? Likeness.No : grammar.Look(line);
            likeness = here > likeness ? here : likeness;
            head = end < 0 ? [] : head[(end + 1)..];
        }
        return likeness;
    }

    /// <inheritdoc/>
    public IRecordReader Open(SourceContext source) => new TextLogReader(NewGrammar, source);
}
