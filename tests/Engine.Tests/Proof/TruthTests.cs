using Nameward.Engine.Evaluation;
using Nameward.Engine.Reports;
using Xunit;

namespace Nameward.Engine.Tests.Proof;

/// <summary>What the program says of evidence about which everything is known.</summary>
[Trait("tier", "ci")]
public sealed class TruthTests(TruthTests.Walked walked) : IClassFixture<TruthTests.Walked>
{
    [Fact]
    public void EveryChannelThatCarriedFourKilobytesAndEveryFalseServerEscalatesWithItsClientAndItsSubject()
    {
        var must = Walk().Rows.Where(row => row.MustEscalate).ToList();
        Assert.NotEmpty(must);
        Assert.Empty(must.Where(row => !row.Escalated).Select(row => row.Name));
    }

    [Fact]
    public void NoBenignFileEscalates()
    {
        var benign = Benign().ToList();
        Assert.NotEmpty(benign);
        Assert.Empty(benign.Where(file => file.Decision == "escalate").Select(file => $"{file.Path.Raw}: {string.Join(", ", file.Findings.Select(finding => finding.Finding.Subject.Zone?.Raw))}"));
    }

    [Fact]
    public void NoBenignFileHasAnUnauthorisedServerAboveMedium() =>
        Assert.Empty(Benign().SelectMany(file => file.Findings).Where(finding => finding.Finding.Subject.Server is not null && finding.Escalates)
            .Select(finding => $"{finding.File.Raw}: {finding.Finding.Subject.Server?.Raw}"));

    [Fact]
    public void FalseAlarmsAreCountedAgainstTheClientDaysOfEveryFile()
    {
        var walk = Walk();
        Assert.Equal(walk.ClientDays, walk.Document.Files.Select(file => file.ClientDays));
        var benign = walk.Document.Files.Zip(walk.ClientDays).Where(file => file.First is { IsBenign: true, IsRead: true }).Sum(file => file.Second);
        Assert.Equal((benign, 0), (walk.Document.Quiet[0].ClientDays, walk.Document.Quiet[0].Escalations));
    }

    [Fact]
    public void NoClientThatNoLineNamesEscalates() =>
        Assert.Empty(Walk().Document.FalseAlarms.Where(alarm => alarm is { Standing: Standing.OfOtherClient, Escalates: true }).Select(alarm => $"{alarm.File.Raw}: {alarm.Finding.Subject.Client?.Raw}"));

    IEnumerable<EvaluatedFile> Benign() => Walk().Document.Files.Where(file => file is { IsBenign: true, IsRead: true });

    TruthWalk Walk() => walked.Of(Samples.Shared("captures/TRUTH.tsv"), Samples.Shared("lab/TRUTH.tsv"));

    /// <summary>The walk, taken once for all tests.</summary>
    public sealed class Walked
    {
        const int Columns = 80;
        TruthWalk? _walk;

        internal TruthWalk Of(params string[] tables)
        {
            if (_walk is null)
            {
                _walk = new(tables);
                var page = TerminalEvaluation.Render(_walk.Document, new() { Columns = Columns, ListsAll = true }).Select(line => line.Text).ToList();
                // The output of a test that passes is not shown; this is.
                Console.WriteLine("    " + string.Join("\n    ", page.TakeWhile(line => !line.StartsWith("Sessions", StringComparison.Ordinal))));
                File.WriteAllLines(Path.Combine(Directory.CreateDirectory(Samples.Own("artifacts")).FullName, "truth.txt"), page);
            }
            return _walk;
        }
    }
}
