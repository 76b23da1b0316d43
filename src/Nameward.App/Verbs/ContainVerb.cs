using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Nameward.Engine;
using Nameward.Engine.Cases.Blocks;
using Nameward.Engine.Containment;
using Nameward.Engine.Findings;
using Nameward.Engine.Findings.Sites;
using Nameward.Engine.Observations;
using Nameward.Engine.Reports;
using Nameward.Engine.Reports.Contain;

namespace Nameward.App.Verbs;

/// <summary><c>contain CASE [PATH...]</c>: what to block for a case, whom that would have hit, and the files for it.</summary>
static class ContainVerb
{
    const string About = """
        What to block for a case, whom that would have hit, and the files that do it: for each resolver and firewall a stage that logs and blocks nothing, a stage
        that blocks, how to see that it is in force, and the way back. Nothing is changed anywhere: you load the files.

        The evidence of the case, or of PATH, is replayed first, and what the store remembers where there is one. What is the site's own, protected, a public suffix
        or shared by many is left alone, unless --force says why it is blocked all the same. Rules that alert are tried on the evidence too, and on that of --benign: one that does not fire on the case, or fires on
        anything else, is not written. Without --out only the preview is printed.

        Where configuration is among the evidence, settings that no ticket approves are put back (restore-...): as patches with their rollback, or PowerShell.

        Examples:
          nameward contain 12
          nameward contain case-0318 --out pack
          nameward contain case-0318 --targets bind,nftables --out pack
          nameward contain case-0318 --benign last-month.log.gz --targets sigma,suricata --out rules
          nameward contain case-0318 week.log.gz --answer sinkhole --sinkhole 192.0.2.80 --out pack
        """;

    static readonly ImmutableArray<string> Actions = [.. Enum.GetValues<BlockAction>().Select(BlockWords.Id)];

    public static Command Create()
    {
        var named = new Argument<string>("CASE") { Description = CaseArgument.About };
        var reading = new EvidenceOptions(OutputFormat.Table, OutputFormat.Json, OutputFormat.Html);
        var findings = new Option<string[]>("--finding") { Description = "Contain these findings; otherwise all that are high or critical.", HelpName = "ID" };
        var targets = new Option<string>("--targets") { Description = $"For which products, with commas between: {string.Join(", ", TargetList.All.Select(target => target.Id))}. Those of the site file, or all.", HelpName = "IDS" };
        var answer = new Option<string>("--answer") { Description = $"What a blocked query gets: {string.Join(", ", Actions)}.", DefaultValueFactory = _ => Actions[0] };
        answer.AcceptOnlyFromAmong([.. Actions]);
        var sinkhole = new Option<string>("--sinkhole") { Description = "The address of your own host to which blocked names lead, with --answer sinkhole.", HelpName = "ADDRESS" };
        var lasts = new Option<string>("--for") { Description = "How long the block is meant to last, as 14d.", HelpName = "SPAN", DefaultValueFactory = _ => "30d" };
        var force = new Option<string[]>("--force") { Description = "Block this name or address although it would hurt others, and why: NAME=REASON.", HelpName = "NAME=REASON" };
        var quarantine = new Option<bool>("--quarantine") { Description = "Deny the hosts of the case everything that they ask for, where the resolver can." };
        var tickets = TicketsOption.Create();
        var benign = new Option<string[]>("--benign") { Description = "Evidence that is known to be good: alert rules that fire on it are not written.", HelpName = "PATH" };
        var budget = new Option<string>("--alert-budget") { Description = "How often an alert rule may fire beside the case, and be written all the same.", HelpName = "N", DefaultValueFactory = _ => "0" };
        var dry = new Option<bool>("--dry-run") { Description = "Write nothing, even with --out." };
        var (store, output) = (StoreOption.Create(), new Option<string>("--out") { Description = "Write the pack into this folder, whole or not at all.", HelpName = "DIR" });
        var verb = new Command("contain", About) { named };
        reading.AddTo(verb);
        Option[] own = [findings, targets, answer, sinkhole, lasts, force, quarantine, benign, budget, tickets, dry, store, output];
        foreach (var option in own)
        {
            verb.Options.Add(option);
        }
        verb.SetAction(parsed =>
        {
            var mistakes = new List<Mistake>();
            using var record = CaseArgument.Open(parsed.GetValue(named)!, parsed.GetValue(store));
            var contained = RecordedContainment.Of(record, [.. parsed.GetValue(findings) ?? []]);
            var recorded = CarveFiles.Evidence(record).Select(source => CarveVerb.FileOf(source.Path)).Distinct().ToList();
            var there = recorded.Where(Path.Exists).ToList();
            var request = reading.NamesNothing(parsed) && there.Count == 0 ? reading.ReadWithoutEvidence(parsed, mistakes) : reading.Read(parsed, mistakes, there);
            var asked = new ContainRequest(contained, Enum.GetValues<BlockAction>()[Actions.IndexOf(parsed.GetValue(answer)!)], Sinkhole(parsed.GetValue(sinkhole), parsed.GetValue(answer)!, mistakes), Span(parsed.GetValue(lasts)!, mistakes))
            {
                Forced = Forced(parsed.GetValue(force) ?? [], mistakes),
                Quarantine = parsed.GetValue(quarantine),
                Budget = Budget(parsed.GetValue(budget)!, mistakes),
            };
            var good = parsed.GetValue(benign) is { Length: > 0 } known ? reading.Locate(parsed, known, mistakes) : EvidenceOptions.Nothing;
            var ids = Ids(parsed.GetValue(targets), request.Site.Settings.Targets, mistakes);
            var book = TicketsOption.Read(parsed.GetValue(tickets), request, mistakes);
            var folder = Checked.Folder(parsed.GetValue(output), mistakes);
            var place = StoreOption.Path(parsed.GetValue(store), mistakes);
            return mistakes.Count > 0 ? throw new UserError([.. mistakes])
                : new ContainRun(request, asked, ids) { Folder = parsed.GetValue(dry) ? null : folder, Store = parsed.GetValue(store) is not null || File.Exists(place) ? place : null, Tickets = book, Benign = good, Gone = [.. reading.NamesNothing(parsed) ? recorded.Except(there) : []] }.Run();
        });
        return verb;
    }

