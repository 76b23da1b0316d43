using Nameward.Engine.Cases;
using Nameward.Engine.Cases.Blocks;
using Nameward.Engine.Cases.Reviewing;
using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Containing;

namespace Nameward.Engine.Tests.Reports;

/// <summary>A review of the incident of the mock-ups, with one row of the gap of each kind.</summary>
static class ReviewSample
{
    static readonly DateTime At = new(2026, 3, 18, 9, 15, 2, DateTimeKind.Utc);

    /// <summary>The review of a record, with <paramref name="text"/> wherever its own parts hold what an adversary may have written.</summary>
    public static ReviewDocument Of(TriageDocument record, HostileText text)
    {
        var request = new ReviewRequest
        {
            Case = "case-0318",
            Record = record,
            Pack = new(text, At.AddHours(3), At.AddDays(30), text, 4, 2, [text, HostileText.Text("nftables")], 3),
            Verified = new("not-proven", At.AddHours(4), At.AddHours(8), [new(Sentence.Of($"is anything let through to {text}?"), "proven"), new(Sentence.Of("did the hosts go on elsewhere?"), "not-proven")]),
        };
        var asItIs = Row(GapKind.AsItIs, "as-it-is", "all sources, settings as they are", At);
        return new ReviewBuilder(request)
        {
            Bytes = [new("F1", record.Findings[0].Payload, 2, 118, null)],
            Seen = [new(0, text, "zeek-dns", "F1", 4_118, [ContainSamples.Address("10.0.3.7"), ContainSamples.Address("10.0.3.8")], 12, At.AddMinutes(-1), At.AddHours(1)), new(1, text, null, "F2", 2, [], 0, null, null)],
            Gap = new(asItIs,
            [
                Row(GapKind.SourceAlone, "zeek-dns", "zeek-dns alone", At.AddMinutes(2)),
                Row(GapKind.SourceMissing, "zeek-dns", "without zeek-dns", null),
                Row(GapKind.Threshold, GapVariant.LowerClause, "escalate at medium what payload-size tell", At.AddMinutes(-1)),
                Row(GapKind.Patch, "indicators", "with the indicators of the case on a list", At.AddMinutes(-2)),
            ], 42, [Sentence.Of("the evidence has one format: no source can be left out")]),
            Patch = new()
            {
                Indicators = [ContainSamples.Zone("t.example.net"), ContainSamples.At(BlockKind.NameServerAddress, "203.0.113.66")],
                Approved = [new(ContainSamples.Address("10.0.0.53"), true, "recursive", "clients", Sentence.Of($"asked by 40 of 41 clients {text}"))],
                Networks = [new(Network.Of(ContainSamples.Address("10.0.0.0"), 8), 41, Sentence.Of("inferred: 41 hosts"))],
                Because = [Sentence.Of("indicators: 2 values of the case; they tell its return, and could not have told its first coming"), Sentence.Of($"indicators: {text} is left out: the site protects it")],
            },
            Proof = new([new(text, new(At, TimeSpan.FromTicks(1)), new(At.AddMinutes(-2), TimeSpan.FromSeconds(3))), new(text, null, null)], "nameward evaluate review/patch/TRUTH.tsv --when", [Sentence.Of("2 of 3 sources are labelled")]),
            Limits = [Sentence.Of($"{text}: not there any more, so not judged again")],
        }.Build(record.Run with { Started = At.AddDays(3) });
    }

    static GapRow Row(GapKind kind, string id, string what, DateTime? at) => new(kind, id, Sentence.Of(what), at is null ? "watch" : "escalate", at is { } some ? new(some, TimeSpan.FromTicks(1)) : null,
        at is null ? [] : ["channel"], at is null ? [] : ["private-names", "fresh-names"], 0);
}
