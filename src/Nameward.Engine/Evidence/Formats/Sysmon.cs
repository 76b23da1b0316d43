namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Event 22 of Sysmon: each look-up that a program on a workstation or server made through Windows, with what came of it; and events 12 and 13 where they show that
/// the DNS settings of the host were changed in its registry.
/// </summary>
public sealed class Sysmon : IFormat
{
    /// <inheritdoc/>
    public FormatInfo Info { get; } = new()
    {
        Id = "sysmon",
        Number = 13,
        Title = "Sysmon DNS queries (event 22)",
        Source = "https://learn.microsoft.com/sysinternals/downloads/sysmon; Sysmon 10 to 15",
        Positions = PositionKind.ByteOffset,
        Kind = "host and process records",
        Tier = 1,
        Carries = Carries.Queries | Carries.Responses | Carries.Records | Carries.Times | Carries.Changes | Carries.Processes,
        Lacks =
        [
            "the address of the host that asked", "the server that was asked", "types of questions",
            "data of records other than addresses and names", "look-ups of programs that have a resolver of their own",
        ],
        Unproven = "event 22 in an event log (EVTX): XML and JSON were to be had",
    };

    /// <inheritdoc/>
    public Likeness Sniff(ReadOnlySpan<byte> head) => WindowsHead.LikenessOf(head, WindowsSource.Sysmon);

    /// <inheritdoc/>
    public IRecordReader Open(SourceContext source) => new WindowsEventReader(source);
}
