namespace Nameward.Engine.Evidence.Flows;

/// <summary>How far a message reaches in a file.</summary>
/// <param name="Length">Its bytes, as far as they are there; 0 where more must be there to tell, below 0 where no message begins.</param>
/// <param name="HasHead">Whether its head is there.</param>
readonly record struct ExportFrame(int Length, bool HasHead)
{
    /// <summary>More bytes are needed to tell.</summary>
    public static ExportFrame Wait => default;

    /// <summary>No message begins here.</summary>
    public static ExportFrame None => new(-1, HasHead: false);

    /// <summary>A message that is there.</summary>
    public static ExportFrame Whole(int length) => new(length, HasHead: true);

    /// <summary>The file ends before the head does.</summary>
    public static ExportFrame CutHead(int length) => new(length, HasHead: false);

    /// <summary>A message of known length, or what the end of the file leaves of it.</summary>
    public static ExportFrame Fit(int length, ReadOnlySpan<byte> rest, bool isLast) => length <= rest.Length ? Whole(length) : isLast ? Whole(rest.Length) : Wait;
}
