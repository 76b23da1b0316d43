using System.Diagnostics;

namespace Nameward.Engine.Evidence.Envelopes;

/// <summary>
/// The program zstd, which unpacks what it is given through its standard input; there is no zstd in .NET 10. It is looked for in the folders of PATH that are named
/// from the root: one named from here may be a folder of evidence. It is given no name of a file, no shell is used, and this is the only program that is started.
/// </summary>
static class ZstdProgram
{
    static readonly string? Found = Find(Environment.GetEnvironmentVariable("PATH"));

    /// <summary>Whether it is there.</summary>
    public static bool IsThere => Found is not null;

    /// <summary>Starts it; null where that fails.</summary>
    public static Process? Start()
    {
        // Unpack to standard output, say nothing.
        var start = new ProcessStartInfo(Found!, ["-d", "-c", "-qq"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        try
        {
            return Process.Start(start);
        }
        catch (Exception failure) when (failure is System.ComponentModel.Win32Exception or IOException)
        {
            return null;
        }
    }

    static string? Find(string? path)
    {
        var name = OperatingSystem.IsWindows() ? "zstd.exe" : "zstd";
        return path?.Split(Path.PathSeparator).Where(Path.IsPathFullyQualified).Select(folder => Path.Join(folder, name)).FirstOrDefault(File.Exists);
    }
}
