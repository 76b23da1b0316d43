using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Nameward.Engine.Cases.Blocks;
using Nameward.Engine.Containment;
using Nameward.Engine.Tests.Containing;
using Xunit;

namespace Nameward.Engine.Tests.Isolating;

/// <summary>The scripts and queries of host packs are well-formed, hold nothing of a case, and change nothing.</summary>
public class HostPackTests
{
    /// <summary>Words that change something: none stands in a script.</summary>
    static readonly string[] Changing =
    [
        "Remove-", "Set-Dns", "Set-Net", "Clear-", "Stop-", "Disable-", "Invoke-Expression", "iex ", "Invoke-WebRequest", "DownloadString", "reg.exe add", "reg.exe delete", "flushdns", "sudo", "kill", "curl", "wget", "eval ", "systemctl",
        "flush-caches", "iptables", "nft ", "execve(",
    ];

    public static TheoryData<string> Packs => [.. TargetList.All.Where(target => target.Id.StartsWith("host-", StringComparison.Ordinal)).Select(target => target.Id)];

    [Theory, MemberData(nameof(Packs))]
    public void AScriptLooksAndChangesNothing(string id)
    {
        var pack = Pack(id, ContainSamples.Zone("kq7.example"));
        Assert.All(pack.Files, file => Assert.All(Changing, word => Assert.DoesNotContain(word, Text(file), StringComparison.Ordinal)));
        Assert.Contains(pack.Steps, step => step.Stage == PackStage.Verify && step.Command!.StartsWith("nameward triage", StringComparison.Ordinal));
        Assert.Contains(pack.Steps, step => step.Stage == PackStage.Rollback);
    }

    [Theory]
    [InlineData("host-powershell")]
    [InlineData("host-shell")]
    [InlineData("host-velociraptor")]
    public void TheScriptIsTheSameForEveryCase(string id)
    {
        string Script(string zone, string server) => Text(Pack(id, ContainSamples.Zone(zone), ContainSamples.At(BlockKind.Server, server)).Files[0]);
        Assert.Equal(Script("kq7.example", "203.0.113.66"), Script("other.example", "2001:db8::66"));
    }

    [Fact]
    public void ZonesAndServersStandInFilesOfTheirOwn()
    {
        var pack = Pack("host-shell", ContainSamples.Zone("kq7.example"), ContainSamples.At(BlockKind.Server, "203.0.113.66"), ContainSamples.Named(BlockKind.Zone, [2, (byte)'$', (byte)'(', 0]));
        Assert.Equal(["kq7.example"], Data(pack, "zones.txt"));
        Assert.Equal(["203.0.113.66"], Data(pack, "servers.txt"));
        Assert.Equal("\\036\\040", Assert.Single(pack.LeftOut).Block.Value.Raw);
    }

    [Theory]
    [InlineData("sh", "-n")]
    [InlineData("dash", "-n")]
    [InlineData("shellcheck", "-s sh")]
    [Trait("tier", "ci")]
    public async Task TheShellTakesTheScript(string program, string arguments)
    {
        if (!(Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program))))
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"skipped: {program} is not installed");
            Assert.Skip($"{program} is not installed");
        }
        var script = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(script, Pack("host-shell", ContainSamples.Zone("kq7.example")).Files[0].Content);
            using var process = Process.Start(new ProcessStartInfo(program, [.. arguments.Split(' '), script]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var (said, errors) = (process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal((0, "", ""), (process.ExitCode, await said, await errors));
        }
        finally
        {
            File.Delete(script);
        }
    }

    [Fact]
    public void TheQueriesOfOsqueryAreAPack()
    {
        var pack = Pack("host-osquery", ContainSamples.Zone("kq7.example"), ContainSamples.At(BlockKind.Server, "2001:db8::66"));
        using var json = JsonDocument.Parse(Assert.Single(pack.Files).Content);
        var queries = json.RootElement.GetProperty("queries").EnumerateObject().ToList();
        Assert.Equal(6, queries.Count);
        Assert.All(queries, query =>
        {
            Assert.StartsWith("nameward_", query.Name, StringComparison.Ordinal);
            Assert.StartsWith("SELECT (SELECT hostname FROM system_info) AS hostname, ", query.Value.GetProperty("query").GetString(), StringComparison.Ordinal);
            Assert.Equal(0, query.Value.GetProperty("query").GetString()!.Count(c => c == '\'') % 2);
            Assert.InRange(query.Value.GetProperty("interval").GetInt32(), 60, 86400);
            Assert.Contains(query.Value.GetProperty("platform").GetString(), (string[])["all", "posix", "windows"]);
        });
        Assert.Contains("'2001:db8::66'", queries[0].Value.GetProperty("query").GetString(), StringComparison.Ordinal);
    }

    static TargetPack Pack(string id, params Block[] blocks) => TargetList.All.Single(target => target.Id == id).Write(ContainSamples.Of(BlockAction.NxDomain, [.. blocks]));

    static string Text(PackFile file) => Encoding.ASCII.GetString(file.Content);

    static string[] Data(TargetPack pack, string name) => [.. Text(pack.Files.Single(file => file.Name == name)).Split('\n').Where(line => line.Length > 0 && line[0] != '#')];
}
