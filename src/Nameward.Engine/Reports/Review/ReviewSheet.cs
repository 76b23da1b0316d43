using System.Collections.Immutable;
using System.Globalization;
using Nameward.Engine.Cases;
using Nameward.Engine.Cases.Blocks;
using Nameward.Engine.Cases.Reviewing;
using Nameward.Engine.Observations;
using Nameward.Engine.Reports.Sharing;

namespace Nameward.Engine.Reports.Review;

/// <summary>The sections of a review: composed once, and rendered by each page in its own language.</summary>
static class ReviewSheet
{
    const int MostRows = 200;

    /// <summary>All sections, in order.</summary>
    public static ImmutableArray<SheetSection> Of(ReviewDocument review) =>
        [Summary(review), Timeline(review), Dwell(review), Seen(review), Gap(review), Bytes(review), Hosts(review), Causes(review), Contained(review), Actions(review), Lessons(review), Patch(review), Shared(review), Limits(review)];

    static SheetSection Summary(ReviewDocument review) => new("summary", "Summary", Sentence.Of($"Decided: {review.Record.Decision.Decision}"),
    [
        SheetPart.Paragraphs(Sentence.Of($"{ReviewWords.Stopped(review)}.")),
        SheetPart.Table("The findings, gravest first.", ["Finding", "Level", "#Bits", "What", "Techniques"], review.Findings.Take(MostRows).Select(finding => Row(
            SheetCell.Ours(finding.Id), SheetCell.Ours(finding.Level), SheetCell.Ours(Figures.Bits(finding.Bits)), new(finding.Title), SheetCell.Ours(string.Join(", ", finding.Techniques))))),
        SheetPart.List("Which rules decided", [.. review.Record.Decision.Clauses.Select(clause => Sentence.Of($"{clause.Text} ({clause.Id}{(clause.Findings.IsEmpty ? "" : ": " + string.Join(", ", clause.Findings))})"))]),
    ]);

    static SheetSection Timeline(ReviewDocument review) => new("timeline", "Timeline", Sentence.Of("What happened, and when"),
    [
        SheetPart.Table("\"evidence\" is the clock of whatever recorded it, \"case\" that of the machine on which the case is kept. All times UTC.", ["Time", "Clock", "What"],
            review.Timeline.Take(MostRows).Select(moment => Row(SheetCell.Time(moment.At), SheetCell.Ours(moment.Clock), new(moment.What)))),
        More(review.Timeline.Length, "review.json"),
    ]);

    static SheetSection Dwell(ReviewDocument review) => new("dwell", "Dwell time", Sentence.Of(review.Dwell.FirstOrDefault(span => span.Id == "active")?.Lasted is { } active ? $"Seen to be active for {Figures.Duration(active)}" : "How long it was active is not known"),
    [
        SheetPart.Table("Each span with both its ends. A span that ends before it begins says that the end came first.", ["From", "At", "To", "At", "Span"], review.Dwell.Select(span => Row(
            SheetCell.Ours(span.From), SheetCell.Time(span.FromAt), SheetCell.Ours(span.To), SheetCell.Time(span.ToAt),
            SheetCell.Ours(span.Lasted is not { } lasted ? "not known" : lasted < TimeSpan.Zero ? $"{Figures.Duration(-lasted)} before" : Figures.Duration(lasted))))),
    ]);

    static SheetSection Seen(ReviewDocument review) => new("seen", "What was seen by which source", Sentence.Of(review.Seen.IsEmpty ? "Not told: the evidence was not read again" : $"{Figures.Headline(review.Seen.Select(share => share.Source).Distinct().Count(), "source")} of {Figures.Count(review.Record.Evidence.Length)} {(review.Seen.Select(share => share.Source).Distinct().Count() == 1 ? "shows" : "show")} something of it"),
    [
        review.Seen.IsEmpty ? SheetPart.Paragraphs() : SheetPart.Table("What is asked below the zones of a finding, or said to its server where it has no zone; queries and responses each.", ["Source", "Finding", "#Messages", "Clients", "First", "Last"], review.Seen.Take(MostRows).Select(share => Row(
            new(Sentence.Of($"{share.Path} ({share.Format ?? "not recognised"})")), SheetCell.Ours(share.Finding), SheetCell.Ours(Figures.Count(share.Messages)), Clients(share), SheetCell.Time(share.First), SheetCell.Time(share.Last)))),
        SheetPart.List("Log sources of the runbook that are not among the evidence", [.. review.Record.Coverage.Sources.Where(source => !source.Present).Select(source => Sentence.Of($"{source.Source}: {source.Note}"))]),
    ]);

