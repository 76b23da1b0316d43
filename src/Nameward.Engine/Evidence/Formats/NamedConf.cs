namespace Nameward.Engine.Evidence.Formats;

/// <summary>The configuration of BIND's <c>named</c>, and the parts that it includes. What a file leaves out has BIND's defaults, which are not said here.</summary>
public sealed class NamedConf : IFormat
{
    /// <inheritdoc/>
    public FormatInfo Info { get; } = new()
    {
        Id = "named-conf",
        Number = 103,
        Title = "BIND configuration, named.conf",
        Source = "https://bind9.readthedocs.io/en/latest/reference.html#configuration-reference; BIND 9.9 to 9.20",
        Positions = PositionKind.ByteOffset,
        Kind = "configuration changes",
        Tier = 1,
        Carries = Carries.Changes,
        Lacks = ["times", "the server's name", "settings that are left out, which have the defaults of the version", "what included files say", "secrets of keys, which are never read"],
    };

    /// <inheritdoc/>
    public Likeness Sniff(ReadOnlySpan<byte> head) => new NamedGrammar().Look(head);

    /// <inheritdoc/>
    public IRecordReader Open(SourceContext source) => new StatementReader(new NamedGrammar());
}
