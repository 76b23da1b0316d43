using Nameward.Engine.Tests;
using Xunit;

namespace Nameward.App.Tests;

/// <summary>What README shows is what the program does.</summary>
public class ReadmeTests
{
    const string Prompt = "$ ./run ";

    [Fact]
    [Trait("tier", "ci")]
    public async Task EveryCommandOfReadmeRuns()
    {
        using var place = WithSamples();
        var commands = CodeLines().Where(line => line.StartsWith("./run ", StringComparison.Ordinal) && !line.Contains("PATH", StringComparison.Ordinal)).ToList();
        Assert.True(commands.Count >= 5, $"README shows {commands.Count} commands");
        foreach (var command in commands)
        {
            var run = await place.Run(Words(command["./run ".Length..]));
            var expected = command.Contains("--exit-code", StringComparison.Ordinal) ? 11 : 0;
            // Which site file is used is said; nothing else is.
            var warned = string.Concat(run.Error.Split('\n').Where(line => !line.StartsWith("site    ", StringComparison.Ordinal)));
            Assert.Equal((command, expected, ""), (command, run.Status, warned));
            Assert.Equal(command.Contains("--quiet", StringComparison.Ordinal), run.Output.Length == 0);
        }
    }

    [Fact]
    public async Task TheOutputsInReadmeAreTheProgramsOwn()
    {
        using var place = WithSamples();
        var lines = CodeLines().ToList();
        var prompts = lines.Index().Where(line => line.Item.StartsWith(Prompt, StringComparison.Ordinal)).ToList();
        Assert.Equal(2, prompts.Count);
        foreach (var (at, prompt) in prompts)
        {
            var shown = lines.Skip(at + 1).TakeWhile(line => line != "...").ToList();
            Assert.True(shown.Count > 20, $"README shows {shown.Count} lines of output");
            var run = await place.Run(Words(prompt[Prompt.Length..]));
            Assert.Equal(shown, run.Output.Split('\n').Take(shown.Count));
        }
    }

    [Fact]
    public async Task StandardInputGivesTheSameDecisionAsTheFile()
    {
        using var place = WithSamples();
        var run = await ProgramRun.In(place.Folder, Workplace.Sample("samples/tunnel.pcap.gz"), "triage", "-", "--no-color");
        Assert.Equal((0, ""), (run.Status, run.Error));
        Assert.StartsWith(" ESCALATE ", run.Output, StringComparison.Ordinal);
    }

    static Workplace WithSamples()
    {
        var place = new Workplace();
        Directory.CreateSymbolicLink(place["samples"], Path.Combine(Samples.Root, "samples"));
        return place;
    }

    static IEnumerable<string> CodeLines()
    {
        var inside = false;
        foreach (var line in File.ReadLines(Path.Combine(Samples.Root, "README.md")))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                inside = !inside;
            }
            else if (inside)
            {
                yield return line;
            }
        }
    }

    static string[] Words(string command) => command.Split('#')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