    static SheetSection Gap(ReviewDocument review)
    {
        var gap = review.Gap;
        return new("gap", "Detection gap", Sentence.Of(gap.AsItIs is null ? "Not computed" : gap.AsItIs.Moment is { } moment ? $"As it is, the evidence escalates at {ReviewWords.Time(moment.At)} UTC" : "As it is, the evidence does not escalate"),
        [
            SheetPart.List("Of the replay", gap.Notes),
            gap.AsItIs is null ? SheetPart.Paragraphs() : SheetPart.Table($"The evidence judged again, {Figures.Count(gap.Replays, "time")} in all: cut at a moment, it escalates; cut before it, it does not.", ["With", "Decision", "Escalates at", "Against as it is", "Clauses", "Signals"],
                gap.Rows.Prepend(gap.AsItIs).Select(row => Row(new(row.What), SheetCell.Ours(row.Decision), SheetCell.Ours(ReviewWords.Moment(row.Moment)), SheetCell.Ours(row.Kind == GapKind.AsItIs ? "" : ReviewWords.Earlier(gap, row)), SheetCell.Ours(string.Join(", ", row.Clauses)), SheetCell.Ours(Few(row.Signals))))),
        ]);
    }

    static SheetSection Bytes(ReviewDocument review) => new("bytes", "Bytes that left and came", Sentence.Of(review.Bytes.IsEmpty ? "Nothing is known to have gone through a channel" : "What can have gone through the channels"),
    [
        review.Bytes.IsEmpty ? SheetPart.Paragraphs() : SheetPart.Table("Bounds of what the evidence shows; what was decoded of the rebuilt sessions.", ["Finding", "Left", "Came", "#Sessions", "Decoded, left", "Decoded, came"], review.Bytes.Take(MostRows).Select(bytes => Row(
            SheetCell.Ours(bytes.Finding), SheetCell.Ours(Bounds(bytes.Payload?.UpBytes)), SheetCell.Ours(Bounds(bytes.Payload?.DownBytes)), SheetCell.Ours(Figures.Count(bytes.Sessions)), SheetCell.Ours(Decoded(bytes.RecoveredUp)), SheetCell.Ours(Decoded(bytes.RecoveredDown))))),
    ]);

    static SheetSection Hosts(ReviewDocument review)
    {
        var hosts = Ranking.Hosts(review.Record);
        return new("hosts", "Hosts", Sentence.Of($"{Figures.Headline(hosts.Length, "host")} {(hosts.Length == 1 ? "is" : "are")} named by the findings"),
        [
            hosts.Length == 0 ? SheetPart.Paragraphs() : SheetPart.Table("Owners, users and processes as inventory, leases and host records have them.", ["Address", "Host", "Owner", "User", "Process", "Findings", "First", "Last"], hosts.Take(MostRows).Select(host => Row(
                SheetCell.Known(host.Client), SheetCell.Known(host.Host), host.Owner is null ? SheetCell.ToFillIn("owner") : SheetCell.Known(host.Owner), SheetCell.Known(host.User), host.Process is null ? SheetCell.ToFillIn("process") : SheetCell.Known(host.Process),
                SheetCell.Ours(string.Join(", ", host.Findings)), SheetCell.Ours(ReviewWords.Time(host.FirstSeen)), SheetCell.Ours(ReviewWords.Time(host.LastSeen))))),
            More(hosts.Length, "findings of case.json"),
        ]);
    }

