namespace Nameward.Engine.Evidence;

/// <summary>One file that the user named or that lies in a folder the user named.</summary>
/// <param name="Path">As the user gave it, or the folder as the user gave it with the way to its member; "-" is standard input.</param>
/// <param name="Length">Its bytes when it was located; 0 for standard input and pipes.</param>
/// <param name="IsNamed">Whether the user named it by itself; otherwise it lies in a folder or matched a pattern.</param>
public sealed record SourceFile(string Path, long Length, bool IsNamed)
{
    /// <summary>What stands for standard input.</summary>
    public const string StandardInput = "-";

    /// <summary>Whether it is standard input.</summary>
    public bool IsStandardInput => Path == StandardInput;

    /// <summary>Whether it is left closed: without bytes it is empty, or a pipe, socket or device on which reading could wait for ever.</summary>
    public bool IsLeftClosed => Length == 0 && !IsNamed;
}
