using Xunit;

namespace Nameward.Engine.Tests.Zeek;

/// <summary>Files that tests stand on: our own in the repository, others' beside it.</summary>
static class Samples
{
    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Our samples of one format, without the expectations beside them; never none.</summary>
    public static string[] Of(string format)
    {
        var files = Directory.GetFiles(Path.Combine(Root, "samples", "formats", format)).Where(file => !file.EndsWith(".rows", StringComparison.Ordinal));
        string[] sorted = [.. files.Order(StringComparer.Ordinal)];
        Assert.NotEmpty(sorted);
        return sorted;
    }

    /// <summary>A file or folder of the samples that are not ours to commit; the test is skipped, aloud, where they are absent.</summary>
    public static string Shared(string path)
    {
        var shared = Environment.GetEnvironmentVariable("NAMEWARD_SHARED") ?? Path.Combine(Root, "..", "shared");
        var full = Path.Combine(shared, path);
        if (!Path.Exists(full))
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"skipped: no {full}; NAMEWARD_SHARED names the folder");
            Assert.Skip($"no {path} in the folder that NAMEWARD_SHARED names");
        }
        return full;
    }

    static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Nameward.slnx")))
        {
            folder = folder.Parent;
        }
        return folder?.FullName ?? throw new InvalidOperationException("the tests do not lie under the solution");
    }
}
