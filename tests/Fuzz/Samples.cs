using System.IO.Compression;

namespace Nameward.Fuzz;

/// <summary>One file of the samples, unpacked.</summary>
/// <param name="Folder">Name of the folder that it lies in.</param>
/// <param name="Bytes">Its content.</param>
sealed record Sample(string Folder, byte[] Bytes);

/// <summary>The files of a folder of samples.</summary>
static class Samples
{
    /// <summary>All of them, sorted by path, or none where there is no such folder.</summary>
    public static IReadOnlyList<Sample> In(string folder) =>
        Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(Read)] : [];

    /// <summary>What one file holds, or nothing where there is no such file.</summary>
    public static IReadOnlyList<byte[]> At(string path) => File.Exists(path) ? [Read(path).Bytes] : [];

    static Sample Read(string path)
    {
        using var file = File.OpenRead(path);
        using Stream stream = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return new(Path.GetFileName(Path.GetDirectoryName(path)!), bytes.ToArray());
    }
}