    static Address Sinkhole(string? text, string answer, List<Mistake> mistakes)
    {
        var wanted = answer == BlockWords.Id(BlockAction.Sinkhole);
        if (wanted && text is not null && Inquiry.TryRead(text, out var asked) && asked.Address is { } address)
        {
            return address;
        }
        if (wanted || text is not null)
        {
            mistakes.Add(new(text is null ? "--answer sinkhole: no host is named" : wanted ? $"--sinkhole {text}: this is no address" : $"--sinkhole {text}: names do not lead anywhere with --answer {answer}", null, "--answer sinkhole --sinkhole 192.0.2.80"));
        }
        return default;
    }

    static TimeSpan Span(string text, List<Mistake> mistakes)
    {
        var span = SiteText.Age(text);
        if (span.Wrong is { } wrong)
        {
            mistakes.Add(new($"--for {text}: {wrong}", null, span.Do));
        }
        return span.Value;
    }

    static long Budget(string text, List<Mistake> mistakes)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var budget))
        {
            return budget;
        }
        mistakes.Add(new($"--alert-budget {text}: not a number", null, "how often a rule may fire beside the case, as 0"));
        return 0;
    }

    static ImmutableDictionary<HostileText, HostileText> Forced(string[] texts, List<Mistake> mistakes)
    {
        var forced = ImmutableDictionary.CreateBuilder<HostileText, HostileText>();
        foreach (var text in texts)
        {
            var sign = text.IndexOf('=', StringComparison.Ordinal);
            if (sign > 0 && text[(sign + 1)..].Trim() is { Length: > 0 } why && Inquiry.TryRead(text[..sign], out var what))
            {
                forced[what.Address is { } address ? HostileText.Address(address) : HostileText.Name(what.Domain)] = HostileText.Text(why);
            }
            else
            {
                mistakes.Add(new($"--force {text}: it says no name and why", null, "--force NAME=REASON, the reason in writing"));
            }
        }
        return forced.ToImmutable();
    }

    static ImmutableHashSet<string> Ids(string? text, ImmutableArray<string> ofSite, List<Mistake> mistakes)
    {
        var known = TargetList.All.Select(target => target.Id).ToList();
        var wanted = text?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [.. ofSite];
        foreach (var id in wanted.Where(id => !known.Contains(id)))
        {
            mistakes.Add(new($"{(text is null ? "targets" : "--targets")} {id}: no such target", $"there are {string.Join(", ", known)}", "name some of these"));
        }
        return wanted.Length == 0 ? [.. known] : [.. wanted];
    }
}
