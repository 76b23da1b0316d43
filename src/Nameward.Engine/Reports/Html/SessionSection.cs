using Nameward.Engine.Cases;
using Nameward.Engine.Observations;
using Nameward.Engine.Transcripts.Rebuilding;

namespace Nameward.Engine.Reports.Html;

/// <summary>The channels of a reconstruction, and one section for each session: how much went when, what was said, and what is missing.</summary>
static class SessionSection
{
    const int MostEvents = 2000;

    /// <summary>What went through each channel.</summary>
    public static void Channels(HtmlPage page, ReconstructDocument document)
    {
        page.Section("channels", "Level 2: reconstruct C2 traffic", document.Channels.Length == 0 ? "No channel was rebuilt" : "What went through each channel");
        if (document.Channels.Length > 0)
        {
            page.Table("Recovered bytes were decoded, each counted once. The bounds say how much can have gone in all.", "Client", "Zone", "Sessions", "Up", "Down");
            foreach (var channel in document.Channels)
            {
                page.Add($"<tr role=\"row\"><td role=\"cell\" data-h=\"Client\" class=\"lead\">{HostileText.Address(channel.Client)}</td><td role=\"cell\" data-h=\"Zone\">{SessionWords.Zone(channel.Apex) ?? HostileText.Text("none")}</td>");
                page.Add($"<td role=\"cell\" data-h=\"Sessions\">{string.Join(", ", channel.Sessions)}</td>");
                Side(page, "Up", channel.Up);
                Side(page, "Down", channel.Down);
                page.Add($"</tr>\n");
            }
            page.EndTable();
        }
        page.Add($"</section>\n");
    }

    /// <summary>One session.</summary>
    public static void Write(HtmlPage page, ReconstructDocument document, ReconstructedSession numbered)
    {
        var session = numbered.Session;
        page.Section(numbered.Id, $"Session {numbered.Id}{(numbered.Finding is { } finding ? $", finding {finding}" : "")}", $"{session.Title}{(session.Key.Length > 0 ? $" {session.Key}" : "")}");
        page.Add($"<p>{HostileText.Address(session.Client)} {SessionWords.Through(session)}.</p>\n<dl class=\"about\">\n");
        Fact(page, "When", session is { First: { } first, Last: { } last } ? $"{page.Clock.Second(first)} to {page.Clock.Second(last)}" : "no record has a time");
        Fact(page, session.Apex.Length == 0 ? "Datagrams" : "Queries", Figures.Count(session.Queries));
        Fact(page, "Up", SessionWords.Side(session.Up));
        Fact(page, "Down", SessionWords.Side(session.Down));
        Fact(page, "Encoding", session.Codec.Length > 0 ? session.Codec : "not known");
        Fact(page, "Certainty", SessionWords.Certainty(session.Certainty));
        page.Add($"</dl>\n");
        if (session.Timeline is { } timeline)
        {
            SessionFigure.Write(page, numbered.Id, timeline);
        }
        Notes(page, session);
        Files(page, numbered);
        Transcript(page, document, session);
        page.Add($"</section>\n");
    }

    static void Notes(HtmlPage page, RebuiltSession session)
    {
        if (session.Notes.Length > 0)
        {
            page.Add($"<h3>What must be known to read this</h3>\n<ul>\n");
            foreach (var note in session.Notes)
            {
                page.Add($"<li>{note}</li>\n");
            }
            page.Add($"</ul>\n");
        }
    }

    static void Files(HtmlPage page, ReconstructedSession numbered)
    {
        if (numbered.Session.Files.Length == 0)
        {
            return;
        }
        page.Table("Content, as data of an adversary: the names are ours, and nothing was opened.", "File", "#Bytes", "Looks like", "SHA-256");
        foreach (var file in numbered.Session.Files)
        {
            page.Add($"<tr role=\"row\"><td role=\"cell\" data-h=\"File\" class=\"lead\">{numbered.Id}/{file.Name}</td><td role=\"cell\" data-h=\"Bytes\" class=\"num\">{Figures.Count(file.Content.Length)}</td>");
            page.Add($"<td role=\"cell\" data-h=\"Looks like\">{file.Kind}</td><td role=\"cell\" data-h=\"SHA-256\"><code>{file.Sha256}</code></td></tr>\n");
        }
        page.EndTable();
    }

    static void Transcript(HtmlPage page, ReconstructDocument document, RebuiltSession session)
    {
        if (session.Events.Length == 0)
        {
            return;
        }
        var several = document.Evidence.Length > 1;
        var more = session.Events.Length - MostEvents + session.MoreEvents;
        page.Table($"The transcript. Positions are packet numbers of captures, and byte offsets of logs{(several ? "; sources are numbered as under Provenance" : "")}.{(more > 0 && session.Events.Length > MostEvents ? $" {Figures.Count(more)} more lines are in reconstruct.json." : "")}", "Time", "Way", "What", "#Bytes", "#Position");
        foreach (var told in session.Events.Take(MostEvents))
        {
            page.Add($"<tr role=\"row\"><td role=\"cell\" data-h=\"Time\" class=\"lead\">{(told.Time is { } time ? Clock.Millisecond(time) : "not known")}</td><td role=\"cell\" data-h=\"Way\">{told.Way switch { Way.Up => "up", Way.Down => "down", _ => "" }}</td>");
            page.Add($"<td role=\"cell\" data-h=\"What\">{told.What}</td><td role=\"cell\" data-h=\"Bytes\" class=\"num\">{(told.Bytes > 0 ? Figures.Count(told.Bytes) : "")}</td>");
            page.Add($"<td role=\"cell\" data-h=\"Position\" class=\"num\">{(several ? $"source {told.At.Source + 1}, " : "")}{Figures.Count(told.At.Offset)}</td></tr>\n");
        }
        page.EndTable();
    }

    static void Side(HtmlPage page, string label, RebuiltSide side) => page.Add($"<td role=\"cell\" data-h=\"{label}\">{SessionWords.Side(side)}</td>");

    static void Fact(HtmlPage page, string label, string value) => page.Add($"<div><dt>{label}</dt><dd>{value}</dd></div>\n");
}
