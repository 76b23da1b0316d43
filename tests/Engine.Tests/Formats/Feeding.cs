using Nameward.Engine.Evidence;
using Xunit;

namespace Nameward.Engine.Tests.Formats;

/// <summary>Ways to bring the same bytes to a reader.</summary>
static class Feeding
{
    public static readonly SourceContext Source = new(0, TimeZoneInfo.Utc);

    /// <summary>Reads all in one block; what only order can read comes first.</summary>
    public static RowDump Whole(IFormat format, ReadOnlySpan<byte> bytes, RowDump? into = null)
    {
        var dump = into ?? new RowDump();
        Assert.Equal(bytes.Length, format.Open(Source).Skim(bytes, isLast: true, dump));
        Assert.Equal(bytes.Length, format.Open(Source).Read(bytes, isLast: true, dump));
        return dump;
    }

    /// <summary>Reads on with blocks that end at the given places; what was not consumed comes again, longer.</summary>
    public static void Pieces(IRecordReader reader, ReadOnlySpan<byte> bytes, IEnumerable<int> ends, RowDump dump)
    {
        var at = 0;
        foreach (var end in ends)
        {
            at += reader.Read(bytes[at..end], isLast: false, dump);
        }
        Assert.Equal(bytes.Length - at, reader.Read(bytes[at..], isLast: true, dump));
    }

    /// <summary>What one reader reads and another one finds in order, fed with the same blocks, which end at the given places.</summary>
    public static string InPieces(IFormat format, ReadOnlySpan<byte> bytes, params ReadOnlySpan<int> ends)
    {
        IRecordReader reader = format.Open(Source), skimmer = format.Open(Source);
        RowDump read = new(), inOrder = new();
        var rest = Both(reader, skimmer, bytes, ends, read, inOrder);
        Assert.Equal(rest.Length, reader.Read(rest, isLast: true, read));
        Assert.Equal(rest.Length, skimmer.Skim(rest, isLast: true, inOrder));
        return $"{inOrder}{read}";
    }

    /// <summary>Skims to a place in two steps, forks there, reads the rest with the fork; what the skimmed part gives is read beside it.</summary>
    public static string SkimThenFork(IFormat format, ReadOnlySpan<byte> bytes, int middle, int end)
    {
        IRecordReader reader = format.Open(Source), skimmer = format.Open(Source);
        RowDump read = new(), inOrder = new();
        var rest = Both(reader, skimmer, bytes, [middle, end], read, inOrder);
        var fork = skimmer.Fork();
        Assert.Equal(rest.Length, skimmer.Skim(rest, isLast: true, inOrder));
        Assert.Equal(rest.Length, fork.Read(rest, isLast: true, read));
        return $"{inOrder}{read}";
    }

    static ReadOnlySpan<byte> Both(IRecordReader reader, IRecordReader skimmer, ReadOnlySpan<byte> bytes, ReadOnlySpan<int> ends, RowDump read, RowDump inOrder)
    {
        var at = 0;
        foreach (var end in ends)
        {
            var used = reader.Read(bytes[at..end], isLast: false, read);
            Assert.Equal(used, skimmer.Skim(bytes[at..end], isLast: false, inOrder));
            at += used;
        }
        return bytes[at..];
    }
}
