using System.IO.Compression;
using Nameward.Engine.Evidence;
using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Capture;
using Nameward.Engine.Tests.Formats;
using Xunit;

namespace Nameward.Engine.Tests.Bind;

/// <summary>Files of others, read in place where they are present.</summary>
public class BindRealFilesTests
{
    static readonly IFormat Format = FormatGoldenTests.Format("bind-query");

    static CollectingRows Read(byte[] log)
    {
        var rows = new CollectingRows();
        Assert.Equal(log.Length, Format.Open(Feeding.Source).Read(log, isLast: true, rows));
        return rows;
    }

    [Theory]
    [InlineData("samples/bind9/bind.sekoia.log", 13, 25, 0)]
    [InlineData("samples/bind9/korving-query.log", 104, 0, 0)]
    [InlineData("lab/logs/B.bind-query.log.gz", 6606, 0, 0)]
    [InlineData("captures/benign/bind-2015/queries.log.gz", 1544, 0, 0)]
    [InlineData("captures/benign/bind-2015/queries1.log", 19, 0, 0)]
    [InlineData("captures/benign/bind-2015/queries2.log", 623, 0, 0)]
    [InlineData("captures/benign/bind-2015/queries3.log", 762, 0, 0)]
    public void EveryLineIsObservedIgnoredOrMalformed(string path, int observed, int ignored, int malformed)
    {
        var log = Unpack(Samples.Shared(path));
        Assert.Equal(Likeness.Likely, Format.Sniff(log.AsSpan(0, Math.Min(log.Length, 64 << 10))));
        var rows = Read(log);
        Assert.Equal((observed, ignored, malformed), (rows.Messages.Count, rows.IgnoredCount, rows.Reasons.Count));
        Assert.Equal(log.AsSpan().Count((byte)'\n') + (log[^1] == '\n' ? 0 : 1), rows.Lines.Count);
    }

    [Fact]
    public void TheLogAndTheCaptureOfTheSameServerShowTheSameQueries()
    {
        var log = Read(File.ReadAllBytes(Samples.Shared("samples/paired/bind9-query.log")));
        var capture = Capture.Reading.Whole(File.ReadAllBytes(Samples.Shared("samples/paired/bind9.pcap")));
        Assert.All(log.Messages, row => Assert.Equal(Sides.Query, row.Sides));
        var server = log.Messages[0].Server.Address;
        var written = Asked(log, server);
        Assert.Equal(log.Messages.Count, written.Count);
        var seen = Asked(capture, server);
        Assert.All(written, query => Assert.Contains(seen, other => AreSame(query, other)));
        Assert.All(seen, query => Assert.Contains(written, other => AreSame(query, other)));
    }

    readonly record struct Query(DateTime Time, Endpoint Client, string Name, ushort Type);

    static List<Query> Asked(CollectingRows rows, Address server) =>
        [.. rows.Messages.Zip(rows.Names).Where(row => row.First.Sides == Sides.Query && row.First.Server.Address == server)
            .Select(row => new Query(row.First.Time, row.First.Client, row.Second.ToLowerInvariant(), row.First.Type))];

    static bool AreSame(Query one, Query other) =>
        one with { Time = other.Time } == other && (one.Time - other.Time).Duration() <= TimeSpan.FromSeconds(1);

    static byte[] Unpack(string file)
    {
        using var packed = File.OpenRead(file);
        using var unpacked = file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(packed, CompressionMode.Decompress) : (Stream)packed;
        using var bytes = new MemoryStream();
        unpacked.CopyTo(bytes);
        return bytes.ToArray();
    }
}
