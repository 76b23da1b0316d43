using Nameward.Engine.Evidence;
using Nameward.Engine.Evidence.Formats;
using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Envelopes;
using Nameward.Engine.Tests.Reading;
using Xunit;

namespace Nameward.Engine.Tests.Formats;

/// <summary>Real lines of each product, read in place where they are present, through everything that a file goes through.</summary>
public class RealLogTests
{
    public static TheoryData<string> Logs => [.. RealLogs.All.Where(log => log.Format is not null).Select(log => log.Path)];

    public static TheoryData<string> Others => [.. RealLogs.All.Where(log => log.Format is null).Select(log => log.Path)];

    static RealLog Find(string path) => RealLogs.All.Single(log => log.Path == path);

    static SourceReport Read(string path)
    {
        using var evidence = new FileEvidence(new([new(Samples.Shared("samples/" + path), 1, IsNamed: true)], []), new ReadingOptions());
        return Assert.Single(evidence.ReadAll(() => new CollectingSink(), 1).Sources);
    }

    [Theory]
    [MemberData(nameof(Logs))]
    public void EachRecordIsObservedIgnoredOrMalformed(string path)
    {
        var log = Find(path);
        var source = Read(path);
        Assert.Equal((log.Format, log.Observed, log.Ignored, log.Malformed), (source.Format, source.Observed, source.Ignored, source.Malformed));
        Assert.Null(source.Damage);
        var conversations = log.Counted == Counted.Packets ? source.Flows : 0;
        Assert.Equal(RecordCount.Of(log.Counted, Samples.Unpacked(Samples.Shared("samples/" + path))), source.Observed - conversations + source.Ignored + source.Malformed);
    }

    /// <summary>What is no evidence is left alone, and the report says what it looks like.</summary>
    [Theory]
    [MemberData(nameof(Others))]
    public void WhatIsNoLogOfLookUpsIsNotRead(string path)
    {
        var source = Read(path);
        Assert.Equal((null, 0L, 0L, 0L), (source.Format, source.Observed, source.Ignored, source.Malformed));
        Assert.NotNull(source.Damage);
    }

    [Theory]
    [MemberData(nameof(Logs))]
    public void OnlyItsOwnFormatWins(string path)
    {
        var bytes = LayerBytes.Whole(File.ReadAllBytes(Samples.Shared("samples/" + path))).Bytes;
        var head = bytes.AsSpan(0, Math.Min(bytes.Length, Identification.HeadBytes));
        var own = Find(path).Format;
        Assert.Equal(own, Identification.Of(head, FormatList.All)?.Info.Id);
        var highest = FormatGoldenTests.Format(own!).Sniff(head);
        foreach (var other in FormatList.All.Where(other => other.Info.Id != own))
        {
            Assert.True(other.Sniff(head) < highest, other.Info.Id);
        }
    }

    [Fact]
    public void NoFileOfTheFoldersIsLeftOut()
    {
        var folder = Samples.Shared("samples");
        var files = RealLogs.All.Select(log => log.Path.Split('/')[0]).Distinct().SelectMany(name => Directory.GetFiles(Path.Combine(folder, name), "*", SearchOption.AllDirectories));
        Assert.Equal(files.Select(file => Path.GetRelativePath(folder, file)).Order(StringComparer.Ordinal), RealLogs.All.Select(log => log.Path).Order(StringComparer.Ordinal));
    }
}
