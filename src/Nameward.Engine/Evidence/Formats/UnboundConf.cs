namespace Nameward.Engine.Evidence.Formats;

/// <summary>The configuration of Unbound, and the parts that it includes: a setting on each line, in clauses. What a file leaves out has Unbound's defaults, which are not said here.</summary>
public sealed class UnboundConf : IFormat
{
    /// <inheritdoc/>
    public FormatInfo Info { get; } = new()
    {
        Id = "unbound-conf",
        Number = 104,
        Title = "Unbound configuration, unbound.conf",
        Source = "https://unbound.docs.nlnetlabs.nl/en/latest/manpages/unbound.conf.html; Unbound 1.6 to 1.24",
        Positions = PositionKind.ByteOffset,
        Kind = "configuration changes",
        Tier = 2,
        Carries = Carries.Changes,
        Lacks = ["times", "the server's name", "settings that are left out, which have the defaults of the version", "what included files say", "values on the line below their key"],
    };

    /// <inheritdoc/>
    public Likeness Sniff(ReadOnlySpan<byte> head)
    {
        var (clauses, known, foreign) = (0, 0, 0);
        var lines = new HeadLines(head);
        while (lines.TryNext(out var line))
        {
            var setting = UnboundLine.Of(line);
            clauses += setting.IsClause ? 1 : 0;
            var isKnown = UnboundSettings.IsKnown(setting.Key);
            known += isKnown ? 1 : 0;
            foreign += setting.IsNothing || (!setting.Key.IsEmpty && !isKnown) ? 1 : 0;
        }
        return clauses > 0 && known > foreign ? Likeness.Likely : clauses > 1 && foreign == 0 ? Likeness.Possible : Likeness.No;
    }

    /// <inheritdoc/>
    public IRecordReader Open(SourceContext source) => new UnboundConfReader();
}
