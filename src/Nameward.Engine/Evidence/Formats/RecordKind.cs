namespace Nameward.Engine.Evidence.Formats;

/// <summary>What a line of a log with named fields is.</summary>
enum RecordKind : byte
{
    /// <summary>A record of the product.</summary>
    Mine,
    /// <summary>The header of a CSV file of the product.</summary>
    Header,
    /// <summary>A record of something else.</summary>
    Other,
    /// <summary>Neither.</summary>
    Damaged,
}
