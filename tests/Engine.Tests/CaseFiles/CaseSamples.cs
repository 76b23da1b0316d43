using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using Nameward.Engine.Cases;
using Nameward.Engine.Cases.Files;
using Nameward.Engine.Cases.Trails;
using Nameward.Engine.Reports;
using Nameward.Engine.Reports.CaseFiles;
using Nameward.Engine.Tests.Reports;

namespace Nameward.Engine.Tests.CaseFiles;

/// <summary>Cases and trails for tests, as the store would hand them over.</summary>
static class CaseSamples
{
    public static readonly Guid Uid = new("0d7b6c1e-6a5f-4c3e-9a51-0a1b2c3d4e5f");

    public static readonly DateTime Noon = new(2026, 11, 23, 12, 0, 0, DateTimeKind.Utc);

    /// <summary>A file that is attached.</summary>
    public static readonly byte[] Mail = "a mail"u8.ToArray();

    public static string Subject => TrailSubject.OfCase(Uid);

    /// <summary>A case of a triage, behind some actions; each sees the case before it.</summary>
    public static KeptCase Of(TriageDocument document, params Func<CaseFile, TrailEntry>[] actions)
    {
        var rows = TrailChain.After(Subject, null, Noon, "one", TrailData.Triaged(document, Sum(PackedRecord.Of(document)), [Trait]));
        foreach (var action in actions)
        {
            rows = [.. rows, .. TrailChain.After(Subject, rows[^1], Noon.AddMinutes(rows.Length), "j.doe", action(CaseFile.Of(rows)))];
        }
        return Kept(rows);
    }

    public static KeptCase Kept(ImmutableArray<TrailRow> rows) => new(new(rows[0].Subject, 12, rows.Length, rows[^1].Hash), CaseFile.Of(rows), null);

    /// <summary>The escalation, worked on and closed.</summary>
    public static KeptCase Worked() => Of(EscalateSample.Document,
        _ => TrailData.Noted("the owner knows nothing of it"),
        file => TrailData.Assigned(file, "a.nalyst"),
        file => TrailData.Moved(file, CaseState.Contained),
        file => TrailData.Task(file.Tasks.Single(task => task.Task.Id == "deep-dive"), CaseTask.Done, "two more hosts"),
        file => TrailData.Task(file.Tasks.Single(task => task.Task.Id == "restore"), CaseTask.NotNeeded, "nothing was changed"),
        _ => TrailData.Ticket("INC0012345"),
        _ => TrailData.Attached("mail.eml", Sum(Mail), Mail.Length),
        file => TrailData.Closed(file, CaseWords.TruePositive, "iodine", null, ["theirs: t.example.net"]));

    /// <summary>The contents of a case of the escalation.</summary>
    public static byte[]? Content(string sum) => new[] { PackedRecord.Of(EscalateSample.Document), Mail }.FirstOrDefault(content => Sum(content) == sum);

    public static string Sum(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>A trail of rows that are alike but in their numbers.</summary>
    public static ImmutableArray<TrailRow> Trail(int rows, int seed)
    {
        var random = new Random(seed);
        return TrailChain.After(Subject, null, Noon, "one", [.. Enumerable.Range(0, rows).Select(_ => new TrailEntry("noted", random.Next(3).ToString(CultureInfo.InvariantCulture)))]);
    }

    static CaseTrait Trait => new("zone", TriageSamples.Name("t.example.net"), Noon, null, ["F1"]) { Weight = new(12.5, 3, 40) };
}
