using System.IO.Enumeration;

namespace Nameward.Engine.Evidence;

/// <summary>The files of a folder and of the folders in it. Linked folders are not entered: they may lead back.</summary>
static class FolderMembers
{
    static readonly EnumerationOptions All = new()
    {
        RecurseSubdirectories = true,
        IgnoreInaccessible = true,
        AttributesToSkip = 0,
    };

    /// <summary>One file; of a hidden folder only the folder itself.</summary>
    /// <param name="Path">The folder as it was named, and the way from it.</param>
    /// <param name="Length">Its bytes.</param>
    /// <param name="IsHidden">Whether it is hidden: a name that begins with a dot, or the attribute where there is one.</param>
    public readonly record struct Member(string Path, long Length, bool IsHidden);

    /// <summary>The members, in no order.</summary>
    public static IEnumerable<Member> Of(string folder) => new FileSystemEnumerable<Member>(folder,
        (ref FileSystemEntry entry) => new(entry.ToSpecifiedFullPath(), entry.IsDirectory ? 0 : LengthOf(ref entry), entry.IsHidden), All)
    {
        ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory || (entry.IsHidden && !IsLink(ref entry)),
        ShouldRecursePredicate = (ref FileSystemEntry entry) => !entry.IsHidden && !IsLink(ref entry),
    };

    static bool IsLink(ref FileSystemEntry entry) => (entry.Attributes & FileAttributes.ReparsePoint) != 0;

    static long LengthOf(ref FileSystemEntry entry) => IsLink(ref entry) ? new FileInfo(entry.ToFullPath()).Length : entry.Length;
}
