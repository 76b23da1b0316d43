using System.Collections.Immutable;
using System.CommandLine;
using Nameward.Engine.Cases;
using Nameward.Engine.Cases.Files;
using Nameward.Engine.Reports;
using Nameward.Engine.Reports.CaseFiles;

namespace Nameward.App.Verbs;

/// <summary><c>case links CASE</c> and <c>case campaigns</c>: which kept cases share what strangers seldom share.</summary>
static class CaseLinksVerb
{
    const string Table = "table", Json = "json";

    public static Command Links()
    {
        const string About = """
            The kept cases that share something with a case: zones, name servers, addresses, the form of names, intervals, programs, with how much each is worth. It is
            said and decides nothing.

            Examples:
              nameward case links 12
            """;
        var number = CaseWorkVerbs.Number();
        var (format, store, noColor) = (Format(), StoreOption.Create(), EvidenceOptions.NoColor());
        var verb = new Command("links", About) { number, format, store, noColor };
        verb.SetAction(parsed =>
        {
            using var desk = CaseDesk.ToRead(parsed.GetValue(store));
            var kept = desk.Find(parsed.GetValue(number)!);
            var links = LinksOf(desk, kept);
            return Print(parsed.GetValue(format)!, parsed.GetValue(noColor), () => LinksPage.Json(kept.Number, links), screen => LinksPage.Render(kept.Number, links, screen.WithSuffixes()));
        });
        return verb;
    }

    public static Command Campaigns()
    {
        const string About = """
            Groups of kept cases that hang together by what they share. Cases that were closed as benign link nobody.

            Examples:
              nameward case campaigns
            """;
        var (format, store, noColor) = (Format(), StoreOption.Create(), EvidenceOptions.NoColor());
        var verb = new Command("campaigns", About) { format, store, noColor };
        verb.SetAction(parsed =>
        {
            using var desk = CaseDesk.ToRead(parsed.GetValue(store));
            var past = PastCases.Of(desk.Store.Cases);
            var campaigns = new CaseLinks(past, new PassiveStrangers(desk.Store.PassiveDns, past.Where(one => !one.IsBenign).SelectMany(one => one.Traits))).Campaigns();
            return Print(parsed.GetValue(format)!, parsed.GetValue(noColor), () => LinksPage.Json(campaigns), screen => LinksPage.Render(campaigns, screen.WithSuffixes()));
        });
        return verb;
    }

    /// <summary>The cases that share something with a kept one.</summary>
    public static ImmutableArray<RelatedCase> LinksOf(CaseDesk desk, KeptCase kept)
    {
        var past = PastCases.Of(desk.Store.Cases);
        return new CaseLinks(past, new PassiveStrangers(desk.Store.PassiveDns, past.Where(one => !one.IsBenign || one.Number == kept.Number).SelectMany(one => one.Traits))).Of(PastCases.Of(kept).Traits, kept.Number);
    }

    static Option<string> Format()
    {
        var format = new Option<string>("--format") { Description = $"What to print: {Table} or {Json}.", DefaultValueFactory = _ => Table };
        format.AcceptOnlyFromAmong(Table, Json);
        return format;
    }

    static int Print(string format, bool noColor, Func<byte[]> document, Func<Screen, IReadOnlyList<StyledLine>> page)
    {
        if (format == Json)
        {
            Screen.WriteData(document());
            return ExitStatus.Done;
        }
        var screen = Screen.ForOutput(noColor);
        screen.Write(page(screen));
        return ExitStatus.Done;
    }
}
