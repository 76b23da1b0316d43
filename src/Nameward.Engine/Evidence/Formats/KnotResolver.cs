namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// The log of Knot Resolver, which holds no queries: they are written with dnstap. Its lines are recognised and counted, so that nobody takes them for the
/// log of queries that they are not.
/// </summary>
public sealed class KnotResolver : TextLog
{
    /// <inheritdoc/>
    public override FormatInfo Info { get; } = new()
    {
        Id = "knot-resolver",
        Number = 24,
        Title = "Knot Resolver log",
        Source = "https://www.knot-resolver.cz/documentation/latest/config-logging.html; Knot Resolver 5.4 to 6.0",
        Positions = PositionKind.ByteOffset,
        Kind = "DNS server log",
        Tier = 3,
        Carries = Carries.None,
        Lacks = ["queries and responses: Knot Resolver writes them with dnstap alone"],
        Unproven = "no real log was to be had",
    };

    /// <inheritdoc/>
    internal override ILogGrammar NewGrammar() => new KnotResolverGrammar();
}
