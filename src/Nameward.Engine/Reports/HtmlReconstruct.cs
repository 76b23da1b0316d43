using System.Text;
using Nameward.Engine.Cases;
using Nameward.Engine.Reports.Html;

namespace Nameward.Engine.Reports;

/// <summary>The sessions of channels as one page that opens without a network and loads nothing; in the style of <see cref="HtmlReport"/>.</summary>
public static class HtmlReconstruct
{
    /// <summary>The page, UTF-8.</summary>
    public static byte[] Render(ReconstructDocument document, IDefang defang)
    {
        var page = new HtmlPage(defang, new Clock(document.Run.AsOf));
        PageFrame.Open(page, new("Sessions rebuilt. Nameward"), "channels", "Skip to the channels");
        Header(page, document);
        PageFrame.Contents(page, "reconstruction", [("channels", "Channels"), .. document.Sessions.Select(session => (session.Id, $"{session.Id} {session.Session.Title}")), ("coverage", "Coverage"), ("provenance", "Provenance")]);
        SessionSection.Channels(page, document);
        foreach (var session in document.Sessions)
        {
            SessionSection.Write(page, document, session);
        }
        CoverageSection.Write(page, document.Coverage);
        ProvenanceSection.Write(page, document.Evidence, document.Run, document.Schema);
        PageFrame.Close(page, document.Run.Version);
        return Encoding.UTF8.GetBytes(page.ToString());
    }

    static void Header(HtmlPage page, ReconstructDocument document)
    {
        var sessions = document.Sessions;
        page.Add($"<div class=\"mast\"><span><b>Nameward</b> reconstruction</span><span>All times UTC</span></div>\n<header class=\"verdict profile\">\n");
        page.Add($"<h1>{SessionWords.Headline(document)}</h1>\n<dl class=\"facts\">\n");
        Fact(page, "Went up", Known(sessions.Sum(session => session.Session.Up.Recovered ?? 0)), SessionWords.Total(document, channel => channel.Up));
        Fact(page, "Came down", Known(sessions.Sum(session => session.Session.Down.Recovered ?? 0)), SessionWords.Total(document, channel => channel.Down));
        Fact(page, "Gaps", Figures.Count(sessions.Sum(session => (long)session.Session.Up.Gaps + session.Session.Down.Gaps)), "runs of missing bytes or messages");
        Fact(page, "Files", Figures.Count(sessions.Sum(session => session.Session.Files.Length)), "written with --out, never opened");
        page.Add($"</dl>\n</header>\n");
    }

    static string Known(long recovered) => recovered == 0 ? "Nothing read" : Figures.Size(recovered);

    static void Fact(HtmlPage page, string label, string value, string exactly) => page.Add($"<div><dt>{label}</dt><dd><b>{value}</b>{exactly}</dd></div>\n");
}
