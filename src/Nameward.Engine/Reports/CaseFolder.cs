using Nameward.Engine.Cases;

namespace Nameward.Engine.Reports;

/// <summary>
/// Writes a case folder whole or not at all: everything goes into a new folder beside it, which is renamed at the end. A folder that holds
/// anything already is left alone.
/// </summary>
public static class CaseFolder
{
    /// <summary>Says at once, before any work, why the folder could not be written.</summary>
    /// <exception cref="UserError">It has no name, is a file, or holds something.</exception>
    public static void Check(string directory)
    {
        if (directory.Length == 0)
        {
            throw new UserError("--out: the folder has no name", null, "name a folder that does not exist yet");
        }
        if (File.Exists(directory))
        {
            throw new UserError($"--out {directory}: this is a file", null, "name a folder that does not exist yet");
        }
        if (Directory.Exists(directory) && Directory.EnumerateFileSystemEntries(directory).Order(StringComparer.Ordinal).FirstOrDefault() is { } first)
        {
            throw new UserError($"--out {directory}: the folder is not empty", $"it holds {Path.GetFileName(first)}", "name a folder that does not exist yet, or an empty one");
        }
    }

    /// <summary>Writes <paramref name="files"/> into <paramref name="directory"/>.</summary>
    /// <exception cref="UserError">The folder holds something, or cannot be written; nothing is left behind.</exception>
    public static void Write(string directory, TriageDocument document, IDefang defang, IReadOnlyList<ReportFile> files)
    {
        Check(directory);
        var target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory));
        var parent = Path.GetDirectoryName(target) ?? throw new UserError($"--out {directory}: this is the root of a file system", null, "name a folder below it");
        var partial = Path.Combine(parent, $".{Path.GetFileName(target)}.{Path.GetRandomFileName()}");
        try
        {
            Directory.CreateDirectory(partial);
            foreach (var file in files)
            {
                WriteFile(partial, file, document, defang);
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
        new($"--out {directory}: the folder cannot be written", why, "name a folder where you may write and that has room");

    static void WriteFile(string folder, ReportFile file, TriageDocument document, IDefang defang)
    {
        var path = Path.GetFullPath(Path.Combine(folder, file.Name));
        if (!path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            throw new ArgumentException($"{file.Name} leads out of the folder", nameof(file));
        }
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        stream.Write(file.Render(document, defang));
        stream.Flush(flushToDisk: true);
    }
}
