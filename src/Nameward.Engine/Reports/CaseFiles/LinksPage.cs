using System.Collections.Immutable;
using System.Globalization;
using Nameward.Engine.Cases;

namespace Nameward.Engine.Reports.CaseFiles;

/// <summary>Links of kept cases on a terminal and as JSON, schemas <c>nameward/case-links/1</c> and <c>nameward/campaigns/1</c> (docs/links.md).</summary>
public static class LinksPage
{
    const int Indent = 12, MostNamed = 30;

    /// <summary>The cases that are linked with one.</summary>
    public static IReadOnlyList<StyledLine> Render(int number, ImmutableArray<RelatedCase> links, TerminalOptions options)
    {
        var page = new TerminalPage(options, asOf: null);
        page.Line(new Run(links.IsEmpty ? $"Case {number} shares with no kept case what strangers seldom share." : $"Case {number} is linked with {Figures.Count(links.Length, "case")}", Style.Bold));
        foreach (var link in links)
        {
            page.Labelled(new($"case {link.Case}", Style.Bold), Indent, string.Create(CultureInfo.InvariantCulture, $"{link.State}, {Clock.Date(link.Opened)}, {link.Bits:0.#} bits: {page.Phrase(link.Line)}"));
            foreach (var reason in link.Reasons)
            {
                page.Labelled(Run.Plain(""), Indent, $"{page.Phrase(reason)}");
            }
        }
        return page.Lines;
    }

    /// <summary>Groups of cases.</summary>
    public static IReadOnlyList<StyledLine> Render(ImmutableArray<Campaign> campaigns, TerminalOptions options)
    {
        var page = new TerminalPage(options, asOf: null);
        page.Line(new Run(campaigns.IsEmpty ? "No kept cases hang together." : Figures.Headline(campaigns.Length, "group of cases that hang together", "groups of cases that hang together"), Style.Bold));
        foreach (var campaign in campaigns)
        {
            var more = campaign.Cases.Length > MostNamed ? $" and {campaign.Cases.Length - MostNamed} more" : "";
            page.Labelled(new("cases", Style.Bold), Indent, $"{string.Join(", ", campaign.Cases.Take(MostNamed))}{more}; opened {Clock.Date(campaign.First)} to {Clock.Date(campaign.Last)}");
            foreach (var reason in campaign.Reasons)
            {
                page.Labelled(Run.Plain(""), Indent, page.Phrase(reason));
            }
        }
        return page.Lines;
    }

    /// <summary>The cases that are linked with one, as JSON on one line, with a line end.</summary>
    public static byte[] Json(int number, ImmutableArray<RelatedCase> links) => TriageJson.Render(TriageJson.JsonForm.Line, json =>
    {
        json.WriteStartObject();
        json.WriteString("schema", "nameward/case-links/1");
        json.WriteNumber("case", number);
        TriageJson.Array(json, "related", links, LinkJson.Related);
        json.WriteEndObject();
    });

    /// <summary>Groups of cases as JSON on one line, with a line end.</summary>
    public static byte[] Json(ImmutableArray<Campaign> campaigns) => TriageJson.Render(TriageJson.JsonForm.Line, json =>
    {
        json.WriteStartObject();
        json.WriteString("schema", "nameward/campaigns/1");
        TriageJson.Array(json, "campaigns", campaigns, (json, campaign) =>
        {
            json.WriteStartObject();
            json.WriteStartArray("cases");
            foreach (var number in campaign.Cases)
            {
                json.WriteNumberValue(number);
            }
            json.WriteEndArray();
            TriageJson.Time(json, "first", campaign.First);
            TriageJson.Time(json, "last", campaign.Last);
            TriageJson.Array(json, "reasons", campaign.Reasons, EscapeJson.Write);
            json.WriteEndObject();
        });
        json.WriteEndObject();
    });
}
