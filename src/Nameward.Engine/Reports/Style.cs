namespace Nameward.Engine.Reports;

/// <summary>How a run of text looks on a terminal of 16 colours; each also reads without colour.</summary>
public enum Style
{
    /// <summary>Text.</summary>
    Plain,
    /// <summary>Headings and the verdict.</summary>
    Bold,
    /// <summary>A reason to act: yes.</summary>
    Alarm,
    /// <summary>No reason to act: no.</summary>
    Calm,
    /// <summary>Cannot tell, gaps, damage.</summary>
    Caution,
    /// <summary>Secondary text.</summary>
    Quiet,
    /// <summary>A bar of bits for a finding.</summary>
    BarFor,
    /// <summary>A bar of bits against a finding.</summary>
    BarAgainst,
    /// <summary>The word of an escalation, on a ground of its own.</summary>
    EscalateBadge,
    /// <summary>The word of a watch.</summary>
    WatchBadge,
    /// <summary>The word of a close.</summary>
    CloseBadge,
}
