namespace Nameward.Engine.Evidence.Formats;

/// <summary>What a line of the debug log is by itself, whatever stands around it.</summary>
enum MicrosoftLineKind : byte
{
    /// <summary>Nothing but spaces.</summary>
    Blank,
    /// <summary>A line of the head that each file begins with: when it was made, when it wrapped, the key to the fields.</summary>
    Header,
    /// <summary>A packet: the line that holds the word PACKET.</summary>
    Packet,
    /// <summary>Date, time and thread id before anything else: EVENT, Note and what further switches of the log bring.</summary>
    Event,
    /// <summary>The line that a packet's details begin with, as <c>UDP response info at 0000000002048020</c>.</summary>
    Details,
    /// <summary>Zero bytes: the room that a log was given and did not fill.</summary>
    Zeros,
    /// <summary>A line without an end.</summary>
    Endless,
    /// <summary>Any other: a line of details, the second line of an event, damage.</summary>
    Other,
}
