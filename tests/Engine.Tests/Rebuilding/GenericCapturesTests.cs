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
    // What the lab's own table says went up and down: C01 2681 and 971, C02 1470 and 316, C03 180 and 3156, C05 510 and 1388, C07 10380 and 692. It counts numbers
    // that are used once, and the octets of addresses that say no more than "received", which nothing tells from content: they are between the bounds.
    [Theory]
    [InlineData("C01", "uplink-status.com", "base32 up, base64 down", ": 131 questions, up 2618 (2618..2681) 0 gaps, down 527 (527..967) 0 gaps")]
    [InlineData("C02", "msg-widget.net", "hexadecimal up, unknown down", ": 79 questions, up 1288 (1288..1701) 0 gaps, down - (0..316) 0 gaps")]
    [InlineData("C03", "crl-updates.com", "unknown up, base64 down", ": 15 questions, up - (0..197) 0 gaps, down 3136 (3136..3136) 0 gaps")]
    [InlineData("C05", "akam-edge-sync.com", "hexadecimal up, base64 down", ": 22 questions, up 480 (480..620) 0 gaps, down 1263 (1263..1307) 0 gaps")]
    [InlineData("C07", "officeplugin-cdn.com", "hexadecimal up, unknown down", ": 173 questions, up 10380 (10380..10380) 0 gaps, down - (0..692) 0 gaps")]
    public void TheChannelsOfTheLabAreRead(string name, string zone, string codec, string figures)
    {
        var session = Assert.Single(PairTranscripts.Of(Samples.Shared($"lab/captures/{name}.client.pcap.gz")).All.Where(transcript => Zone(transcript) == zone)
            .SelectMany(transcript => Rebuilder.Rebuild(transcript)));
        Assert.Equal((null, codec, figures), (session.Tool, session.Codec, CaptureSessions.Figures(session)));
        Assert.InRange(session.Certainty, 0.8, 1);
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
