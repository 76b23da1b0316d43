using System.Diagnostics;
using Nameward.Engine.Cases.Blocks;
using Nameward.Engine.Containment;
using Nameward.Engine.Intelligence.Feeds;
using Nameward.Engine.Observations;
using Xunit;

namespace Nameward.Engine.Tests.Containing;

/// <summary>Packs whose products cannot be started here are lists of known forms: the program's own readers of these forms read back what was to be blocked, and nothing else.</summary>
public class ListPackTests
{
    [Theory]
    [InlineData("adguard-home", "nameward-7.txt", "adblock-list")]
    [InlineData("bind", "nameward-7.rpz", "rpz-zone")]
    [InlineData("cisco-umbrella", "nameward-7.txt", "plain-list", false)]
    [InlineData("hosts-file", "nameward-7.hosts", "hosts-list")]
    [InlineData("lists", "nameward-7.names.txt", "plain-list")]
    [InlineData("pi-hole", "nameward-7.txt", "adblock-list")]
    [InlineData("technitium", "nameward-7.txt", "plain-list")]
    [InlineData("unbound", "nameward-7.rpz", "rpz-zone")]
    public void TheFileSaysWhatIsBlockedAndNothingElse(string target, string file, string form, bool hasCheck = true)
    {
        var document = ContainSamples.Of(BlockAction.NxDomain, ContainSamples.Zone("evil.example.net"), ContainSamples.Zone("t.other-evil.example"));
        var content = Write(target, document, file);
        var entries = new EntryList();
        FeedFormatList.All.Single(format => format.Info.Id == form).Read(content, FeedReadingOptions.None, entries);
        string[] check = hasCheck ? ["check.nameward-7.alt"] : [];
        Assert.Equal(check.Concat(["evil.example.net", "t.other-evil.example"]).Order(), entries.Values.Distinct().Order());
        Assert.Empty(entries.Rejected);
    }

    [Fact]
    public void AHostsFileIsAfterwardsWhatItWasBefore()
    {
        var folder = Directory.CreateTempSubdirectory("nameward-hosts-").FullName;
        try
        {
            const string Before = "127.0.0.1 localhost\n# ours\n192.0.2.7 printer\n";
            var hosts = Path.Combine(folder, "hosts");
            File.WriteAllText(hosts, Before);
            var pack = TargetList.All.Single(one => one.Id == "hosts-file").Write(ContainSamples.Of(BlockAction.NxDomain, ContainSamples.Zone("evil.example.net")));
            File.WriteAllBytes(Path.Combine(folder, pack.Files[0].Name), pack.Files[0].Content);
            Run(PackStage.Apply);
            Assert.Contains("\n0.0.0.0 evil.example.net\n", File.ReadAllText(hosts), StringComparison.Ordinal);
            Run(PackStage.Rollback);
            Assert.Equal(Before, File.ReadAllText(hosts));

            void Run(PackStage stage)
            {
                var command = pack.Steps.First(step => step.Stage == stage).Command!.Replace("/etc/hosts", hosts, StringComparison.Ordinal);
                using var shell = Process.Start(new ProcessStartInfo("sh", ["-c", command]) { WorkingDirectory = folder })!;
                shell.WaitForExit();
                Assert.Equal(0, shell.ExitCode);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static byte[] Write(string target, ContainDocument document, string file) => TargetList.All.Single(one => one.Id == target).Write(document).Files.Single(one => one.Name == file).Content;

    sealed class EntryList : IFeedWriter
    {
        public List<string> Values { get; } = [];

        public List<string> Rejected { get; } = [];

        void IFeedWriter.Entry(in FeedEntry entry) => Values.Add(entry.Name.IsEmpty ? $"{entry.Network}" : WireName.ToText(entry.Name).TrimEnd('.'));

        void IFeedWriter.Passed(long at, string because)
        {
        }

        void IFeedWriter.Rejected(long at, string because, ReadOnlySpan<byte> text) => Rejected.Add($"{at} {because}");

        void IFeedWriter.About(FeedAbout about)
        {
        }
    }
}
