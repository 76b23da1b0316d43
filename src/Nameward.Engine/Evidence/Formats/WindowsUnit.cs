namespace Nameward.Engine.Evidence.Formats;

/// <summary>What a piece of a text with events is.</summary>
enum WindowsUnit : byte
{
    /// <summary>What stands between events and is no record: white space, brackets, a prolog.</summary>
    Nothing,
    /// <summary>An event from its first byte to its last.</summary>
    Event,
    /// <summary>The beginning of an event, up to where the next one begins.</summary>
    Cut,
    /// <summary>Something else, up to the end of its line or to an event.</summary>
    Junk,
    /// <summary>An event whose end is not in sight.</summary>
    OpenEvent,
    /// <summary>Something else whose end is not in sight.</summary>
    OpenJunk,
}
