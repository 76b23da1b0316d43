namespace Nameward.Engine.Evidence.Formats;

/// <summary>What <c>resolvectl monitor</c> tells of the look-ups of programs on one host, as text or as JSON.</summary>
public sealed class SystemdResolved : TextLog
{
    /// <inheritdoc/>
    public override FormatInfo Info { get; } = new()
    {
        Id = "systemd-resolved",
        Number = 46,
        Title = "systemd-resolved monitor",
        Source = "https://www.freedesktop.org/software/systemd/man/latest/resolvectl.html#monitor, src/resolve/resolvectl.c; systemd 252 to 257",
        Positions = PositionKind.ByteOffset,
        Kind = "DNS client cache",
        Tier = 3,
        Carries = Carries.Queries | Carries.Responses | Carries.Records | Carries.Times,
        Lacks =
        [
            "the host's address", "the time, but where the journal or a collector adds it", "the program that asked", "servers", "transport", "message ids",
            "sizes of messages", "AA and RA", "times to live in text", "response codes in text", "types of questions for several at once",
        ],
        Unproven = "JSON; look-ups that failed",
    };

    /// <inheritdoc/>
    internal override ILogGrammar NewGrammar() => new SystemdResolvedGrammar();
}
