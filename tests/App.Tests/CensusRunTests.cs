using Nameward.Engine.Tests;
using Xunit;

namespace Nameward.App.Tests;

/// <summary>The census through the whole program, and the site file that it proposes: checked, given back, corrected.</summary>
[Trait("tier", "ci")]
public sealed class CensusRunTests : IDisposable
{
    static readonly string Quiet = Samples.Own("samples/quiet.pcap.gz");

    readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task TheProposedSiteFileIsAcceptedAndAnswersQuestionOne()
    {
        Assert.StartsWith("cannot-tell", await Answer(Quiet), StringComparison.Ordinal);
        await Propose(Quiet);
        // The one server that the proposal leaves to a person answers two clients: it is not approved until somebody says so.
        Assert.Matches("^yes: fd60:1::53: a DNS server that is not approved", await Answer(Quiet));
        Approve();
        Assert.Equal("no: every DNS server that answered is approved; 14 hosts of our networks appear as senders", await Answer(Quiet));
    }

    [Fact]
    public async Task TheProposalOfACaptureWithATunnelAnswersForTheServersThatClientsAsk()
    {
        var capture = Samples.Shared("lab/captures/A01.client.pcap.gz");
        await Propose(capture);
        Approve();
        Assert.StartsWith("no: every DNS server that answered is approved", await Answer(capture), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhereNoServerIsProposedTheFileApprovesNoneAndSaysHow()
    {
        var capture = Samples.Shared("lab/captures/A01.auth.pcap.gz");
        var before = await Answer(capture);
        await Propose(capture);
        Assert.Contains("# servers:\n#   approved:\n#     - ", File.ReadAllText(_place["nameward.yaml"]), StringComparison.Ordinal);
        Assert.Equal(before, await Answer(capture));
        File.WriteAllText(_place["nameward.yaml"], File.ReadAllText(_place["nameward.yaml"]).Replace("\n# servers:", "\nservers:", StringComparison.Ordinal).Replace("\n#   approved:", "\n  approved:", StringComparison.Ordinal).Replace("\n#     - ", "\n    - ", StringComparison.Ordinal));
        Assert.Equal(0, (await _place.Run("check")).Status);
    }

    [Fact]
    public async Task AFileIsWrittenOnceAndNeverOver()
    {
        await Propose(Quiet);
        var written = File.ReadAllBytes(_place["nameward.yaml"]);
        Assert.Equal([_place["nameward.yaml"]], _place.Members);
        var again = await _place.Run("census", Quiet, "--write-site");
        Assert.Equal((2, ""), (again.Status, again.Output));
        Assert.Equal(written, File.ReadAllBytes(_place["nameward.yaml"]));
        Assert.Equal(0, (await _place.Run("census", Quiet, "--site", "none", "--write-site", "other.yaml", "--threads", "3")).Status);
        Assert.Equal(written, File.ReadAllBytes(_place["other.yaml"]));
    }

    [Fact]
    public async Task EachFormatIsOneDocumentOnStandardOutput()
    {
        using var json = (await _place.Run("census", Quiet, "--format", "json")).Json();
        Assert.Equal("nameward/census/1", json.RootElement.GetProperty("schema").GetString());
        Assert.Equal(["schema", "run", "evidence", "coverage", "clients", "census", "siteProposal"], json.RootElement.EnumerateObject().Select(property => property.Name));
        var csv = await _place.Run("census", Quiet, "--format", "csv");
        Assert.Equal((0, "", 1 + json.RootElement.GetProperty("census").GetArrayLength()), (csv.Status, csv.Error, csv.Output.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length));
        Assert.Equal(new(0, "", ""), await _place.Run("census", Quiet, "--quiet"));
        Assert.Empty(_place.Members);
    }

    [Theory]
    [InlineData("nameward cen", "census")]
    [InlineData("nameward census --wr", "--write-site")]
    [InlineData("nameward census --format ", "csv\njson\ntable")]
    public async Task TheVerbIsCompleted(string line, string expected)
    {
        var run = await _place.Run($"[suggest:{line.Length}]", line);
        Assert.Equal((0, expected), (run.Status, run.Output.ReplaceLineEndings("\n").Trim()));
    }

    [Fact]
    public async Task HelpKnowsTheVerb()
    {
        Assert.Matches("(?m)^  census +<PATH>", (await _place.Run("--help")).Output.Replace("[", "", StringComparison.Ordinal));
        Assert.Contains("--write-site", (await _place.Run("census", "--help")).Output, StringComparison.Ordinal);
    }

    async Task Propose(string evidence)
    {
        var run = await _place.Run("census", evidence, "--write-site");
        Assert.Equal((0, ""), (run.Status, run.Error));
        var check = await _place.Run("check");
        Assert.Equal((0, ""), (check.Status, check.Error));
        Assert.EndsWith("no mistake\n", check.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    // What a person does who knows them all.
    void Approve() => File.WriteAllText(_place["nameward.yaml"], File.ReadAllText(_place["nameward.yaml"]).Replace("    # - ", "    - ", StringComparison.Ordinal));

    async Task<string> Answer(string evidence)
    {
        using var json = (await _place.Run("triage", evidence, "--format", "json")).Json();
        var question = json.RootElement.GetProperty("questions")[0];
        return $"{question.GetProperty("answer")}: {question.GetProperty("reasons")[0]}";
    }
}
