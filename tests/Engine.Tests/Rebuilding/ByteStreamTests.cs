using System.Diagnostics;
using Nameward.Engine.Transcripts.Rebuilding;
using Xunit;

namespace Nameward.Engine.Tests.Rebuilding;

public class ByteStreamTests
{
    [Fact]
    public void PiecesInAnyOrderAgainAndOverlappingGiveTheBytes()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            var random = new Random(seed);
            var whole = new byte[random.Next(1, 400)];
            random.NextBytes(whole);
            var pieces = Enumerable.Range(0, 60).Select(_ => (At: random.Next(whole.Length), Length: random.Next(1, 40))).Select(piece => (piece.At, Length: Math.Min(piece.Length, whole.Length - piece.At))).ToList();
            var known = new bool[whole.Length];
            var stream = new ByteStream();
            stream.BeginsAt(0);
            stream.GoesTo(whole.Length);
            foreach (var (at, length) in pieces)
            {
                var fresh = Enumerable.Range(at, length).Count(place => !known[place]);
                Assert.Equal(fresh, stream.Put(at, whole.AsSpan(at, length)));
                known.AsSpan(at, length).Fill(true);
            }
            Assert.Equal((known.Count(there => there), known.Count(there => !there), 0L), (stream.Recovered, stream.Missing, stream.Contradicted));
            Assert.Equal(Enumerable.Range(0, known.Length).Count(at => !known[at] && (at == 0 || known[at - 1])), stream.Gaps);
            Assert.Equal(whole.Select((value, at) => known[at] ? value : (byte)0), stream.Content());
            var head = Array.IndexOf(known, false) is >= 0 and var gap ? gap : whole.Length;
            Assert.Equal(whole[..Math.Min(head, 64)], stream.Head(64));
        }
    }

    [Fact]
    public void WhatCameFirstStandsAndWhatContradictsItIsCounted()
    {
        var stream = new ByteStream();
        stream.Put(10, "abcd"u8);
        Assert.Equal(2, stream.Put(8, "xyaXcd"u8));
        Assert.Equal("xyabcd"u8, stream.Content());
        Assert.Equal((6L, 1L, 8L, 14L, 0), (stream.Recovered, stream.Contradicted, stream.Start, stream.End, stream.Gaps));
    }

    [Fact]
    public void BytesBeforeTheBeginAreLeftOutAndALongGapIsNotWritten()
    {
        var stream = new ByteStream();
        stream.BeginsAt(100);
        Assert.Equal(2, stream.Put(98, "abcd"u8));
        stream.Append("e"u8);
        stream.Put(5_000_000, "z"u8);
        Assert.Equal("cdez"u8, stream.Content());
        Assert.Equal((4L, 1, 5_000_000L - 103), (stream.Recovered, stream.Gaps, stream.Missing));
    }

    [Fact]
    public void WhatIsTooMuchToKeepIsCounted()
    {
        var stream = new ByteStream();
        var block = new byte[1 << 20];
        for (var at = 0; at < 66; at++)
        {
            stream.Append(block);
        }
        Assert.Equal((66L << 20, ByteStream.MostBytes, 2L << 20), (stream.Recovered, stream.Kept, stream.Left));
    }

    [Fact]
    public void AHundredThousandPiecesInAnyOrderCostLittleAndGiveTheSame()
    {
        const int Pieces = 100_000, Length = 4;
        var whole = new byte[Pieces * Length];
        new Random(1).NextBytes(whole);
        var shuffled = Enumerable.Range(0, Pieces).ToArray();
        new Random(2).Shuffle(shuffled);
        int[][] orders = [[.. Enumerable.Range(0, Pieces)], [.. Enumerable.Range(0, Pieces).Reverse()], shuffled];
        foreach (var order in orders)
        {
            var stream = new ByteStream();
            var watch = Stopwatch.StartNew();
            foreach (var piece in order)
            {
                stream.Put(piece * Length, whole.AsSpan(piece * Length, Length));
            }
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2), $"{watch.Elapsed}");
            Assert.Equal((0, (long)whole.Length), (stream.Gaps, stream.Recovered));
            Assert.Equal(whole, stream.Content());
        }
    }
}
