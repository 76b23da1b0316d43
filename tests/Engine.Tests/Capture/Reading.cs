using Nameward.Engine.Evidence;
using Nameward.Engine.Evidence.Formats;
using Nameward.Engine.Observations;
using Xunit;

namespace Nameward.Engine.Tests.Capture;

/// <summary>The ways to read the same bytes.</summary>
static class Reading
{
    static readonly SourceContext Context = new(0, TimeZoneInfo.Utc);

    public static IFormat Format(byte[] file) => FormatList.All.Where(format => format.Sniff(file) == Likeness.Certain).First();

    public static IRecordReader Open(byte[] file) => Format(file).Open(Context);

    public static CollectingRows Whole(byte[] file) => Whole(Open(file), file);

    public static CollectingRows Whole(IRecordReader reader, byte[] file)
    {
        CollectingRows rows = new(), inOrder = new();
        Assert.Equal(file.Length, reader.Fork().Read(file, true, rows));
        Assert.Equal(file.Length, reader.Skim(file, true, inOrder));
        return rows.With(inOrder);
    }

    /// <summary>As a source does that hands on a few bytes at a time and keeps what was not consumed.</summary>
    public static CollectingRows InPieces(byte[] file, int pieceLength)
    {
        IRecordReader reader = Open(file), skimmer = Open(file);
        CollectingRows rows = new(), inOrder = new();
        int start = 0, end = 0;
        while (end < file.Length)
        {
            end = Math.Min(file.Length, end + pieceLength);
            var used = reader.Read(file.AsSpan(start..end), end == file.Length, rows);
            Assert.Equal(used, skimmer.Skim(file.AsSpan(start..end), end == file.Length, inOrder));
            start += used;
        }
        Assert.Equal(file.Length, start);
        return rows.With(inOrder);
    }

    /// <summary>Reads up to a cut, skims up to the same cut with another reader, and goes on with a fork of that one.</summary>
    public static CollectingRows Forked(byte[] file, int cut)
    {
        CollectingRows rows = new(), inOrder = new();
        Forked(file, cut, rows, inOrder);
        return rows.With(inOrder);
    }

    /// <summary>The same into rows of any kind.</summary>
    public static void Forked(byte[] file, int cut, IBatchWriter rows, IBatchWriter inOrder)
    {
        var used = Open(file).Read(file.AsSpan(..cut), false, rows);
        var skimmer = Open(file);
        Assert.Equal(used, skimmer.Skim(file.AsSpan(..cut), false, inOrder));
        var fork = skimmer.Fork();
        Assert.Equal(file.Length - used, skimmer.Skim(file.AsSpan(used..), true, inOrder));
        Assert.Equal(file.Length - used, fork.Read(file.AsSpan(used..), true, rows));
    }

    /// <summary>The one packet of a capture of one Ethernet frame.</summary>
    public static CollectingRows Frame(byte[] frame, ushort link = 1) => Whole(new PcapBuilder(link: link).Packet(frame).ToArray());

    /// <summary>The records of a response as lines: section, type, ttl, owner and data.</summary>
    public static List<string> Records(byte[] answers)
    {
        List<string> lines = [];
        foreach (var record in new ResourceRecords(answers))
        {
            var owner = record.Owner.IsEmpty ? "=" : WireName.ToText(record.Owner);
            var data = record.Target.IsEmpty ? Convert.ToHexString(record.Data) : WireName.ToText(record.Target);
            lines.Add($"{record.Section} {RecordTypes.Name(record.Type)} {record.Ttl} {owner} {data}");
        }
        return lines;
    }
}
