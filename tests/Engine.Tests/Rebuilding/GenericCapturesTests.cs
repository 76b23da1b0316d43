using Nameward.Engine.Evaluation;
using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Transcripts;
using Nameward.Engine.Transcripts;
using Nameward.Engine.Transcripts.Rebuilding;
using Xunit;

namespace Nameward.Engine.Tests.Rebuilding;

/// <summary>The channels without a tool of the lab, and all that is benign.</summary>
[Trait("tier", "ci")]
public sealed class GenericCapturesTests
{
    // What went up and down is the lab's own table. Its figures of base64 are three bytes for each four signs and count padding too: 4, 20 and 9 bytes of C01, C03
    // and C05, which are left out here. It counts numbers that are used once, the octets of addresses that say no more than "received", and each answer to a name
    // that is asked every ten seconds; nothing tells these from content, so that they are between the bounds.
    [Theory]
    [InlineData("C01", "uplink-status.com", "base32 up, base64 down", ": 131 questions, up 2618 (2618..2681) 0 gaps, down 527 (527..967) 0 gaps", 2681, 971 - 4)]
    [InlineData("C02", "msg-widget.net", "hexadecimal up, unknown down", ": 79 questions, up 1288 (1288..1701) 0 gaps, down - (0..316) 0 gaps", 1470, 316)]
    [InlineData("C03", "crl-updates.com", "unknown up, base64 down", ": 15 questions, up - (0..197) 0 gaps, down 3136 (3136..3136) 0 gaps", 180, 3156 - 20)]
    [InlineData("C05", "akam-edge-sync.com", "hexadecimal up, base64 down", ": 22 questions, up 480 (480..620) 0 gaps, down 1263 (1263..1379) 0 gaps", 510, 1388 - 9)]
    [InlineData("C07", "officeplugin-cdn.com", "hexadecimal up, unknown down", ": 173 questions, up 10380 (10380..10380) 0 gaps, down - (0..692) 0 gaps", 10380, 692)]
    public void TheChannelsOfTheLabAreRead(string name, string zone, string codec, string figures, long up, long down)
    {
        var session = Assert.Single(PairTranscripts.Of(Samples.Shared($"lab/captures/{name}.client.pcap.gz")).All.Where(transcript => Zone(transcript) == zone)
            .SelectMany(transcript => Rebuilder.Rebuild(transcript)));
        Assert.Equal((null, codec, figures), (session.Tool, session.Codec, CaptureSessions.Figures(session)));
        Assert.InRange(session.Certainty, 0.8, 1);
        Assert.InRange(up, session.Up.Low, session.Up.High!.Value);
        Assert.InRange(down, session.Down.Low, session.Down.High!.Value);
    }

    [Fact]
    public void NoPairOfABenignFileIsTakenForAChannel()
    {
        var (pairs, taken) = (0, new List<string>());
        foreach (var table in new[] { Samples.Shared("captures/TRUTH.tsv"), Samples.Shared("lab/TRUTH.tsv") })
        {
            using var text = new StreamReader(table);
            foreach (var file in TruthTable.Read(table, text).Where(line => line.IsBenign).Select(line => line.Path).Distinct())
            {
                foreach (var transcript in PairTranscripts.Of(Path.Combine(Path.GetDirectoryName(table)!, file)).All)
                {
                    pairs++;
                    taken.AddRange(Rebuilder.Rebuild(transcript).Where(session => session.Certainty > 0).Select(session => $"{file} {Zone(transcript)} {session.Title} {session.Certainty}"));
                }
            }
        }
        Assert.Empty(taken);
        Assert.Equal(7458, pairs);
    }

    static string Zone(Transcript transcript) => WireName.ToText(((SuspectPair)transcript.Suspect).In[0]);
}
