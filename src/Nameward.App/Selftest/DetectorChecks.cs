using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Nameward.Engine.Findings;
using Nameward.Engine.Reports;

namespace Nameward.App.Selftest;

/// <summary>
/// Each detector gives the bits that it gave when the program was built to a subject on which it fires, and none to one that looks alike. Subjects are
/// what findings of whole triage runs are about.
/// </summary>
static class DetectorChecks
{
    /// <summary>The cases: detector, <see cref="Fires"/> or <see cref="Quiet"/>, run, subject (its client, zone and server, as far as it has them), and what its signals come to.</summary>
    public const string Expected = "selftest/detectors.tsv";

    /// <summary>The words for the two cases.</summary>
    public const string Fires = "fires", Quiet = "quiet";

    /// <summary>What is found where no finding is about the subject.</summary>
    public const string NoFinding = "no finding";

    const string Group = "detectors";

    /// <summary>Two checks for each detector, or more.</summary>
    public static IEnumerable<SelftestCheck> Of(SelftestPlace place, SelftestRuns runs)
    {
        var cases = place.Files.Table(Expected, columns: 5).ToLookup(row => (Detector: row[0], Case: row[1]));
        return from detector in DetectorInfo.All
               from kind in (ImmutableArray<string>)[Fires, Quiet]
               from row in cases[(detector.Id, kind)].DefaultIfEmpty([detector.Id, kind, "", "", ""])
               select row[2].Length == 0 ? new SelftestCheck(Group, $"{detector.Id} {kind}", null, null)
                   : new(Group, $"{detector.Id} {kind}: {row[3]}", row[4], runs.Document(row[2]) is { } document ? Found(document, detector.Id, row[3]) : null);
    }

    /// <summary>Bits of a detector's signals for a subject, in words.</summary>
    static string Found(JsonElement document, string detector, string subject)
    {
        var findings = document.GetProperty("findings").EnumerateArray().Where(finding => IsOf(finding.GetProperty("subject"), subject)).ToList();
        var bits = findings.SelectMany(finding => finding.GetProperty("signals").EnumerateArray())
            .Where(signal => signal.GetProperty("detector").GetString() == detector).Sum(signal => signal.GetProperty("bits").GetDecimal());
        return findings.Count == 0 ? NoFinding : string.Create(CultureInfo.InvariantCulture, $"{bits:0.##} bits");
    }

    /// <summary>Whether a subject has all these words: one that is told by its client alone is whatever is found of the client.</summary>
    static bool IsOf(JsonElement subject, string words)
    {
        string[] parts = ["client", "zone", "server"];
        return words.Split(' ').All(parts.Select(part => subject.GetProperty(part).GetString()).Contains);
    }
}
