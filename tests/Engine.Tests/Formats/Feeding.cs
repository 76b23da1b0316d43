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

    /// <summary>Skims to a place in two steps, forks there, reads the rest with the fork; what the skimmed part gives is read beside it.</summary>
    public static string SkimThenFork(IFormat format, ReadOnlySpan<byte> bytes, int middle, int end)
    {
        IRecordReader skimmer = format.Open(Source), reader = format.Open(Source);
        var dump = new RowDump();
        var skimmed = skimmer.Skim(bytes[..middle], isLast: false, NoRows.Instance);
        Assert.Equal(skimmed, reader.Read(bytes[..middle], isLast: false, dump));
        var more = skimmer.Skim(bytes[skimmed..end], isLast: false, NoRows.Instance);
        Assert.Equal(more, reader.Read(bytes[skimmed..end], isLast: false, dump));
        var fork = skimmer.Fork();
        var rest = bytes[(skimmed + more)..];
        Assert.Equal(rest.Length, fork.Read(rest, isLast: true, dump));
        Assert.Equal(rest.Length, skimmer.Skim(rest, isLast: true, NoRows.Instance));
        return dump.ToString();
    }
}
