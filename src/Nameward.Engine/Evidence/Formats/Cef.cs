namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Events in ArcSight's Common Event Format, of any product, that have two network ends or are about a look-up; with a header of syslog before it or in JSON. The log of a
/// product that has a format of its own is read by that one.
/// </summary>
public sealed class Cef : TableLog
{
    /// <inheritdoc/>
    public override FormatInfo Info { get; } = new()
    {
        Id = "cef",
        Number = 94,
        Title = "Common Event Format (CEF)",
        Source = "ArcSight Common Event Format Implementation Standard, version 26 (2019); CEF 0 and 1 of Fortinet, Palo Alto Networks, Cisco, Cybereason",
        Positions = PositionKind.ByteOffset,
        Kind = "SIEM export",
        Tier = 2,
        Carries = Carries.Queries | Carries.Responses | Carries.Times | Carries.Clients | Carries.Servers | Carries.Flows,
        Lacks = ["records of answers", "header bits", "message ids", "sizes of messages", "names of which an event does not say that they were looked up"],
        Unproven = "no real event about a look-up was to be had",
    };

    internal override Likeness Sureness => Likeness.Possible;

    /// <inheritdoc/>
    internal override TableGrammar NewGrammar() => new CefGrammar();
}
