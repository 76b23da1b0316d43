namespace Nameward.Engine.Evidence.Formats;

/// <summary>The text log of Technitium DNS Server (<c>2026-11-21.log</c>): one line a look-up, among the server's own messages.</summary>
public sealed class Technitium : TextLog
{
    /// <inheritdoc/>
    public override FormatInfo Info { get; } = new()
    {
        Id = "technitium",
        Number = 40,
        Title = "Technitium DNS Server log",
        Source = "https://github.com/TechnitiumSoftware/DnsServer, DnsServerCore/LogManager.cs; version 5 to 13",
        Positions = PositionKind.ByteOffset,
        Kind = "DNS server log",
        Tier = 3,
        Carries = Carries.Queries | Carries.Responses | Carries.Records | Carries.Times | Carries.Clients,
        Lacks = ["the server's address", "message ids", "sizes of messages", "times to live", "owners of answers", "times below a second"],
        Unproven = "one real line alone was to be had",
    };

    /// <inheritdoc/>
    internal override ILogGrammar NewGrammar() => new TechnitiumGrammar();
}
