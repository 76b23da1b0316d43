using System.Collections.Immutable;
using Nameward.Engine.Cases;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Reports.Html;

/// <summary>The picture of who asks whom, drawn for a page and for a phone; the table below it holds every figure.</summary>
static class CensusFigure
{
    const int MostDescribed = 12;
    const double Narrowest = 1, PerTenfold = .8, Widest = 6, MostSpread = 12;

    /// <summary>Both drawings and their caption; nothing where there is nothing to see.</summary>
    public static void Write(HtmlPage page, ImmutableArray<TriageServer> census, IEnumerable<TriageFinding> findings)
    {
        if (!CensusPicture.IsWorthwhile(census))
        {
            return;
        }
        var picture = new CensusPicture(census, findings.Where(finding => finding.Level is "high" or "critical").Select(finding => finding.Subject.Server).OfType<HostileText>());
        page.Add($"<figure>");
        new Drawing(page, picture, CensusLayout.Wide).Draw();
        new Drawing(page, picture, CensusLayout.Narrow).Draw();
        page.Add($"<figcaption>Who asks whom; numbers are queries, and a line grows with every tenfold. {Key(picture)} At most three of each kind are shown, the rest as one; the table has all.</figcaption></figure>\n");
    }

    static string Key(CensusPicture picture)
    {
        string[] keys =
        [
            .. picture.Nodes.Any(node => node.Standing == Standing.Approved) ? ["round blue frame, approved"] : (string[])[],
            .. picture.Nodes.Any(node => node.Standing == Standing.Refused) ? ["red frame with a bar and dashed lines, not approved"] : (string[])[],
            .. picture.Nodes.Any(node => node.Standing == Standing.Found) ? ["red frame with a bar and dashed lines, a finding is about it"] : (string[])[],
            .. picture.Nodes.Any(node => node.Standing == Standing.NotKnown) ? ["dashed frame, no list says whether it is approved"] : (string[])[],
        ];
        return keys.Length == 0 ? "" : Figures.Capital(string.Join("; ", keys)) + ".";
    }

    static string Describe(HtmlPage page, CensusPicture picture)
    {
        var lines = picture.Edges.OrderByDescending(edge => CensusPicture.IsBad(edge.Standing)).ThenByDescending(edge => edge.Queries)
            .Select(edge => $"{Who(page, edge.From)} asks {Who(page, edge.To)}{(Word(edge.Standing) is { Length: > 0 } word ? $" ({word})" : "")}: {Figures.Count(edge.Queries, "query", "queries")}").ToList();
        var more = lines.Count > MostDescribed ? $"; and {lines.Count - MostDescribed} more lines" : "";
        return string.Join("; ", lines.Take(MostDescribed)) + more + ". The table below has every figure.";
    }

    static string Who(HtmlPage page, CensusNode node) => node.Address is { } address ? page.Escape.Bare(address)
        : $"{(node.IsLeast ? "at least " : "")}{Figures.Count(node.Count)} {(node.Column == CensusColumn.Clients ? "other hosts" : "more servers")}";

    static string Word(Standing standing) => standing switch { Standing.Approved => "approved", Standing.Refused => "not approved", Standing.Found => "see the findings", Standing.NotKnown => "approval not known", _ => "" };

    static string Class(Standing standing) => standing switch { Standing.Approved => "ok", Standing.Refused or Standing.Found => "bad", Standing.NotKnown => "open", _ => "plain" };

    sealed class Drawing(HtmlPage page, CensusPicture picture, CensusLayout layout)
    {
        readonly List<CensusColumn> _columns = [.. picture.Nodes.Select(node => node.Column).Distinct().Order()];

        internal void Draw()
        {
            var id = page.NextFigure();
            var height = layout.Height(_columns.Count, picture.Nodes.Max(node => node.Slot) + 1) + (picture.Edges.Any(IsPassing) ? layout.Pitch - layout.Across : 0);
            page.Add($"<svg class=\"{layout.Name}\" viewBox=\"0 0 {layout.Width} {height}\" role=\"img\" aria-labelledby=\"{id} {id}d\">\n");
            page.Add($"<title id=\"{id}\">Who asks whom</title>\n<desc id=\"{id}d\">{new Markup(Describe(page, picture))}</desc>\n");
            foreach (var edge in picture.Edges.OrderBy(edge => CensusPicture.IsBad(edge.Standing)))
            {
                Line(edge);
            }
            foreach (var column in _columns)
            {
                Heading(column);
            }
            foreach (var node in picture.Nodes)
            {
                Node(node);
            }
            page.Add($"</svg>");
        }

        void Heading(CensusColumn column)
        {
            var at = Begin(column);
            var title = column switch { CensusColumn.Clients => "Who asks", CensusColumn.Inside => "Servers inside", _ => "Servers outside" };
            page.Add($"<text class=\"pt\" x=\"{(layout.IsDown ? layout.AcrossStart : at)}\" y=\"{(layout.IsDown ? at - 9 : 20)}\">{title}</text>\n");
        }

