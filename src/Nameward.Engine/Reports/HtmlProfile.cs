using System.Text;
using Nameward.Engine.Cases;
using Nameward.Engine.Reports.Html;

namespace Nameward.Engine.Reports;

/// <summary>The profile of a zone or a server as one page that opens without a network and loads nothing; in the style of <see cref="HtmlReport"/>.</summary>
public static class HtmlProfile
{
    static readonly Section[] Sections =
    [
        new("why", "Who runs it", ProfileSections.Why),
        new("standing", "Reputation", ProfileSections.Standing) { Has = document => document.Reputation is not null },
        new("time", "Over time", ProfileSections.Time) { Has = document => LifeFigure.Has(document.Profile) },
        new("servers", "Infrastructure", ProfileSections.Servers),
        new("answers", "Answers", ProfileSections.Answers),
        new("neighbours", "Neighbours", ProfileSections.Neighbours),
        new("coverage", "Coverage", (page, document) => CoverageSection.Write(page, document.Coverage)),
        new("provenance", "Provenance", (page, document) => ProvenanceSection.Write(page, document.Evidence, document.Run, document.Schema)),
    ];

    /// <summary>The page, UTF-8.</summary>
    public static byte[] Render(ProfileDocument document, IDefang defang)
    {
        var page = new HtmlPage(defang, new Clock(document.Run.AsOf));
        PageFrame.Open(page, new($"{page.Escape.Bare(document.Profile.Subject)}. Nameward profile"), "why", "Skip to who runs it");
        Header(page, document);
        var sections = Sections.Where(section => section.Has(document)).ToList();
        PageFrame.Contents(page, "profile", sections.Select(section => (section.Id, section.Title)));
        sections.ForEach(section => section.Write(page, document));
        PageFrame.Close(page, document.Run.Version);
        return Encoding.UTF8.GetBytes(page.ToString());
    }

    static void Header(HtmlPage page, ProfileDocument document)
    {
        var profile = document.Profile;
        page.Add($"<div class=\"mast\"><span><b>Nameward</b> profile of a {(profile.IsServer ? "server" : "zone")}</span><span>All times UTC</span></div>\n<header class=\"verdict profile\">\n");
        page.Add($"<h1>{profile.Subject}{(ProfileWords.IsSeen(profile) ? ProfileWords.Headline(profile) : " was not seen in this evidence")}</h1>{page.Copy(profile.Subject)}\n<dl class=\"facts\">\n");
        Fact(page, "Messages", Figures.Count(profile.Use.Messages), profile.Use is { First: { } first, Last: { } last } ? page.Clock.Span(first, last) : "no record has a time");
        Fact(page, "Who asks", profile.Use.Clients == 0 ? "Not known" : $"{(profile.Use.IsLeast ? "At least " : "")}{Figures.Count(profile.Use.Clients, "client")}", $"of {Figures.Count(document.Fleet.Clients)} in the evidence");
        Fact(page, "Servers with authority", Figures.Count(profile.Servers.Count(server => server.IsAuthoritative == true)), $"of {Figures.Count(document.Fleet.AuthoritativeServers)} in the evidence");
        Fact(page, "Reputation", document.Reputation is { Score: { } score } ? $"{Figures.Count(score)} of 100" : "Not known", document.Reputation?.Score is null ? "nothing is known of its standing" : $"{document.Reputation.Word}; it decides nothing");
        page.Add($"</dl>\n");
        if (profile.Use.FirstClients.Length > 0)
        {
            page.Add($"<p class=\"also\">Asked by {new Markup(string.Join(", ", profile.Use.FirstClients.Select(page.Escape.Hostile)))}{(profile.Use.Clients > profile.Use.FirstClients.Length ? $" and {Figures.Count(profile.Use.Clients - profile.Use.FirstClients.Length)} more" : "")}</p>\n");
        }
        page.Add($"</header>\n");
    }

    static void Fact(HtmlPage page, string label, string value, string exactly) => page.Add($"<div><dt>{label}</dt><dd><b>{value}</b>{exactly}</dd></div>\n");

    sealed record Section(string Id, string Title, Action<HtmlPage, ProfileDocument> Write)
    {
        internal Func<ProfileDocument, bool> Has { get; init; } = _ => true;
    }
}
