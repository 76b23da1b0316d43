namespace Nameward.Engine.Evidence.Formats;

/// <summary>What a piece of a text turned out to be.</summary>
enum WindowsParse : byte
{
    /// <summary>It breaks the grammar.</summary>
    Damaged,
    /// <summary>It is well-formed and no event of Windows.</summary>
    Other,
    /// <summary>It is an event.</summary>
    Event,
}
