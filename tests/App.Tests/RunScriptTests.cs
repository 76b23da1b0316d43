using System.Diagnostics;
using Nameward.Engine.Tests;
using Xunit;

namespace Nameward.App.Tests;

/// <summary><c>./run</c> in a copy of the sources: it builds what is out of date, once, and otherwise only compares.</summary>
[Trait("tier", "ci")]
public sealed class RunScriptTests : IDisposable
{
    sealed record Outcome(int Status, string Output, string Error);

    readonly DirectoryInfo _copy = Directory.CreateTempSubdirectory("nameward run ");

    public RunScriptTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "./run needs bash");
        var root = Samples.Root;
        foreach (var file in Directory.EnumerateFiles(root).Concat(Directory.EnumerateFiles(Path.Combine(root, "samples"))).Concat(Directory.EnumerateFiles(Path.Combine(root, "src"), "*", SearchOption.AllDirectories)))
        {
            var to = Path.Combine(_copy.FullName, Path.GetRelativePath(root, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }
        File.WriteAllText(Extra, "namespace Nameward.App;");
    }

    string Script => Path.Combine(_copy.FullName, "run");

    string Extra => Path.Combine(_copy.FullName, "src", "Nameward.App", "Extra.cs");

    string Stamp => Path.Combine(_copy.FullName, "artifacts", "run", "built");

    public void Dispose() => _copy.Delete(recursive: true);

    [Fact]
    public async Task ItBuildsOnceThenOnlyComparesAndNoticesWhatIsGoneOrBroken()
    {
        var first = await Task.WhenAll(Run(Script), Run(Script), Run(Script));
        Assert.All(first, outcome => Assert.Equal((0, first[0].Output, ""), (outcome.Status, outcome.Output, outcome.Error)));
        Assert.Single(first[0].Output.Trim().Split('\n'));

        var built = File.ReadAllText(Stamp);
        var link = Path.Combine(_copy.FullName, "link");
        File.CreateSymbolicLink(link, "run");
        Assert.Equal(first[0], await Run(link));
        Assert.Equal(built, File.ReadAllText(Stamp));

        File.Delete(Extra);
        Assert.Equal(first[0], await Run(Script));
        Assert.NotEqual(built, built = File.ReadAllText(Stamp));

        File.WriteAllText(Extra, "oops");
        var failed = await Run(Script);
        Assert.Equal((70, ""), (failed.Status, failed.Output));
        Assert.Contains("Extra.cs(1,", failed.Error, StringComparison.Ordinal);
        Assert.Equal(built, File.ReadAllText(Stamp));
    }

    static async Task<Outcome> Run(string script)
    {
        ProcessStartInfo start = new(script, ["--version"])
        {
            WorkingDirectory = Path.GetTempPath(),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new(process.ExitCode, await output, await error);
    }
}
