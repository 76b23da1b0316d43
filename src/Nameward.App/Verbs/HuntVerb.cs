using System.CommandLine;
using System.Globalization;
using Nameward.Engine;
using Nameward.Engine.Cases;

namespace Nameward.App.Verbs;

/// <summary><c>hunt QUERY [PATH...]</c>: searches the store, or evidence, for what a query names.</summary>
static class HuntVerb
{
    const string About = """
        Hunts for what QUERY names: in evidence the look-ups themselves, printed as they are read, in the order of the evidence; without a PATH, in all that the store
        remembers: who asked what, where it led, at which server. --summary tells the same of evidence, --group-by counts.

        QUERY is key:value, several in quotes. Keys: client, server (addresses or CIDR prefixes), zone, name, answer (* for any part; .example.net for a name and all
        below it; addresses for answers), type, rcode, intel (a feed's name, or *), first_seen, last_seen (2026-11-01, >=2026-11-01, 2026-11-01..2026-11-05), count
        (>=100), sort (first_seen, last_seen, count, name; a dash before it for the greatest first). Terms of one key are alternatives, of several keys all must hold, one behind a dash
        must not. count and sort are of rows that are put together: of evidence they ask for --summary, unless --group-by is there.

        Examples:
          nameward hunt intel:theirs                         (what a feed names, in all that was ever taken in)
          nameward hunt "zone:example.net sort:-count"
          nameward hunt "name:*.example.net type:TXT" zeek/  (the look-ups themselves)
          nameward hunt rcode:NXDOMAIN dns.log --group-by client --top 10
          nameward hunt "client:10.0.0.0/8 -zone:*.internal count:>=1000" capture.pcap
        """;

    const string GroupBy = "--group-by";

    public static Command Create()
    {
        var text = new Argument<string>("QUERY") { Description = "What to hunt for: key:value, in quotes where there are several." };
        var reading = new EvidenceOptions(OutputFormat.Table, OutputFormat.Json, OutputFormat.Csv);
        var knowledge = new KnowledgeOptions();
        var summary = new Option<bool>("--summary") { Description = "Of evidence: who asked, where it led, at which server, instead of the look-ups themselves." };
        var groupBy = new Option<string?>(GroupBy) { Description = $"Count by one or more, with a comma between: {string.Join(", ", HuntGrouping.Words)}.", HelpName = "WHAT" };
        var top = new Option<string?>("--top") { Description = $"With {GroupBy}: most groups that are told.", HelpName = "N" };
        var most = new Option<string>("--most") { Description = "Most rows that are told; reading ends with them.", HelpName = "N", DefaultValueFactory = _ => HuntBuilder.UsualRows.ToString(CultureInfo.InvariantCulture) };
        var all = new Option<bool>("--all") { Description = "Every record on a line of its own." };
        var verb = new Command("hunt", About);
        verb.Arguments.Add(text);
        reading.AddTo(verb);
        knowledge.AddTo(verb);
        foreach (var option in new Option[] { summary, groupBy, top, most, all })
        {
            verb.Options.Add(option);
        }
        verb.SetAction(parsed =>
        {
            var mistakes = new List<Mistake>();
            var query = Checked.Try<HuntQuery?>(() => HuntQuery.Read(parsed.GetValue(text)!), null, mistakes);
            var by = parsed.GetValue(groupBy) is { } words ? Checked.Try<HuntGrouping?>(() => HuntGrouping.Read(GroupBy, words), null, mistakes) : null;
            var rows = ReadMost(most.Name, parsed.GetValue(most)!, mistakes);
            if (parsed.GetValue(top) is { } first)
            {
                rows = ReadMost(top.Name, first, mistakes);
            }
            CheckTogether(parsed.GetValue(groupBy) is not null, parsed.GetValue(top) is not null, parsed.GetValue(summary), mistakes);
            var isStore = reading.NamesNothing(parsed);
            var request = isStore ? reading.ReadWithoutEvidence(parsed, mistakes) : reading.Read(parsed, mistakes);
            var known = knowledge.Read(parsed, request.Site, mistakes);
            var store = isStore ? knowledge.StoreOf(parsed, mistakes) : null;
            if (isStore && store is null)
            {
                mistakes.Add(new("there is no store to hunt in", null, "nameward ingest PATH...  makes one; nameward hunt QUERY PATH...  hunts through evidence"));
            }
            if (mistakes.Count > 0)
            {
                throw new UserError([.. mistakes]);
            }
            var run = new HuntRun(new(request, query!, known, by, parsed.GetValue(summary) || query!.LooksAtWholes, rows, parsed.GetValue(all)));
            return store is not null ? run.InStore(store) : run.InEvidence();
        });
        return verb;
    }

    static void CheckTogether(bool groups, bool hasTop, bool isSummary, List<Mistake> mistakes)
    {
        if (hasTop && !groups)
        {
            mistakes.Add(new("--top: nothing is put together", null, $"{GroupBy} client --top 10  tells who asked most; --most N  bounds other rows"));
        }
        if (isSummary && groups)
        {
            mistakes.Add(new($"--summary: {GroupBy} puts the look-ups together already", null, "leave one of the two out"));
        }
    }

    static int ReadMost(string flag, string text, List<Mistake> mistakes)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var most) && most is > 0 and < int.MaxValue)
        {
            return most;
        }
        mistakes.Add(new($"{flag} {text}: not a number of rows", null, "a number from 1"));
        return 1;
    }
}
