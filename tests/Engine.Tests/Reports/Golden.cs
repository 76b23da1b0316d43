using System.Runtime.CompilerServices;
using System.Text;
using Xunit;

namespace Nameward.Engine.Tests.Reports;

/// <summary>Compares an output with the file that stands beside the tests; NAMEWARD_ACCEPT=1 writes the file instead.</summary>
static class Golden
{
    public static void Check(string name, byte[] actual, [CallerFilePath] string here = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(here)!, "golden", name);
        if (Environment.GetEnvironmentVariable("NAMEWARD_ACCEPT") == "1")
        {
            File.WriteAllBytes(path, actual);
        }
        Assert.True(File.Exists(path), $"{name} is missing; look at the output and run once with NAMEWARD_ACCEPT=1");
        Assert.Equal(File.ReadAllText(path), Encoding.UTF8.GetString(actual));
    }
}
