using Nameward.Engine.Evidence;
using Nameward.Engine.Evidence.Formats;
using Xunit;

namespace Nameward.Engine.Tests.Sources;

public class ListTests
{
    [Fact]
    public void EveryListIsCompleteSortedAndWithoutDoubles()
    {
        ListCheck[] lists = [.. ListCheck.In(typeof(FormatList).Assembly)];
        Assert.Contains(lists, list => list.Name == $"{nameof(FormatList)}.{nameof(FormatList.All)}");
        Assert.Empty(lists.SelectMany(list => list.Complaints()));
    }

    [Fact]
    public void EachMistakeInAListIsNamed()
    {
        ListCheck list = new("L", [new("b", typeof(int)), new("a", typeof(int)), new("a", typeof(int)), new("cD", typeof(int))], [typeof(int), typeof(string)]);
        Assert.Equal(["L: String is missing", "L: 'cD' is not in kebab-case", "L: 'a' stands behind 'b'", "L: 'a' stands there twice"], list.Complaints());
    }

    [Fact]
    public void NoTwoFormatsShareANumberAndNoneHasZero()
    {
        var numbers = FormatList.All.Select(format => format.Info.Number).ToArray();
        Assert.Equal(numbers.Distinct(), numbers);
        Assert.DoesNotContain((byte)0, numbers);
    }

    [Fact]
    public void EachFormatSaysWhatItIs()
    {
        Assert.All(FormatList.All.Select(format => format.Info), info =>
        {
            Assert.NotEmpty(info.Title);
            Assert.NotEmpty(info.Source);
            Assert.NotEmpty(info.Kind);
            Assert.All(info.Lacks, Assert.NotEmpty);
        });
    }

    [Fact]
    public void EachFormatHasASampleThatItRecognises()
    {
        Assert.All(FormatList.All, format =>
        {
            var folder = Path.Combine(Repository.Root, "samples", "formats", format.Info.Id);
            Assert.True(Directory.Exists(folder), $"{folder} is missing");
            Assert.Contains(Directory.EnumerateFiles(folder), path => format.Sniff(Head(path)) > Likeness.No);
        });
    }

    static ReadOnlySpan<byte> Head(string path) => File.ReadAllBytes(path) is var bytes && bytes.Length > 1 << 16 ? bytes.AsSpan(0, 1 << 16) : bytes;
}
