namespace Nameward.Engine.Evidence;

/// <summary>What the user may have meant.</summary>
public static class NearNames
{
    const int MostShown = 3;
    const int MostListed = 10_000;

    /// <summary>The mistake of naming a path that is not there, with what is there instead.</summary>
    public static Mistake MissingPath(string path)
    {
        var folder = Path.TrimEndingDirectorySeparator(path);
        var missing = folder;
        do
        {
            missing = folder;
            folder = Path.GetDirectoryName(folder);
        }
        while (!string.IsNullOrEmpty(folder) && !Directory.Exists(folder));
        var what = $"{path}: there is no such file or folder";
        var near = To(Path.GetFileName(missing), NamesIn(folder));
        if (near.Count == 0)
        {
            return new(what, missing.Length >= path.Length - 1 ? Here(folder) : $"{missing} does not exist", null);
        }
        var instead = Path.Join(folder, near[0]) + path[missing.Length..];
        return new(what, $"{Show(folder)}  has {string.Join(", ", near)}", Path.Exists(instead) ? instead : null);
    }

    /// <summary>A few names of the folder; null where there are none.</summary>
    public static string? Here(string? folder)
    {
        var names = NamesIn(folder);
        names.Sort(StringComparer.Ordinal);
        return names.Count == 0 ? null
            : $"{Show(folder)}  has {string.Join(", ", names.Take(MostShown))}{(names.Count > MostShown ? $" and {names.Count - MostShown} more" : "")}";
    }

    /// <summary>Those of <paramref name="names"/> that lie near <paramref name="wanted"/>, the nearest first.</summary>
    public static IReadOnlyList<string> To(string wanted, IEnumerable<string> names) => NearWords.To(wanted, names);

    static string Show(string? folder) => string.IsNullOrEmpty(folder) ? "./" : Path.EndsInDirectorySeparator(folder) ? folder : folder + "/";

    // Names that hold control characters are nobody's typing error, and could act on a terminal.
    static List<string> NamesIn(string? folder)
    {
        try
        {
            return
            [
                .. Directory.EnumerateFileSystemEntries(string.IsNullOrEmpty(folder) ? "." : folder).Take(MostListed)
                    .Select(path => Path.GetFileName(path)).Where(name => !name.StartsWith('.') && !name.Any(char.IsControl)),
            ];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
