namespace Nameward.Engine.Reports;

/// <summary>
/// Writes a folder of files whole or not at all: everything goes into a new folder beside it, which is renamed at the end. A folder that holds anything already
/// is left alone.
/// </summary>
public static class WholeFolder
{
    /// <summary>The flag that names a folder.</summary>
    const string Option = "--out";

    /// <summary>Says at once, before any work, why the folder could not be written.</summary>
    /// <exception cref="UserError">It has no name, is a file, or holds something.</exception>
    public static void Check(string directory)
    {
        if (directory.Length == 0)
        {
            throw new UserError($"{Option}: the folder has no name", null, "name a folder that does not exist yet");
        }
        if (File.Exists(directory))
        {
            throw new UserError($"{Option} {directory}: this is a file", null, "name a folder that does not exist yet");
        }
        if (Directory.Exists(directory) && Directory.EnumerateFileSystemEntries(directory).Order(StringComparer.Ordinal).FirstOrDefault() is { } first)
        {
            throw new UserError($"{Option} {directory}: the folder is not empty", $"it holds {Path.GetFileName(first)}", "name a folder that does not exist yet, or an empty one");
        }
    }

    /// <summary>Writes <paramref name="files"/> into <paramref name="directory"/>.</summary>
    /// <param name="directory">The folder.</param>
    /// <param name="files">Names of our own, with "/" between folders, and what makes the bytes of each.</param>
    /// <exception cref="UserError">The folder holds something, or cannot be written; nothing is left behind.</exception>
    public static void Write(string directory, IEnumerable<(string Name, Func<ReadOnlyMemory<byte>> Render)> files)
    {
        Check(directory);
        var target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory));
        var parent = Path.GetDirectoryName(target) ?? throw new UserError($"{Option} {directory}: this is the root of a file system", null, "name a folder below it");
        var partial = Path.Combine(parent, $".{Path.GetFileName(target)}.{Path.GetRandomFileName()}");
        try
        {
            Directory.CreateDirectory(partial);
            foreach (var (name, render) in files)
            {
                WriteFile(partial, name, render());
            }
            if (Directory.Exists(target))
            {
                Directory.Delete(target);
            }
            Directory.Move(partial, target);
        }
        catch (IOException fault)
        {
            throw NotWritable(directory, fault.Message);
        }
        catch (UnauthorizedAccessException fault)
        {
            throw NotWritable(directory, fault.Message);
        }
        finally
        {
            if (Directory.Exists(partial))
            {
                Directory.Delete(partial, recursive: true);
            }
        }
    }

    static UserError NotWritable(string directory, string why) =>
        new($"{Option} {directory}: the folder cannot be written", why, "name a folder where you may write and that has room");

    static void WriteFile(string folder, string name, ReadOnlyMemory<byte> content)
    {
        var path = Path.GetFullPath(Path.Combine(folder, name));
        if (!path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            throw new ArgumentException($"{name} leads out of the folder", nameof(name));
        }
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        stream.Write(content.Span);
        stream.Flush(flushToDisk: true);
    }
}
