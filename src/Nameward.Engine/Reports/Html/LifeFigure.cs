using System.Globalization;
using Nameward.Engine.Observations;
using Nameward.Engine.Profiles;

namespace Nameward.Engine.Reports.Html;

/// <summary>Name servers, their addresses and the servers that answer over time: a line for each from when it was first seen to when it was last.</summary>
static class LifeFigure
{
    /// <summary>Lines that are drawn at most.</summary>
    public const int MostLines = 24;

    const double Top = 10, Row = 34, Axis = 42;

    /// <summary>Whether anything has a time.</summary>
    public static bool Has(Profile profile) => Lives(profile).Count > 0;

    /// <summary>Both drawings: 860 and 340 wide. The tables of the page have the same times.</summary>
    public static void Write(HtmlPage page, Profile profile)
    {
        var lives = Lives(profile);
        page.Add($"<figure>");
        Draw(page, lives, 860, "wide", letters: 90, ticks: 7);
        Draw(page, lives, 340, "narrow", letters: 38, ticks: 4);
        var rest = lives.Count > MostLines ? $" {Figures.Count(lives.Count - MostLines)} more are in the tables." : "";
        page.Add($"<figcaption>From when each was first seen in this evidence to when it was last; a dot is too short a time to draw. Before and after, nothing is known.{rest}</figcaption></figure>\n");
    }

    static List<Life> Lives(Profile profile)
    {
        var lives = new List<Life>();
        void Add(string what, HostileText name, DateTime? first, DateTime? last, string kind)
        {
            if (first is { } from && last is { } to)
            {
                lives.Add(new(what, name, from, to, kind));
            }
        }
        foreach (var server in profile.NameServers)
        {
            Add("name server", server.Name, server.Seen.First, server.Seen.Last, "life");
            foreach (var address in server.Addresses)
            {
                Add("its address", HostileText.Address(address.Address), address.Seen.First, address.Seen.Last, "life soft");
            }
        }
        foreach (var server in profile.Servers)
        {
            Add("answers come from", server.Server, server.Use.First, server.Use.Last, "life");
        }
        return lives;
    }

    static void Draw(HtmlPage page, List<Life> lives, double width, string name, int letters, int ticks)
    {
        var id = page.NextFigure();
        var shown = lives.Take(MostLines).ToList();
        var (from, to) = (shown.Min(life => life.First), shown.Max(life => life.Last));
        var (left, right, bottom) = (12.0, width - 12, Top + Row * shown.Count);
        double X(DateTime time) => to == from ? (left + right) / 2 : left + (right - left) * (time - from) / (to - from);
        page.Add($"<svg class=\"{name}\" viewBox=\"0 0 {width} {bottom + Axis}\" role=\"img\" aria-labelledby=\"{id}\">\n");
        page.Add($"<title id=\"{id}\">{Figures.Count(shown.Count, "line")}, one each for a name server, an address or a server that answers, {page.Clock.Second(from)} to {page.Clock.Second(to)}. The tables have the same times.</title>\n");
        foreach (var (at, life) in shown.Index())
        {
            Line(page, life, X(life.First), X(life.Last), Top + Row * at, letters);
        }
        TimeAxis(page, from, to, X, left, right, bottom, ticks);
        page.Add($"</svg>");
    }

    static void Line(HtmlPage page, Life life, double first, double last, double top, int letters)
    {
        page.Add($"<text class=\"nt\" x=\"9\" y=\"{top + 12}\">{life.What} <tspan class=\"nl\">{new Markup(page.Escape.Short(life.Name, letters - life.What.Length))}</tspan></text>");
        page.Add($"<line class=\"{life.Kind}\" x1=\"{first}\" y1=\"{top + 22}\" x2=\"{last}\" y2=\"{top + 22}\"/>\n");
    }

    static void TimeAxis(HtmlPage page, DateTime from, DateTime to, Func<DateTime, double> x, double left, double right, double bottom, int ticks)
    {
        page.Add($"<line class=\"ax\" x1=\"{left}\" y1=\"{bottom}\" x2=\"{right}\" y2=\"{bottom}\"/>");
        var form = (to - from) switch { { TotalDays: > 300 } => "MMM yyyy", { TotalHours: > 36 } => "d MMM", { TotalMinutes: < 4 } => "HH:mm:ss", _ => "HH:mm" };
        foreach (var tick in Html.Axis.Times(from, to, ticks))
        {
            var anchor = x(tick) > right - 24 ? "end" : x(tick) < left + 24 ? "start" : "middle";
            page.Add($"<line class=\"ax\" x1=\"{x(tick)}\" y1=\"{bottom}\" x2=\"{x(tick)}\" y2=\"{bottom + 5}\"/><text class=\"tk\" x=\"{x(tick)}\" y=\"{bottom + 20}\" text-anchor=\"{anchor}\">{tick.ToString(form, CultureInfo.InvariantCulture)}</text>\n");
        }
        page.Add($"<text class=\"tk\" x=\"{right}\" y=\"{bottom + 38}\" text-anchor=\"end\">{(from.Date == to.Date ? Clock.Prose(from) : $"{Clock.Prose(from)} to {Clock.Prose(to)}")}, UTC</text>");
    }

    /// <summary>One line of the drawing.</summary>
    sealed record Life(string What, HostileText Name, DateTime First, DateTime Last, string Kind);
}
