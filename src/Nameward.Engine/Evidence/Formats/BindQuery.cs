namespace Nameward.Engine.Evidence.Formats;

/// <summary>The logs of BIND's <c>named</c>: queries, what its other categories say of the responses to them, and of updates, transfers and the configuration.</summary>
public sealed class BindQuery : TextLog
{
    /// <inheritdoc/>
    public override FormatInfo Info { get; } = new()
    {
        Id = "bind-query",
        Number = 5,
        Title = "BIND query log",
        Source = "https://bind9.readthedocs.io/en/latest/reference.html#logging-block-grammar; BIND 9.9 to 9.20",
        Positions = PositionKind.ByteOffset,
        Kind = "DNS server log",
        Tier = 1,
        Carries = Carries.Queries | Carries.Responses | Carries.Times | Carries.Clients | Carries.Servers | Carries.HeaderBits | Carries.Changes,
        Lacks = ["records of answers", "responses, but for failures and where responselog is on", "sizes of messages", "message ids"],
    };

    /// <inheritdoc/>
    internal override ILogGrammar NewGrammar() => new BindGrammar();
}