    static SheetSection Causes(ReviewDocument review) => new("cause", "Root cause", Sentence.Of("What no evidence of DNS can tell"),
    [
        SheetPart.Table("For people to fill in.", ["Question", "Facts", "Answer"], review.Blanks.Select(blank => Row(SheetCell.Ours(blank.Asks), blank.Known is { } known ? new(known) : SheetCell.Ours(""), SheetCell.ToFillIn(blank.Id.Replace('-', ' '))))),
    ]);

    static SheetSection Contained(ReviewDocument review)
    {
        var pack = review.Pack is not { } made ? Sentence.Of("No containment pack is given.")
            : Sentence.Of($"Pack {made.Label}, made {ReviewWords.Time(made.Made)}, ends {ReviewWords.Time(made.Expires)}: {Figures.Count(made.Blocked, "block")}, {Figures.Count(made.Left)} left alone, answer {made.Action}, for {HostileText.Joined(made.Targets)}. {(made.Outside is { } outside ? $"At most {Figures.Count(outside, "client")} outside the findings would have been hit." : "Nobody looked whom it would hit.")}");
        return new("containment", "Containment", ReviewWords.Stopped(review),
        [
            SheetPart.Paragraphs(pack),
            review.Verified is not { } verified ? SheetPart.Paragraphs() : SheetPart.Table("As nameward verify has it.", ["Asked", "Outcome"], verified.Items.Select(item => Row(new(item.Asks), SheetCell.Ours(Figures.Spoken(item.Outcome))))),
        ]);
    }

    static SheetSection Actions(ReviewDocument review)
    {
        var open = review.Actions.Count(action => action.State is null or "open");
        return new("actions", "Actions", Sentence.Of(open == 0 ? "Nothing of the runbook is open" : $"{Figures.Headline(open, "task")} of the runbook {(open == 1 ? "is" : "are")} to do"),
        [
            SheetPart.Table(review.Actions.Any(action => action.State is null) ? "The case is of a folder: nobody wrote down what was done." : "Open tasks belong to whoever the case is assigned to.", ["Task", "State", "Owner", "Found", "Due"], review.Actions.Select(action => Row(
                SheetCell.Ours(action.Text), action.State is null ? SheetCell.ToFillIn("state") : SheetCell.Ours(Figures.Spoken(action.State)), action.Owner is null ? SheetCell.ToFillIn("owner") : SheetCell.Known(action.Owner),
                action.Found is { } found ? new(found) : SheetCell.Ours(""), action.State is null or "open" ? SheetCell.ToFillIn("date") : SheetCell.Ours("")))),
        ]);
    }

    static SheetSection Lessons(ReviewDocument review) => new("lessons", "Lessons", Sentence.Of(review.Lessons.IsEmpty ? "No rule draws a lesson from the facts" : $"{Figures.Headline(review.Lessons.Length, "lesson")}, each from a fact"),
    [
        SheetPart.Table("Drawn by rules; which of them hold is for people to say.", ["Fact", "What follows", "Owner"], review.Lessons.Select(lesson => Row(new(lesson.Fact), SheetCell.Ours(lesson.Do), SheetCell.ToFillIn("owner")))),
    ]);

