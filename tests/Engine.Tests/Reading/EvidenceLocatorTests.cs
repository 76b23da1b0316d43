using Nameward.Engine.Evidence;
using Xunit;

namespace Nameward.Engine.Tests.Reading;

public class EvidenceLocatorTests
{
    static string[] Located(EvidenceFolder folder, params string[] arguments) =>
        [.. EvidenceLocator.Locate(arguments, folder.Options).Sources.Select(source => Path.GetRelativePath(folder.Path, source.Path))];

    static IReadOnlyList<Mistake> MistakesOf(EvidenceFolder folder, params string[] arguments) =>
        Assert.Throws<UserError>(() => EvidenceLocator.Locate(arguments, folder.Options)).Mistakes;

    [Fact]
    public void FoldersAreReadWithTheirFoldersInOrdinalOrderWithoutHiddenMembers()
    {
        using var folder = new EvidenceFolder();
        foreach (var name in new[] { "b.log", "B.log", "a/z.log", "a.log", ".hidden", ".git/config", "a/.x/y", "a/b/c/d.log" })
        {
            folder.Write(name, "x");
        }
        Assert.Equal(["B.log", "a.log", "a/b/c/d.log", "a/z.log", "b.log"], Located(folder, folder.Path));
        var note = Assert.Single(EvidenceLocator.Locate([folder.Path], folder.Options).Notes);
        Assert.Equal("hidden members of folders left out: 3; name them to have them read", note.Render(_ => "?"));
        Assert.Equal([".hidden"], Located(folder, folder[".hidden"]));
    }

    [Theory]
    [InlineData("*.log", "a.log b.log")]
    [InlineData("?.log", "a.log b.log")]
    [InlineData("**/*.log", "a.log b.log c/d.log c/e/f.log")]
    [InlineData("c/**", "c/d.log c/e/f.log c/x.txt")]
    [InlineData("c/*", "c/d.log c/e/f.log c/x.txt")]
    [InlineData("*/d*", "c/d.log")]
    [InlineData(".h*", ".h.log")]
    public void PatternsFindWhatAShellWouldFind(string pattern, string expected)
    {
        using var folder = new EvidenceFolder();
        foreach (var name in new[] { "a.log", "b.log", "c/d.log", "c/e/f.log", "c/x.txt", ".h.log" })
        {
            folder.Write(name, "x");
        }
        Assert.Equal(expected.Split(' '), Located(folder, folder[pattern]));
    }

    [Fact]
    public void AFileIsReadOnceHoweverItIsNamed()
    {
        using var folder = new EvidenceFolder();
        folder.Write("a.log", "x");
        folder.Write("sub/c.log", "x");
        File.CreateSymbolicLink(folder["b.log"], "a.log");
        Directory.CreateSymbolicLink(folder["linked"], "sub");
        Directory.CreateSymbolicLink(folder["sub/loop"], "..");
        var located = EvidenceLocator.Locate([folder["a.log"], folder.Path, folder["a.log"], folder["linked/c.log"], folder["sub/../a.log"]], folder.Options);
        Assert.Equal(["a.log", "linked/c.log"], located.Sources.Select(source => Path.GetRelativePath(folder.Path, source.Path)));
        var notes = located.Notes.Select(note => note.Render(hostile => hostile.Raw.Replace(folder.Path + "/", "", StringComparison.Ordinal)));
        Assert.Equal(
        [
            "b.log is the same file as a.log and was read once",
            "sub/../a.log is the same file as a.log and was read once",
            "sub/c.log is the same file as linked/c.log and was read once",
            "a.log was named 3 times and was read once",
        ], notes);
    }

    [Fact]
    public void EveryMistakeIsToldAtOnceWithWhatWasMeant()
    {
        using var folder = new EvidenceFolder();
        folder.Write("logs/dns.log", "x");
        folder.Write("logs/dns-2.log", "x");
        Directory.CreateDirectory(folder["empty"]);
        var mistakes = MistakesOf(folder, folder["logs/dsn.log"], folder["lgos/dns.log"], folder["empty"], folder["logs/*.pcap"], folder["nothing-like-it"]);
        Assert.Equal(
        [
            new($"{folder["logs/dsn.log"]}: there is no such file or folder", $"{folder["logs"]}/  has dns.log", folder["logs/dns.log"]),
            new($"{folder["lgos/dns.log"]}: there is no such file or folder", $"{folder.Path}/  has logs", folder["logs/dns.log"]),
            new($"{folder["empty"]}: there is no file in this folder", null, "name a folder with evidence"),
            new($"{folder["logs/*.pcap"]}: no file matches", $"{folder["logs/"]}  has dns-2.log, dns.log", null),
            new($"{folder["nothing-like-it"]}: there is no such file or folder", $"{folder.Path}/  has empty, logs", null),
        ], mistakes);
    }

    [Fact]
    public void AnUnknownFormatIsAMistakeThatSaysWhereTheyAreListed()
    {
        using var folder = new EvidenceFolder { Options = new() { Formats = [new WordLines(), new WordLines("zeek-dns", 1)], As = "zeekdns" } };
        folder.Write("a", "x");
        Assert.Equal([new("--as zeekdns: there is no such format", "nameward formats lists those there are", "--as zeek-dns")], MistakesOf(folder, folder["a"]));
    }

    [Fact]
    public void AMissingFolderWithASlashBehindItIsSuggestedToo()
    {
        using var folder = new EvidenceFolder();
        folder.Write("logs/dns.log", "x");
        Assert.Equal(folder["logs"] + "/", Assert.Single(MistakesOf(folder, folder["log/"])).Do);
    }

    [Fact]
    public void NoEvidenceIsAMistake()
    {
        using var folder = new EvidenceFolder();
        Assert.Single(MistakesOf(folder));
    }

    [Fact]
    public void AFileThatThisUserMayNotReadIsAMistakeWhenNamedAndDamageInAFolder()
    {
        using var folder = new EvidenceFolder();
        var closed = folder.Write("a.log", "=words\none\n");
        folder.Write("b.log", "=words\ntwo\n");
        if (OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess)
        {
            Assert.Skip("a file cannot be closed to this user");
            return;
        }
        File.SetUnixFileMode(closed, UnixFileMode.None);
        Assert.Equal("give read access to it, or copy it", Assert.Single(MistakesOf(folder, closed)).Do);
        using var evidence = folder.Open();
        var (rows, report) = EvidenceFolder.Read(evidence, 1);
        Assert.Equal("this user may not read the file", report.Sources[0].Damage);
        Assert.Equal(["two"], rows.Select(row => row.Name));
    }

    [Theory]
    [InlineData("dns.log", "dns.log", 0)]
    [InlineData("dns.lgo", "dns.log", 1)]
    [InlineData("DNS.LOG", "dns.log", 0)]
    [InlineData("change.csv", "changes.csv", 1)]
    [InlineData("dns.log", "dns.log.gz", 3)]
    public void DistanceCountsTypingErrors(string from, string to, int distance) => Assert.Equal(distance, NearWords.Distance(from, to));
}
