using Nameward.Engine.Intelligence.Feeds;
using Xunit;

namespace Nameward.Engine.Tests.Intelligence.Feeds;

/// <summary>Each sample of a feed gives the entries beside it. With NAMEWARD_ACCEPT=1 they are written anew: read the difference.</summary>
public class FeedGoldenTests
{
    public static TheoryData<string, string> Files => FeedSamples.All();

    [Theory]
    [MemberData(nameof(Files))]
    public void ASampleGivesTheEntriesBesideIt(string format, string file)
    {
        var path = Path.Combine(FeedSamples.Folder(format), file);
        var dump = FeedDump.Of(FeedSamples.Format(format), File.ReadAllBytes(path)).ToString();
        if (Environment.GetEnvironmentVariable("NAMEWARD_ACCEPT") == "1")
        {
            File.WriteAllText(path + ".entries", dump);
        }
        Assert.Equal(File.ReadAllText(path + ".entries").ReplaceLineEndings("\n"), dump);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void ASampleIsRecognisedByItsOwnForm(string format, string file)
    {
        var head = FeedSamples.Head(File.ReadAllBytes(Path.Combine(FeedSamples.Folder(format), file)));
        Assert.Equal(format, FeedFormatList.Identify(head)?.Info.Id);
    }

    [Fact]
    public void EachFormHasSamplesAndSaysWhatItIs()
    {
        Assert.All(FeedFormatList.All, format =>
        {
            Assert.Contains(Files, row => row.Data.Item1 == format.Info.Id);
            Assert.NotEmpty(format.Info.Title);
            Assert.NotEmpty(format.Info.Source);
        });
    }

    /// <summary>Whatever is cut off, a reader ends, and of a form of lines every entry of a line that is whole is one of the whole content.</summary>
    [Theory]
    [MemberData(nameof(Files))]
    public void EveryPrefixIsRead(string format, string file)
    {
        var content = File.ReadAllBytes(Path.Combine(FeedSamples.Folder(format), file));
        var reader = FeedSamples.Format(format);
        var whole = FeedDump.Of(reader, content).EntryLines.ToHashSet();
        var isLines = format is "plain-list" or "hosts-list" or "adblock-list" or "dns-stamps";
        for (var length = 0; length < content.Length; length++)
        {
            var dump = FeedDump.Of(reader, content.AsMemory(0, length));
            reader.Sniff(content.AsSpan(0, length));
            var last = content.AsSpan(0, length).Count((byte)'\n') + 1;
            Assert.All(dump.EntryLines.Where((_, i) => isLines && dump.EntriesAt[i] < last), entry => Assert.Contains(entry, whole));
        }
    }

    /// <summary>A reader asked for another form's content gives what it can, and no fault.</summary>
    [Theory]
    [MemberData(nameof(Files))]
    public void EveryReaderReadsEverySample(string format, string file)
    {
        var content = File.ReadAllBytes(Path.Combine(FeedSamples.Folder(format), file));
        Assert.All(FeedFormatList.All, other => Assert.InRange(FeedDump.Of(other, content).Lines.Count, 0, content.Length + 10));
    }
}
