using Xunit;

namespace Nameward.Engine.Tests.Proof;

/// <summary>What the program says of evidence about which everything is known.</summary>
[Trait("tier", "ci")]
public sealed class TruthTests(TruthTests.Walked walked) : IClassFixture<TruthTests.Walked>
{
    [Fact]
    public void EveryChannelThatCarriedFourKilobytesAndEveryFalseServerEscalatesWithItsClientAndItsSubject()
    {
        var must = Walk().Rows.Where(row => row.MustBeFound).ToList();
        Assert.NotEmpty(must);
        Assert.Empty(must.Where(row => !row.IsFound).Select(row => $"{row.Line.Path} {string.Join(',', row.Line.Clients)} {row.Line.Subject}"));
    }

    [Fact]
    public void NoBenignFileEscalates()
    {
        var benign = Walk().Rows.Where(row => row.Line.IsBenign).ToList();
        Assert.NotEmpty(benign);
        Assert.Empty(benign.Where(row => row.Escalates).Select(row => $"{row.Line.Path}: {string.Join(", ", row.Document.Findings.Select(finding => finding.Subject.Zone?.Raw))}"));
    }

    [Fact]
    public void NoBenignFileHasAnUnauthorisedServerAboveMedium() =>
        Assert.Empty(Walk().Rows.Where(row => row.Line.IsBenign).SelectMany(row => row.Document.Findings.Where(finding => finding.Subject.Server is not null && finding.Level is "high" or "critical")
            .Select(finding => $"{row.Line.Path}: {finding.Subject.Server?.Raw}")));

    TruthWalk Walk()
    {
        var walk = walked.Of(Path.GetDirectoryName(Samples.Shared("captures/TRUTH.tsv"))!, Path.GetDirectoryName(Samples.Shared("lab/TRUTH.tsv"))!);
        foreach (var line in TruthTable.Render(walk))
        {
            TestContext.Current.TestOutputHelper?.WriteLine(line);
        }
        return walk;
    }

    /// <summary>The walk, taken once for all tests.</summary>
    public sealed class Walked
    {
        TruthWalk? _walk;

        internal TruthWalk Of(params ReadOnlySpan<string> folders)
        {
            if (_walk is null)
            {
                _walk = new(folders);
                // The output of a test that passes is not shown; this line is.
                Console.WriteLine("    " + string.Join("\n    ", TruthTable.Summary(_walk)));
                File.WriteAllLines(Path.Combine(Directory.CreateDirectory(Samples.Own("artifacts")).FullName, "truth.md"), TruthTable.Render(_walk));
            }
            return _walk;
        }
    }
}
