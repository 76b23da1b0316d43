using Nameward.Engine.Reports;
using Xunit;

namespace Nameward.Engine.Tests.Reports;

public sealed class CaseFolderTests : IDisposable
{
    readonly string _parent = Directory.CreateTempSubdirectory("nameward-case-").FullName;

    string Target => Path.Combine(_parent, "case-0318");

    public void Dispose() => Directory.Delete(_parent, recursive: true);

    [Fact]
    public void EveryFileOfTheListIsWrittenAndNothingElse()
    {
        CaseFolder.Write(Target, EscalateSample.Document, new LastDotDefang(), [.. ReportList.All, new("transcripts/S1.txt", (_, _) => "x"u8.ToArray())]);
        Assert.Equal(ReportList.All.Select(file => file.Name).Append("transcripts/S1.txt").Order(StringComparer.Ordinal),
            Directory.EnumerateFiles(Target, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Target, path).Replace('\\', '/')).Order(StringComparer.Ordinal));
        Assert.Equal(TriageJson.Indented(EscalateSample.Document), File.ReadAllBytes(Path.Combine(Target, "case.json")));
        Assert.Equal([Target], Directory.EnumerateFileSystemEntries(_parent));
    }

    [Fact]
    public void AnEmptyFolderIsFilledAndAFullOneIsLeftAlone()
    {
        Directory.CreateDirectory(Target);
        CaseFolder.Write(Target, TriageSamples.Close, new LastDotDefang(), ReportList.All);
        var before = File.ReadAllBytes(Path.Combine(Target, "case.json"));
        var error = Assert.Throws<UserError>(() => CaseFolder.Write(Target, EscalateSample.Document, new LastDotDefang(), ReportList.All));
        Assert.Equal(new Mistake($"--out {Target}: the folder is not empty", "it holds affected.csv", "name a folder that does not exist yet, or an empty one"), Assert.Single(error.Mistakes));
        Assert.Equal(before, File.ReadAllBytes(Path.Combine(Target, "case.json")));
    }

    [Fact]
    public void AFileInItsPlaceIsAMistake()
    {
        File.WriteAllText(Target, "");
        Assert.Throws<UserError>(() => CaseFolder.Check(Target));
    }

    [Fact]
    public void WhenOneFileFailsNothingIsLeftBehind()
    {
        ReportFile[] files = [.. ReportList.All, new("last.txt", (_, _) => throw new InvalidOperationException("made to fail"))];
        Assert.Throws<InvalidOperationException>(() => CaseFolder.Write(Target, EscalateSample.Document, new LastDotDefang(), files));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_parent));
    }

    [Fact]
    public void WhenTheDiskRefusesTheUserIsToldAndNothingIsLeftBehind()
    {
        ReportFile[] files = [.. ReportList.All, new("last.txt", (_, _) => throw new IOException("no space left on device"))];
        Assert.Contains("cannot be written", Assert.Throws<UserError>(() => CaseFolder.Write(Target, EscalateSample.Document, new LastDotDefang(), files)).Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_parent));
    }

    [Theory]
    [InlineData("../outside.txt")]
    [InlineData("transcripts/../../outside.txt")]
    public void NoFileLeadsOutOfTheFolder(string name)
    {
        Assert.Throws<ArgumentException>(() => CaseFolder.Write(Target, EscalateSample.Document, new LastDotDefang(), [new(name, (_, _) => [])]));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_parent));
    }
}
