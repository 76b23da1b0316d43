using System.Globalization;
using System.IO.Compression;
using System.Text;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Reading;
using Xunit;

namespace Nameward.Engine.Tests.Proof;

/// <summary>Decision and question one of our own recordings, with and without a site's list of approved servers; and of a resolver's log beside them.</summary>
public class SiteTruthTests
{
    /// <summary>The recordings' resolver, at both of its addresses.</summary>
    static readonly SiteFacts Approving = new() { ApprovedServers = [Server("10.60.1.53", 32), Server("fd60:1::53", 128)] };

    [Theory]
    [InlineData("B13", false, "escalate", "yes", "203.0.113.67")]
    [InlineData("B13", true, "escalate", "yes", "203.0.113.67")]
    [InlineData("B14", false, "escalate", "yes", "203.0.113.67")]
    [InlineData("B14", true, "escalate", "yes", "203.0.113.67")]
    [InlineData("C15", false, "escalate", "cannot-tell", "10.60.1.53")]
    [InlineData("C15", true, "escalate", "no", "10.60.1.53")]
    [InlineData("A19", false, "watch", "cannot-tell", null)]
    [InlineData("A19", true, "watch", "no", null)]
    public void ARecordingGivesItsDecisionAndItsAnswerToQuestionOne(string name, bool withList, string decision, string answer, string? server)
    {
        var document = Pipeline.Triage([Samples.Shared($"lab/captures/{name}.client.pcap.gz")], site: withList ? Approving : null);
        Assert.Equal((decision, answer), (document.Decision.Decision, document.Questions[0].Answer));
        Assert.Equal(server, document.Findings.FirstOrDefault(finding => finding.Level is "high" or "critical")?.Subject.Server?.Raw);
    }

    [Fact]
    public void AResolversLogAloneCannotSayThatThereIsNoOtherServerAndSaysWhatIsMissing()
    {
        var question = Pipeline.Triage([Samples.Shared("lab/logs/B.bind-query.log.gz")], site: Approving).Questions[0];
        Assert.Equal("cannot-tell", question.Answer);
        Assert.Contains("what the hosts of our networks send out", Assert.Single(question.Missing), StringComparison.Ordinal);
    }

    [Fact]
    public void AResolversLogAloneLeadsToTheDecisionAndTheClientOfTheRecordingBesideIt()
    {
        var compared = 0;
        foreach (var session in LinesOf("logs/B.bind-query.log.gz"))
        {
            using var folder = new EvidenceFolder();
            var log = Pipeline.Triage([folder.Write("query.log", Cut("lab/logs/B.bind-query.log.gz", session.Start, session.End))]);
            var capture = Pipeline.Triage([Samples.Shared($"lab/captures/{session.Capture}.client.pcap.gz")]);
            Assert.Equal(capture.Decision.Decision, log.Decision.Decision);
            Assert.Equal((session.Client, "escalate"), (capture.Findings[0].Subject.Client?.Raw, log.Decision.Decision));
            // The cut may begin with the end of another client's session.
            Assert.Equal("critical", log.Findings.First(finding => finding.Subject.Client?.Raw == session.Client).Level);
            compared++;
        }
        Assert.True(compared > 0);
    }

    /// <summary>The sessions of a log, each with the recording of the same client and the same time.</summary>
    static IEnumerable<(string Capture, string Client, DateTime Start, DateTime End)> LinesOf(string log)
    {
        var rows = File.ReadLines(Samples.Shared("lab/TRUTH.tsv")).Skip(1).Select(line => line.Split('\t')).ToList();
        foreach (var row in rows.Where(row => row[0] == log && row[5].Length > 0))
        {
            var beside = rows.Single(other => other[0].StartsWith("captures/", StringComparison.Ordinal) && other[1] == row[1] && other[5] == row[5]);
            yield return (beside[0].Split('/')[1].Split('.')[0], row[1], Time(row[5]), Time(row[6]));
        }
    }

    /// <summary>The lines of a BIND log from a while before a session to its end.</summary>
    static string Cut(string log, DateTime start, DateTime end)
    {
        using var packed = File.OpenRead(Samples.Shared(log));
        using var unpacked = new StreamReader(new GZipStream(packed, CompressionMode.Decompress), Encoding.Latin1);
        var lines = unpacked.ReadToEnd().Split('\n').Where(line => line.Length > 24 && DateTime.TryParseExact(line[..24], "dd-MMM-yyyy HH:mm:ss.fff", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            && time >= start.AddSeconds(-30) && time <= end.AddSeconds(5));
        return string.Concat(lines.Select(line => line + "\n"));
    }

    static DateTime Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture).UtcDateTime;

    static Network Server(string text, int length) => Address.TryParse(Encoding.ASCII.GetBytes(text), out var address) ? Network.Of(address, length) : throw new ArgumentException(text);
}
