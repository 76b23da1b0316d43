namespace Nameward.Engine.Reports;

/// <summary>Writes one file whole or not at all: into a new file beside it, which is renamed at the end. A file that is there already is left alone, unless it is to be replaced.</summary>
public static class WholeFile
{
    /// <summary>Says at once, before any work, why the file could not be written.</summary>
    /// <param name="option">The flag that names it.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="UserError">It has no name, or there is something of that name.</exception>
    public static void Check(string option, string path)
    {
        if (path.Length == 0)
        {
            throw new UserError($"{option}: the file has no name", null, "name a file that does not exist yet");
        }
        if (Path.Exists(path))
        {
            throw new UserError($"{option} {path}: there is {(Directory.Exists(path) ? "a folder" : "a file")} of that name already", "it is not overwritten", $"name another file, or move {path} away");
        }
        var folder = Path.GetDirectoryName(Path.GetFullPath(path));
        if (folder is null || !Directory.Exists(folder))
        {
            throw new UserError($"{option} {path}: there is no such folder", folder, "name a file in a folder that exists");
        }
    }

    /// <summary>Writes the file.</summary>
    /// <param name="option">The flag that names it.</param>
    /// <param name="path">The file.</param>
    /// <param name="bytes">All of it.</param>
    /// <exception cref="UserError">There is something of that name, or it cannot be written; nothing is left behind.</exception>
    public static void Write(string option, string path, ReadOnlySpan<byte> bytes)
    {
        Check(option, path);
        Put(option, path, bytes, replace: false);
    }

    /// <summary>Writes the file in the place of one that may be there: who reads it finds the old one whole or the new one.</summary>
    /// <param name="option">The flag that names it.</param>
    /// <param name="path">The file.</param>
    /// <param name="bytes">All of it.</param>
    /// <exception cref="UserError">It cannot be written; what was there stays, and nothing else is left behind.</exception>
    public static void Replace(string option, string path, ReadOnlySpan<byte> bytes)
    {
        CheckReplace(option, path);
        Put(option, path, bytes, replace: true);
    }

    /// <summary>Says at once, before any work, why the file could not be written, whether there is one already or not.</summary>
    /// <param name="option">The flag that names it.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="UserError">It has no name, is a folder, or would lie in a folder that there is not.</exception>
    public static void CheckReplace(string option, string path)
    {
        if (Directory.Exists(path))
        {
            throw new UserError($"{option} {path}: there is a folder of that name", null, "name a file");
        }
        if (!File.Exists(path))
        {
            Check(option, path);
        }
    }

    static void Put(string option, string path, ReadOnlySpan<byte> bytes, bool replace)
    {
        var target = Path.GetFullPath(path);
        var partial = Path.Combine(Path.GetDirectoryName(target)!, $".{Path.GetFileName(target)}.{Path.GetRandomFileName()}");
        try
        {
            using (var stream = new FileStream(partial, FileMode.CreateNew, FileAccess.Write))
            {
                stream.Write(bytes);
                stream.Flush(flushToDisk: true);
            }
            File.Move(partial, target, overwrite: replace);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"{option} {path}: the file cannot be written", fault.Message, "name a file where you may write and that has room");
        }
        finally
        {
            File.Delete(partial);
        }
    }
}
