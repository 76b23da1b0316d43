using System.IO.Compression;
using Xunit;

namespace Nameward.Engine.Tests;

/// <summary>
/// Files that tests stand on: our own in the repository; others', which are not ours to commit, in the folder that NAMEWARD_SHARED names, else in
/// "shared" beside the repository. Those are read in place.
/// </summary>
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

    /// <summary>One of our own files, by its path in the repository.</summary>
    public static string Own(string path) => Path.Combine(Root, path);

    /// <summary>The bytes of a file, unpacked where it is packed.</summary>
    public static byte[] Unpacked(string path)
    {
        using var file = File.OpenRead(path);
        using Stream content = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var bytes = new MemoryStream();
        content.CopyTo(bytes);
        return bytes.ToArray();
    }

    /// <summary>A file or folder of others; the test is skipped, aloud, where it is absent.</summary>
    public static string Shared(string path)
    {
        var full = SharedPath(path);
        if (!Path.Exists(full))
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"skipped: no {full}; NAMEWARD_SHARED names the folder");
            Assert.Skip($"no {path} in the folder that NAMEWARD_SHARED names");
        }
        return full;
    }

    /// <summary>Whether a file or folder of others is here, for a test that also has something to do without it.</summary>
    public static bool HasShared(string path) => Path.Exists(SharedPath(path));

    static string SharedPath(string path) => Path.Combine(Environment.GetEnvironmentVariable("NAMEWARD_SHARED") ?? Path.Combine(Root, "..", "shared"), path);

    static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Nameward.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("the tests were not built inside the repository");
        }
        return folder;
    }
}
