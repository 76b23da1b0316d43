using System.Text;
using Nameward.Engine.Cases;
using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Rebuilding.Encoders;
using Nameward.Engine.Tests.Transcripts;
using Xunit;

namespace Nameward.Engine.Tests.Rebuilding;

/// <summary>Agents of Saitama: from an encoder and back, whole and damaged, and what a published recording shows.</summary>
public class SaitamaSessionsTests : RoundTripTests
{
    // Names and answers as fox-it's recording of the implant shows them, under a zone of ours.
    static readonly (string Label, byte[] Answer)[] Recorded =
    [
        ("n8nusptovg", [144, 183, 132, 80]), ("79ovn", [169, 0, 0, 19]), ("mmntttovv", [70, 109, 111, 114]), ("pp4eekov2", [101, 32, 67, 58]), ("55qhhqovw", [92, 108, 121, 114]),
        ("zz6xxqov0", [105, 99, 115, 46]), ("ttcff1ov1", [116, 120, 116, 69]), ("noq0000v1lg74qthzbek08zzh31k0ove", [123, 111, 222, 12]), ("e3okkpx98hv0sk41gr6k913unuovo", [123, 111, 222, 13]),
    ];

    [Fact]
    public void TheCommandOfThePublishedRecordingIsRead()
    {
        var session = Assert.Single(Recorded.Aggregate(new Talk(), (talk, one) => talk.Ask(one.Label, RecordTypes.A, one.Answer)).Rebuilt());
        Assert.Equal("agent 80: 9 questions, up 24 (24..499) 1 gaps, down 19 (19..19) 0 gaps", CaptureSessions.Figures(session));
        var lines = CaptureSessions.Lines(session).ToList();
        Assert.Equal(["> greets: \"haruto\"", "< it is agent 80", "< a task of 19 bytes", "< run \"more C:\\lyrics.txt\""], lines.Take(4));
        Assert.StartsWith("> result result-1 of ", lines[4], StringComparison.Ordinal);
        Assert.EndsWith("; 475 bytes of it are missing", lines[4], StringComparison.Ordinal);
    }

    [Fact]
    public void AResultThatUnpacksWithoutEndIsCut()
    {
        var encoder = new SaitamaEncoder(80, 17_000);
        var said = new List<Question> { encoder.Greet() };
        said.AddRange(encoder.Task([70, .. "dir"u8]));
        said.AddRange(encoder.Result(SaitamaEncoder.Packed(new byte[65 << 20]))[..3_000]);
        var session = Assert.Single(Damage.Talk(said).Rebuilt());
        Assert.True(CaptureSessions.Content(session, "result-1-up.bin").Length <= 64 << 20);
    }

    [Fact]
    public void AnAgentThatAsksInSeveralZonesHasOneSession()
    {
        var session = Assert.Single(OverZones(Zones).Rebuilt());
        Assert.Equal(Names.Wire(Zones[0]), session.Apex);
        Assert.Equal((0, 0), (session.Up.Gaps, session.Down.Gaps));
        Assert.Equal(["its names lie in 3 zones: one-example.com, two-example.com, three-example.com"], CaptureSessions.Notes(session));
    }

    [Fact]
    public void ZonesThatAreReadByThemselvesNameEachOther()
    {
        var parts = Zones.Select(zone => ((string?)null, OverZones([zone]).Rebuilt("saitama"))).ToList();
        var numbered = ReconstructBuilder.Numbered(parts);
        Assert.Equal(3, numbered.Length);
        Assert.All(numbered, part => Assert.Contains(CaptureSessions.Notes(part.Session), note => note.StartsWith("the same agent also asked in ", StringComparison.Ordinal)));
        Assert.Contains("the same agent also asked in two-example.com, three-example.com: what went there is told as a session of that zone", CaptureSessions.Notes(numbered[0].Session));
    }

    static readonly string[] Zones = ["one-example.com", "two-example.com", "three-example.com"];

    /// <summary>What an agent says in three zones by turns, of which some are seen; most is said in the first.</summary>
    static Talk OverZones(string[] seen)
    {
        var encoder = new SaitamaEncoder(80, 17_000);
        List<Question> said = [encoder.Greet(), .. encoder.Task([70, .. Encoding.ASCII.GetBytes("whoami /priv and ipconfig /all")]), .. encoder.Result([0, .. Damage.Bytes(new Random(1), 400)])];
        return said.Index().Where(one => seen.Contains(Zones[one.Index % 7 % 3])).Aggregate(new Talk(seen), (talk, one) =>
            talk.In(Zones[one.Index % 7 % 3]).Ask(one.Item.Labels, one.Item.Type, one.Item.Answer!));
    }

    /// <inheritdoc/>
    protected override void RoundTrip(int seed, Random random, bool isWhole)
    {
        var encoder = new SaitamaEncoder(random.Next(1, 256), random.Next(46_656));
        byte[] task = [70, .. Encoding.ASCII.GetBytes(new string('t', random.Next(1, 40)))], output = Damage.Bytes(random, random.Next(1, 120)), result = random.Next(2) == 0 ? SaitamaEncoder.Packed(output) : [0, .. output];
        byte[] second = [43, .. "id"u8], third = [0, .. Damage.Bytes(random, random.Next(20, 60))];
        var said = new List<Question> { encoder.Greet() };
        said.AddRange(encoder.Task(task));
        said.AddRange(encoder.Result(result));
        said.AddRange(encoder.Task(second));
        said.AddRange(encoder.Result(third));
        var seen = Damage.Lose(random, said, isWhole ? 0 : 0.1);
        var sessions = Damage.Talk(Damage.Shake(random, seen, 0.1).Select(question => Damage.ChangeCase(random, question))).Rebuilt("saitama");
        if (isWhole)
        {
            var session = Assert.Single(sessions);
            Assert.True((session.Up.Recovered, session.Up.Gaps, session.Down.Recovered, session.Down.Gaps) == (result.Length + third.Length, 0, task.Length + second.Length, 0), $"seed {seed}: {CaptureSessions.Figures(session)}");
            Assert.True(CaptureSessions.Content(session, "up.bin").AsSpan().SequenceEqual([.. result, .. third]), $"seed {seed}: what went up is wrong");
            Assert.True(CaptureSessions.Content(session, "down.bin").AsSpan().SequenceEqual([.. task, .. second]), $"seed {seed}: what came down is wrong");
            Assert.True(CaptureSessions.Content(session, "result-1-up.bin").AsSpan().SequenceEqual(output), $"seed {seed}: the result is wrong");
            return;
        }
        foreach (var session in sessions)
        {
            Assert.True(session.Up.Low <= result.Length + third.Length && session.Down.Low <= task.Length + second.Length + 6, $"seed {seed}: {CaptureSessions.Figures(session)}");
            // What is lost behind the last name that is seen, nothing can tell.
            var isEndSeen = seen.Count > 0 && seen[^1].Labels == said[^1].Labels;
            Assert.True(!isEndSeen || session.Up.Gaps > 0 || session.Up.Recovered == result.Length + third.Length || session.Notes.Length > 0, $"seed {seed}: something is missing and nothing says so");
        }
    }
}