    static SheetSection Patch(ReviewDocument review)
    {
        var patch = review.Patch;
        var parts = new List<SheetPart>
        {
            SheetPart.List("What it holds and what not", patch.Because),
            SheetPart.Table("Indicators of the case (patch/indicators.txt).", ["Value", "What", "Why"], patch.Indicators.Take(MostRows).Select(block => Row(SheetCell.Known(block.Value), SheetCell.Ours(BlockWords.Of(block.Kind)), new(block.Reason)))),
        };
        if (review.Proof is { } proof)
        {
            parts.Add(SheetPart.Table("Each labelled file by itself, as nameward evaluate judges it (patch/TRUTH.tsv, evaluation-before.json, evaluation-after.json).", ["File", "Without the patch", "With it", "Earlier"],
                proof.Files.Take(MostRows).Select(file => Row(SheetCell.Known(file.Path), SheetCell.Ours(ReviewWords.Moment(file.Before)), SheetCell.Ours(ReviewWords.Moment(file.After)), SheetCell.Ours(ReviewWords.Earlier(file))))));
            parts.Add(SheetPart.List("Of the evaluation", [Sentence.Of($"asked again by: {proof.Command}"), .. proof.Notes]));
        }
        var headline = review.Proof switch
        {
            null => "What would tell the like earlier; no evaluation was made of it",
            { } made when made.Files.Any(file => file.IsEarlier) => $"With it {Figures.Count(made.Files.Count(file => file.IsEarlier))} of {Figures.Count(made.Files.Length, "labelled file")} {(made.Files.Count(file => file.IsEarlier) == 1 ? "escalates" : "escalate")} earlier",
            _ => "It would not have escalated earlier: what told the case first is faster than what can be added",
        };
        return new("patch", "Patch", Sentence.Of(headline), [.. parts]);
    }

    static SheetSection Shared(ReviewDocument review)
    {
        var shared = SharedCase.Of(review.Record);
        return new("sharing", "ATT&CK and indicators", Sentence.Of($"TLP:{TlpWord.Of(shared.Tlp)!.ToUpperInvariant()}"),
        [
            SheetPart.Table("Techniques (attack-layer.json is the layer for the Navigator). The acquisition of a server cannot be seen from inside: its use is judged.", ["Technique", "Name", "Findings"], NavigatorLayer.Techniques(review)
                .Select(technique => Row(SheetCell.Ours(technique.Technique.Id), SheetCell.Ours(technique.Technique.Name), SheetCell.Ours(string.Join(", ", technique.Findings.Select(finding => finding.Id)))))),
            SheetPart.Table($"Values that may be shared under TLP:{TlpWord.Of(shared.Tlp)!.ToUpperInvariant()} (indicators.csv).", ["Value", "First", "Last", "By what"], shared.Indicators.Take(MostRows).Select(indicator => Row(
                SheetCell.Known(indicator.Value.IsName ? HostileText.Name(indicator.Value.Text) : KnownNames.AddressOf(indicator.Value.Text)), SheetCell.Time(indicator.FirstSeen), SheetCell.Time(indicator.LastSeen),
                SheetCell.Ours(indicator.Description.Replace("\n", " ", StringComparison.Ordinal))))),
        ]);
    }

    static SheetSection Limits(ReviewDocument review) => new("limits", "What this review cannot tell", Sentence.Of(review.Limits.IsEmpty ? "Nothing stood in its way" : "What stood in its way"), [SheetPart.List("", review.Limits)]);

    static SheetCell Clients(SourceShare share)
    {
        if (share.Clients.IsEmpty)
        {
            return SheetCell.Ours("none named");
        }
        var named = HostileText.Joined(share.Clients.Select(HostileText.Address));
        return new(share.ClientCount > share.Clients.Length ? Sentence.Of($"{named} and {Figures.Count(share.ClientCount - share.Clients.Length)} more") : Sentence.Of($"{named}"));
    }

    static string Few(ImmutableArray<string> signals)
    {
        const int Most = 6;
        return string.Join(", ", signals.Take(Most)) + (signals.Length > Most ? string.Create(CultureInfo.InvariantCulture, $" and {signals.Length - Most} more") : "");
    }

    static SheetPart More(int count, string where) => count > MostRows ? SheetPart.Paragraphs(Sentence.Of($"{Figures.Count(count - MostRows)} more: {where}.")) : SheetPart.Paragraphs();

    static string Bounds(ByteBounds? bounds) => bounds is null ? "not known" : Figures.Bounds(bounds.Low, bounds.High);

    static string Decoded(long? bytes) => bytes is { } some ? Figures.Count(some, "byte") : "nothing";

    static ImmutableArray<SheetCell> Row(params ImmutableArray<SheetCell> cells) => cells;
}
