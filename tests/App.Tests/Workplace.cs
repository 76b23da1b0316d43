using System.IO.Compression;
using Nameward.Engine.Tests;

namespace Nameward.App.Tests;

/// <summary>A folder in which the program is run, gone with the test.</summary>
sealed class Workplace : IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nameward-run-");

    public string Folder => _folder.FullName;

    public string this[string name] => Path.Combine(Folder, name);

    /// <summary>Everything in the folder, sorted.</summary>
    public string[] Members => [.. Directory.EnumerateFileSystemEntries(Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    public void Write(string name, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[name])!);
        File.WriteAllBytes(this[name], bytes);
    }

    public void Write(string name, string text) => Write(name, System.Text.Encoding.ASCII.GetBytes(text));

    /// <summary>Runs the program here, with standard input empty.</summary>
    public Task<ProgramRun> Run(params string[] arguments) => ProgramRun.In(Folder, arguments);

    /// <summary>One of our own samples, unpacked.</summary>
    public static byte[] Sample(string path)
    {
        using var file = File.OpenRead(Samples.Own(path));
        using Stream content = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var bytes = new MemoryStream();
        content.CopyTo(bytes);
        return bytes.ToArray();
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
