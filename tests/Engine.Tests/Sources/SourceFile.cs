namespace Nameward.Engine.Tests.Sources;

/// <summary>One file of the repository, as the source tests read it.</summary>
/// <param name="Path">Its path from the root of the repository, with "/".</param>
/// <param name="Text">All of it.</param>
sealed record SourceFile(string Path, string Text)
{
    /// <summary>The lines as they stand.</summary>
    public string[] Lines { get; } = Text.Split('\n');

    /// <summary>The same lines with comments and the insides of literals blanked out: what is left is what the compiler acts on.</summary>
    public string[] Code => field ??= CodeMask.Of(Text).Split('\n');

    /// <summary>The file's name up to its first dot: the name of its type.</summary>
    public string Stem => Path[(Path.LastIndexOf('/') + 1)..].Split('.')[0];

    /// <summary>Whether it lies in the folder or is the file.</summary>
    public bool IsIn(string folder) => Path == folder || Path.StartsWith(folder.TrimEnd('/') + "/", StringComparison.Ordinal);
}

/// <summary>One line that breaks a rule.</summary>
readonly record struct Offence(string Path, int Line, string Because)
{
    public override string ToString() => $"{Path}:{Line}: {Because}";
}
