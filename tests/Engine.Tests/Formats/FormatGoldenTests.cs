using Nameward.Engine.Evidence;
using Nameward.Engine.Evidence.Formats;
using Xunit;

namespace Nameward.Engine.Tests.Formats;

/// <summary>Each sample gives the records that stand beside it. With NAMEWARD_ACCEPT=1 they are written anew: read the difference.</summary>
public class FormatGoldenTests
{
    /// <summary>Samples of texts and of other formats whose positions are bytes; captures have expectations of another kind.</summary>
    public static TheoryData<string, string> Files => [.. FilesOf(PositionKind.ByteOffset), .. FilesOf(PositionKind.BinaryOffset)];

    [Theory]
    [MemberData(nameof(Files))]
    public void ASampleGivesTheRecordsBesideIt(string format, string file)
    {
        var path = Path.Combine(Samples.Root, "samples", "formats", format, file);
        var dump = Feeding.Whole(Format(format), SampleBytes.Read(path)).ToString();
        var expected = Path.ChangeExtension(path, ".rows");
        if (Environment.GetEnvironmentVariable("NAMEWARD_ACCEPT") == "1")
        {
            File.WriteAllText(expected, dump);
        }
        Assert.Equal(File.ReadAllText(expected).ReplaceLineEndings("\n"), dump);
    }

    /// <summary>Every reader sees every sample. Another format may see lines that it knows, as those of BIND in the logs of products made from it; only its own wins.</summary>
    [Theory]
    [MemberData(nameof(Files))]
    public void ASampleIsRecognisedByItsOwnFormat(string format, string file)
    {
        var head = SampleBytes.Read(Path.Combine(Samples.Root, "samples", "formats", format, file));
        var own = Format(format).Sniff(head);
        Assert.True(own > Likeness.No);
        Assert.All(FormatList.All.Where(other => other.Info.Id != format), other => Assert.True(other.Sniff(head) < own, other.Info.Id));
        Assert.Equal(format, Identification.Of(head, FormatList.All)?.Info.Id);
    }

    internal static IEnumerable<string> OfKind(PositionKind positions) => FormatList.All.Where(format => format.Info.Positions == positions).Select(format => format.Info.Id);

    internal static TheoryData<string, string> FilesOf(PositionKind positions)
    {
        var files = new TheoryData<string, string>();
        foreach (var format in OfKind(positions))
        {
            foreach (var file in Samples.Of(format))
            {
                files.Add(format, Path.GetFileName(file));
            }
        }
        return files;
    }

    internal static IFormat Format(string id) => FormatList.All.Single(format => format.Info.Id == id);
}
