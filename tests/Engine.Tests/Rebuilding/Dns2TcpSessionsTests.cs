using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Rebuilding.Encoders;
using Nameward.Engine.Transcripts.Rebuilding;
using Xunit;

namespace Nameward.Engine.Tests.Rebuilding;

/// <summary>Sessions of dns2tcp: from an encoder and back, whole and damaged, and the recordings of others.</summary>
public class Dns2TcpSessionsTests : RoundTripTests
{
    [Fact]
    public void TheTranscriptTellsTheLogInTheResourceAndTheFirstWords()
    {
        var encoder = new Dns2TcpEncoder(new Random(1), 0x0E19, RecordTypes.Txt);
        List<Question> said = [.. encoder.Begin("ssh"), .. encoder.Exchanges(40).Select(exchange => exchange.Question)];
        var session = Assert.Single(Damage.Talk(said).Rebuilt(secret: "gingko"));
        var lines = CaptureSessions.Lines(session).ToList();
        Assert.Equal(("0x0e19", "base64 up and down, TXT"), (session.Key, session.Codec));
        Assert.Equal("> asks for a session", lines[0]);
        Assert.Equal("< session 0x0e19; challenge 5369XF0L67OFOZB5", lines[1]);
        Assert.Equal("> logs in: HMAC-SHA1 of the challenge 0496FE394FD7B52B9C1156901F24CDEAB7394007, not made with the secret that is given", lines[2]);
        Assert.Equal("> would be connected to the resource \"ssh\"", lines[4]);
        Assert.Equal("< connected", lines[5]);
        Assert.Empty(session.Notes);
    }

    [Fact]
    public void ASessionWithoutItsBeginningSaysSo()
    {
        var encoder = new Dns2TcpEncoder(new Random(2), 7, RecordTypes.Key);
        var session = Assert.Single(Damage.Talk(encoder.Exchanges(30, from: 65_520).Select(exchange => exchange.Question)).Rebuilt());
        Assert.Equal((0, 0), (session.Up.Gaps, session.Down.Gaps));
        Assert.Equal(["it begins in the middle: 65519 packets before the first that is here are not in the evidence"], CaptureSessions.Notes(session));
    }

    [Fact]
    public void WhatALogHidesIsAGap()
    {
        var encoder = new Dns2TcpEncoder(new Random(3), 9, RecordTypes.Txt);
        var exchanges = encoder.Exchanges(60);
        var said = encoder.Begin("ssh").Concat(exchanges.Select(exchange => exchange.Question)).Select(question => question with { Labels = Hide(question.Labels), Answer = null });
        var session = Assert.Single(Damage.Talk(said).Rebuilt());
        byte[] truth = [.. exchanges.SelectMany(exchange => exchange.Up)], got = CaptureSessions.Content(session, "up.bin");
        Assert.Equal(truth.Length, got.Length);
        Assert.All(Enumerable.Range(0, truth.Length), i => Assert.True(got[i] == truth[i] || got[i] == 0));
        Assert.Equal(truth.Length, session.Up.High);
        Assert.InRange(session.Up.Recovered ?? 0, truth.Length * 8 / 10, truth.Length - 1);
        Assert.True(session.Up.Gaps > 0);
        Assert.Null(session.Down.Recovered);
    }

    static string Hide(string labels) => labels.Replace('+', '?').Replace('/', '?').Replace('=', '?');

    /// <inheritdoc/>
    protected override void RoundTrip(int seed, Random random, bool isWhole)
    {
        var type = random.Next(2) == 0 ? RecordTypes.Txt : RecordTypes.Key;
        var encoders = new[] { new Dns2TcpEncoder(random, 0x1234, type), new Dns2TcpEncoder(random, 0x4321, type) };
        var from = random.Next(3) == 0 ? random.Next(65_500, 65_560) : 1;
        var exchanges = encoders.Select(encoder => encoder.Exchanges(random.Next(8, 30), from)).ToList();
        var questions = encoders.Select((encoder, i) => (from == 1 ? encoder.Begin("ssh") : []).Concat(exchanges[i].Select(exchange => exchange.Question)).ToList()).ToList();
        var said = Damage.Merge(random, questions[0], questions[1]);
        var seen = Damage.Lose(random, said, isWhole ? 0 : 0.1);
        var sessions = Damage.Talk(Damage.Shake(random, seen, 0.2)).Rebuilt("dns2tcp");
        for (var i = 0; i < 2; i++)
        {
            var session = sessions.FirstOrDefault(session => session.Key == (i == 0 ? "0x1234" : "0x4321"));
            Assert.True(session is not null, $"seed {seed}: session {i} is not found");
            var kept = exchanges[i].Select(exchange => (exchange, Seen: seen.FirstOrDefault(question => question.Labels == exchange.Question.Labels))).ToList();
            Check(seed, session, "up.bin", session.Up, [.. kept.Where(one => one.Seen is not null).SelectMany(one => one.exchange.Up)], kept.Sum(one => one.exchange.Up.Length));
            Check(seed, session, "down.bin", session.Down, [.. kept.Where(one => one.Seen is { Answer: not null }).SelectMany(one => one.exchange.Down)], kept.Sum(one => one.exchange.Down.Length));
            var inside = kept.SkipWhile(one => one.Seen is null && from > 1).Reverse().SkipWhile(one => one.Seen is null).ToList();
            Assert.True(inside.Exists(one => one.Seen is null) == session.Up.Gaps > 0 || from == 1, $"seed {seed}: {session.Up.Gaps} gaps up");
        }
    }

    static void Check(int seed, RebuiltSession session, string file, RebuiltSide side, byte[] truth, int whole)
    {
        Assert.True(truth.AsSpan().SequenceEqual(CaptureSessions.Content(session, file)), $"seed {seed}: {file} of {session.Key} is wrong");
        Assert.Equal(truth.Length, side.Recovered);
        Assert.True(seed % 2 != 0 || (truth.Length == whole && side.Gaps == 0), $"seed {seed}: {file} of {session.Key} has {side.Gaps} gaps");
    }
}
