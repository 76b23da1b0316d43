using Nameward.Engine.Findings;
using Nameward.Engine.Reports;
using Nameward.Engine.Tests;
using Nameward.Engine.Transcripts.Decoders;
using Xunit;

namespace Nameward.App.Tests;

/// <summary>The page of detectors is what the program says, and so is what the verb prints. With NAMEWARD_ACCEPT=1 the page is written anew.</summary>
public sealed class DetectorPageTests : IDisposable
{
    readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public void ThePageOfDetectorsIsWhatTheProgramSays()
    {
        var page = DetectorPage.Markdown(DetectorInfo.All, DecoderInfo.All);
        var path = Samples.Own("docs/detectors.md");
        if (Environment.GetEnvironmentVariable("NAMEWARD_ACCEPT") == "1")
        {
            File.WriteAllText(path, page);
        }
        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), page);
    }

    [Fact]
    public async Task TheListNamesEveryDetectorWithinTheWidth()
    {
        var run = await ProgramRun.With("COLUMNS", "72", _place.Folder, "detectors");
        Assert.Equal((0, ""), (run.Status, run.Error));
        Assert.All(run.Output.Split('\n'), line => Assert.True(line.Length <= 72, line));
        Assert.All(DetectorInfo.All, detector => Assert.Contains($"\n{detector.Id}: ", "\n" + run.Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task OneDetectorIsShownWithItsStepsAndTheResponse()
    {
        var run = await _place.Run("detectors", "changed-server");
        Assert.Equal((0, ""), (run.Status, run.Error));
        var shown = string.Join(' ', run.Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var info = DetectorInfo.All.Single(detector => detector.Id == "changed-server");
        Assert.All([.. info.Verify, info.Respond.Preserve, info.Respond.Contain, info.Respond.Ask, info.Harmless, info.Blind], text => Assert.Contains(text, shown, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("rare-types")]
    public async Task JsonIsOneDocumentOfOneLine(string? id)
    {
        var run = await _place.Run(id is null ? ["detectors", "--format", "json"] : ["detectors", id, "--format", "json"]);
        Assert.Equal((0, ""), (run.Status, run.Error));
        Assert.Equal(run.Output.Length - 1, run.Output.IndexOf('\n', StringComparison.Ordinal));
        using var json = run.Json();
        Assert.Equal("nameward/detectors/1", json.RootElement.GetProperty("schema").GetString());
        var printed = json.RootElement.GetProperty("detectors").EnumerateArray().ToList();
        Assert.Equal(id is null ? DetectorInfo.All.Select(detector => detector.Id) : [id], printed.Select(one => one.GetProperty("id").GetString()));
        Assert.All(printed, one => Assert.True(one.GetProperty("triggers").GetArrayLength() > 0 && one.GetProperty("verify").GetArrayLength() > 0));
    }
}