        void Node(CensusNode node)
        {
            var (along, across) = (Begin(node.Column), Across(node));
            var (x, y) = layout.IsDown ? (across, along) : (along, across);
            var (width, height) = layout.IsDown ? (layout.Across, layout.Along) : (layout.Along, layout.Across);
            page.Add($"<rect class=\"n {Class(node.Standing)}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"{(node.Standing == Standing.Approved ? 14 : 2)}\"/>");
            if (CensusPicture.IsBad(node.Standing))
            {
                page.Add($"<rect class=\"nbar\" x=\"{x}\" y=\"{y}\" width=\"6\" height=\"{height}\"/>");
            }
            Texts(node, x + layout.Indent, y + layout.FirstLine);
        }

        void Texts(CensusNode node, double x, double y)
        {
            var size = layout.IsDown ? " s" : "";
            var step = layout.IsDown ? 16 : 19;
            var title = node.Address is { } address ? page.Escape.Short(address, layout.MostText) : node.Column == CensusColumn.Clients ? "Other hosts" : $"{Figures.Count(node.Count)} more{(layout.IsDown ? "" : " servers")}";
            page.Add($"<text class=\"nl{size}{(node.Address is not null && title.Length > layout.ShortText ? " xs" : "")}\" x=\"{x}\" y=\"{y}\">{new Markup(title)}</text>");
            string[] lines = [Kind(node), layout.IsDown ? Figures.Count(node.Queries) : Figures.Count(node.Queries, "query", "queries")];
            foreach (var (at, line) in lines.Where(line => line.Length > 0).Index())
            {
                page.Add($"<text class=\"ns{size}\" x=\"{x}\" y=\"{y + (at + 1) * step}\">{line}</text>");
            }
            page.Add($"\n");
        }

        string Kind(CensusNode node) => node switch
        {
            { Address: null, Column: CensusColumn.Clients } => $"{(node.IsLeast ? "at least " : "")}{Figures.Count(node.Count)}",
            { Standing: Standing.NotKnown } when layout.IsDown => "not known",
            { Standing: Standing.Found } when layout.IsDown => "a finding",
            _ => Word(node.Standing),
        };

        void Line(CensusEdge edge)
        {
            var (from, to) = (Begin(edge.From.Column) + layout.Along, Begin(edge.To.Column));
            var (v1, v2) = (Port(edge.From, edge), Port(edge.To, edge));
            var path = edge.From.Column == edge.To.Column ? Bulge(from, v1, v2) : IsPassing(edge) ? Passing(edge, v1, v2) : Curve("M", from, v1, to, v2);
            var width = Math.Min(Widest, Narrowest + PerTenfold * Math.Log10(Math.Max(1, edge.Queries)));
            page.Add($"<path class=\"e {Class(edge.Standing)}\" stroke-width=\"{width}\" d=\"{path}\"/>\n");
        }

        // From who asks to a server outside, past the servers inside: through the gap that follows a row of nodes.
        string Passing(CensusEdge edge, double v1, double v2)
        {
            var (from, to) = (Begin(edge.From.Column) + layout.Along, Begin(edge.To.Column));
            var middle = Begin(CensusColumn.Inside);
            var lane = Across(edge.To) + layout.Across + (layout.Pitch - layout.Across) / 2 + (edge.From.Slot - 1) * (layout.IsDown ? 2 : 5);
            return Curve("M", from, v1, middle, lane) + Curve(" L", middle + layout.Along, lane, to, v2);
        }

        string Curve(string begin, double from, double v1, double to, double v2)
        {
            var half = (from + to) / 2;
            return $"{begin}{layout.Point(from, v1)} C{layout.Point(half, v1)} {layout.Point(half, v2)} {layout.Point(to, v2)}";
        }

        string Bulge(double at, double v1, double v2)
        {
            var far = at + (layout.IsDown ? 40 : 60);
            return $"M{layout.Point(at, v1)} C{layout.Point(far, v1)} {layout.Point(far, v2)} {layout.Point(at, v2)}";
        }

        bool IsPassing(CensusEdge edge) => _columns.IndexOf(edge.To.Column) - _columns.IndexOf(edge.From.Column) > 1;

        // Lines that meet at one side of a node are set apart, in the order of where they come from.
        double Port(CensusNode node, CensusEdge edge)
        {
            var isTo = ReferenceEquals(node, edge.To);
            var beside = picture.Edges.Where(other => ReferenceEquals(isTo ? other.To : other.From, node) && (isTo || other.To.Column != node.Column || edge.To.Column == node.Column))
                .OrderBy(other => isTo ? other.From.Slot : other.To.Slot).ThenBy(other => isTo ? other.From.Column : other.To.Column).ToList();
            var apart = Math.Min(MostSpread, (layout.Across - 16) / beside.Count);
            return Across(node) + layout.Across / 2 + (beside.IndexOf(edge) - (beside.Count - 1) / 2.0) * apart;
        }

        double Across(CensusNode node) => layout.AcrossStart + node.Slot * layout.Pitch;

        double Begin(CensusColumn column) => layout.ColumnStart(_columns.IndexOf(column), _columns.Count);
    }
}
