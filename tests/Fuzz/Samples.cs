using System.IO.Compression;

namespace Nameward.Fuzz;

/// <summary>The files of a folder of samples, unpacked.</summary>
static class Samples
{
    /// <summary>All of them, sorted by path, or none where there is no such folder.</summary>
    public static IReadOnlyList<byte[]> In(string folder) =>
        Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(Unpacked)] : [];

    static byte[] Unpacked(string path)
    {
        using var file = File.OpenRead(path);
        using Stream stream = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
