using System.CommandLine;
using Nameward.Engine;
using Nameward.Engine.Cases.Files;
using Nameward.Engine.Cases.Reviewing;
using Nameward.Engine.Reports;
using Nameward.Engine.Reports.Review;

namespace Nameward.App.Verbs;

/// <summary><c>review CASE [PATH...]</c>: the post-incident review, drafted from facts.</summary>
static class ReviewVerb
{
    const string About = """
        The post-incident review, drafted from facts: what happened when, what each source showed, what would have told it earlier (the evidence is judged again with
        each source alone and without it, with a lower threshold, and with the patch that is proposed), bytes, hosts, actions, lessons, techniques and indicators.
        What no evidence can tell is a blank to be filled in.

        With --out all of it is written: review.md, review.html, review.json, a layer for the ATT&CK Navigator, the findings as CSV, ECS and OCSF, and the patch with the
        evaluation that proves it.

        Examples:
          nameward review 12
          nameward review case-0318 --out review-0318
          nameward review 12 --pack pack --verified verify.json --out review-0318
          nameward review case-0318 week.log.gz --no-replay --format markdown
        """;

    public static Command Create()
    {
        var named = new Argument<string>("CASE") { Description = CaseArgument.About };
        var reading = new EvidenceOptions(OutputFormat.Table, OutputFormat.Json, OutputFormat.Html, OutputFormat.Markdown);
        var (knowledge, tickets, policy) = (new KnowledgeOptions(), TicketsOption.Create(), PolicyOption.Create());
        var pack = new Option<string>("--pack") { Description = "The containment pack that was made: the folder of nameward contain --out.", HelpName = "DIR" };
        var verified = new Option<string>("--verified") { Description = "What nameward verify --format json printed.", HelpName = "FILE" };
        var quick = new Option<bool>("--no-replay") { Description = "Do not judge the evidence again: no detection gap and no evaluation." };
        var output = new Option<string>("--out") { Description = "Write the review into this folder, whole or not at all.", HelpName = "DIR" };
        var verb = new Command("review", About) { named };
        reading.AddTo(verb);
        knowledge.AddTo(verb);
        Option[] own = [tickets, policy, pack, verified, quick, output];
        foreach (var option in own)
        {
            verb.Options.Add(option);
        }
        verb.SetAction(parsed =>
        {
            var mistakes = new List<Mistake>();
            var (text, store) = (parsed.GetValue(named)!, knowledge.Named(parsed));
            var kept = KeptOf(text, store);
            using var record = CaseArgument.Open(text, store);
            var recorded = CarveFiles.Evidence(record).Select(source => CarveVerb.FileOf(source.Path)).Distinct().ToList();
            var there = recorded.Where(Path.Exists).ToList();
            var request = reading.NamesNothing(parsed) && there.Count == 0 ? reading.ReadWithoutEvidence(parsed, mistakes) : reading.Read(parsed, mistakes, there);
            var known = knowledge.Read(parsed, request.Site, mistakes);
            var asked = new ReviewRequest
            {
                Case = kept is null ? NameOf(text) : text,
                Record = RecordedTriage.Of(record),
                File = kept?.File,
                Pack = parsed.GetValue(pack) is { } folder ? Checked.Try<ReviewPack?>(() => RecordedOutcome.Pack(folder), null, mistakes) : null,
                Verified = parsed.GetValue(verified) is { } file ? Checked.Try<ReviewVerified?>(() => RecordedOutcome.Verified(file), null, mistakes) : null,
            };
            var run = new ReviewRun(request, asked, record)
            {
                Known = known,
                Tickets = TicketsOption.Read(parsed.GetValue(tickets), request, mistakes),
                Policy = PolicyOption.Read(parsed.GetValue(policy), request.Site, mistakes).Policy,
                Replays = !parsed.GetValue(quick),
                Folder = Checked.Folder(parsed.GetValue(output), mistakes),
                Gone = [.. reading.NamesNothing(parsed) ? recorded.Except(there) : []],
                Problem = kept?.Problem,
            };
            return mistakes.Count > 0 ? throw new UserError([.. mistakes]) : run.Run();
        });
        return verb;
    }

    /// <summary>The name of a case folder.</summary>
    static string NameOf(string folder) => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(File.Exists(folder) ? Path.GetDirectoryName(folder)! : folder)));

    /// <summary>The case of the store; null where a folder is named.</summary>
    static KeptCase? KeptOf(string text, string? store)
    {
        if (CaseArgument.Number(text) is null || Path.Exists(text))
        {
            return null;
        }
        using var desk = CaseDesk.ToRead(store);
        return desk.Find(text);
    }
}
