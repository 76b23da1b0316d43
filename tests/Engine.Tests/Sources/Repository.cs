namespace Nameward.Engine.Tests.Sources;

/// <summary>The repository that this test was built in, read from its folder.</summary>
static class Repository
{
    static readonly string[] SourceFolders = ["src", "tests", "bench"];
    static readonly string[] TextEndings = [".cs", ".csproj", ".props", ".slnx", ".json", ".md", ".sql", ".html", ".css", ".js", ".yaml", ".sh", ""];

    /// <summary>The folder that holds the solution.</summary>
    public static string Root => Samples.Root;

    /// <summary>Every C# file.</summary>
    public static SourceFile[] CSharp { get; } = [.. Read(SourceFolders, [".cs"])];

    /// <summary>Every file that is written by hand: code, projects, scripts, documentation.</summary>
    public static SourceFile[] Texts { get; } =
    [
        .. Read([.. SourceFolders, "docs", ".ci"], TextEndings),
        .. ReadFolder(Root, TextEndings, SearchOption.TopDirectoryOnly),
    ];

    static IEnumerable<SourceFile> Read(string[] folders, string[] endings) =>
        folders.Select(folder => Path.Combine(Root, folder)).Where(Directory.Exists).SelectMany(folder => ReadFolder(folder, endings, SearchOption.AllDirectories));

    static IEnumerable<SourceFile> ReadFolder(string folder, string[] endings, SearchOption depth) =>
        Directory.EnumerateFiles(folder, "*", depth)
            .Where(path => endings.Contains(Path.GetExtension(path)) && !IsMade(path))
            .Order(StringComparer.Ordinal)
            .Select(path => new SourceFile(Relative(path), File.ReadAllText(path).ReplaceLineEndings("\n")));

    static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    static bool IsMade(string path) => Relative(path).Split('/') is var parts && (parts.Contains("bin") || parts.Contains("obj") || parts[^1] == "packages.lock.json");
}
