namespace Nameward.Engine.Evidence;

/// <summary>Follows links, so that two paths to one file are known as one.</summary>
sealed class RealPaths
{
    // Linux gives up after 40 links in one path (path_resolution(7)); whoever reads the file will be told.
    const int MostLinks = 40;

    readonly Dictionary<string, string> _folders = new(StringComparer.Ordinal);

    /// <summary>The full path of a file with no link in it, as far as links can be followed.</summary>
    public string Of(string path) => Resolve(Path.GetFullPath(path), MostLinks);

    string Resolve(string path, int links)
    {
        var parent = Path.GetDirectoryName(path);
        if (parent is null)
        {
            return path;
        }
        var here = Path.Join(ResolveFolder(parent, links), Path.GetFileName(path));
        return links > 0 && TargetOf(here) is { } target ? Resolve(target, links - 1) : here;
    }

    string ResolveFolder(string folder, int links)
    {
        if (!_folders.TryGetValue(folder, out var real))
        {
            _folders[folder] = real = Resolve(folder, links);
        }
        return real;
    }

    static string? TargetOf(string path)
    {
        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: false)?.FullName;
        }
        catch (IOException)
        {
            return null;
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
    }
}
