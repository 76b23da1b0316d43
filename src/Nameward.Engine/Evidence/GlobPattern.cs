using System.IO.Enumeration;

namespace Nameward.Engine.Evidence;

/// <summary>
/// Patterns that the shell left alone: <c>*</c> and <c>?</c> within one name, <c>**</c> for any folders between. Like a shell's, they find hidden names only
/// where a dot is written, and do not enter linked folders through <c>**</c>.
/// </summary>
static class GlobPattern
{
    const string AnyFolders = "**";

    static readonly char[] Separators = [Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar];

    /// <summary>Whether <paramref name="argument"/> holds a wildcard at all.</summary>
    public static bool IsPattern(string argument) => argument.AsSpan().ContainsAny('*', '?');

    /// <summary>The folder in front of the first wildcard, as it was written; empty where there is none.</summary>
    public static string FolderOf(string pattern)
    {
        var wildcard = pattern.AsSpan().IndexOfAny('*', '?');
        var end = pattern.LastIndexOfAny(Separators, wildcard);
        return pattern[..(end + 1)];
    }

    /// <summary>Files and folders that match, sorted, each once.</summary>
    public static IEnumerable<string> Matches(string pattern)
    {
        var folder = FolderOf(pattern);
        var parts = pattern[folder.Length..].Split(Separators, StringSplitOptions.RemoveEmptyEntries);
        var matches = new SortedSet<string>(StringComparer.Ordinal);
        Walk(folder, parts, matches);
        return matches;
    }

    static void Walk(string folder, ReadOnlySpan<string> parts, SortedSet<string> matches)
    {
        var isAnyFolders = parts[0] == AnyFolders;
        if (isAnyFolders && parts.Length > 1)
        {
            Walk(folder, parts[1..], matches);
        }
        foreach (var entry in EntriesOf(folder))
        {
            if (isAnyFolders)
            {
                WalkBelow(entry, folder, parts, matches);
            }
            else if (IsMatch(entry.Name, parts[0]))
            {
                WalkMatch(entry, folder, parts, matches);
            }
        }
    }

    static void WalkBelow(FileSystemInfo entry, string folder, ReadOnlySpan<string> parts, SortedSet<string> matches)
    {
        if (entry.Name.StartsWith('.') || (entry is DirectoryInfo && entry.LinkTarget is not null))
        {
            return;
        }
        if (entry is DirectoryInfo)
        {
            Walk(folder + entry.Name + Path.DirectorySeparatorChar, parts, matches);
        }
        else if (parts.Length == 1)
        {
            matches.Add(folder + entry.Name);
        }
    }

    static void WalkMatch(FileSystemInfo entry, string folder, ReadOnlySpan<string> parts, SortedSet<string> matches)
    {
        if (parts.Length == 1)
        {
            matches.Add(folder + entry.Name);
        }
        else if (entry is DirectoryInfo)
        {
            Walk(folder + entry.Name + Path.DirectorySeparatorChar, parts[1..], matches);
        }
    }

    static bool IsMatch(string name, string part) =>
        (!name.StartsWith('.') || part.StartsWith('.')) && FileSystemName.MatchesSimpleExpression(part, name, ignoreCase: OperatingSystem.IsWindows());

    static FileSystemInfo[] EntriesOf(string folder)
    {
        try
        {
            return new DirectoryInfo(folder.Length == 0 ? "." : folder).GetFileSystemInfos();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
