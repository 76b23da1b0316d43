namespace Nameward.Engine.Evidence.Formats;

/// <summary>A log whose records have named fields: a JSON object on each line, or a row of CSV.</summary>
public abstract class TableLog : IFormat
{
    /// <inheritdoc/>
    public abstract FormatInfo Info { get; }

    /// <summary>How much a record is like this format's: less where the names of its fields are those of many products, of which one may have a format of its own.</summary>
    internal virtual Likeness Sureness => Likeness.Likely;

    /// <summary>What the records say; one for each reader.</summary>
    internal abstract TableGrammar NewGrammar();

    /// <inheritdoc/>
    public Likeness Sniff(ReadOnlySpan<byte> head) => new TableSniffing(NewGrammar()).Look(head, Sureness);

    /// <inheritdoc/>
    public virtual IRecordReader Open(SourceContext source) => new TableLogReader(NewGrammar, source);
}
