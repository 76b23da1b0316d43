using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Reports;

/// <summary>The lines of a summary while they are gathered, and what they are written with.</summary>
sealed class TerminalPage
{
    readonly List<StyledLine> _lines = [];

    /// <summary>An empty page.</summary>
    public TerminalPage(TerminalOptions options, DateTime? asOf)
    {
        Options = options;
        Escape = new(options.Defang, options.Charset);
        Clock = new(asOf);
        Width = Math.Clamp(options.Columns, 60, TerminalOptions.WideColumns);
    }

    /// <summary>The terminal.</summary>
    public TerminalOptions Options { get; }
    /// <summary>Escapes for it.</summary>
    public EscapeTerminal Escape { get; }
    /// <summary>Writes times.</summary>
    public Clock Clock { get; }
    /// <summary>Columns of a line.</summary>
    public int Width { get; }
    /// <summary>Whether the wide form is used.</summary>
    public bool IsWide => Width >= TerminalOptions.WideColumns;
    /// <summary>The lines so far.</summary>
    public IReadOnlyList<StyledLine> Lines => _lines;

    /// <summary>An empty line; never two of them, nor one at the top.</summary>
    public void Blank()
    {
        if (_lines.Count > 0 && _lines[^1].Runs.Length > 0)
        {
            _lines.Add(new([]));
        }
    }

    /// <summary>A line as it is, without the spaces at its end.</summary>
    public void Line(params ImmutableArray<Run> runs)
    {
        while (runs.Length > 0 && runs[^1].Text.TrimEnd(' ') is var kept && kept.Length < runs[^1].Text.Length)
        {
            runs = kept.Length > 0 ? runs.SetItem(runs.Length - 1, runs[^1] with { Text = kept }) : runs.RemoveAt(runs.Length - 1);
        }
        _lines.Add(new(runs));
    }

    /// <summary>A label in its column, then text that is wrapped within what is left of the width.</summary>
    public void Labelled(Run label, int indent, IEnumerable<Run> text, int mostLines = int.MaxValue)
    {
        var first = true;
        foreach (var line in Wrapping.Lines(text, Width - indent, mostLines, Escape.Ellipsis))
        {
            Line([first ? label with { Text = label.Text.PadRight(indent) } : Run.Plain(new string(' ', indent)), .. line]);
            first = false;
        }
    }

    /// <summary>A label, then plain text.</summary>
    public void Labelled(Run label, int indent, string text, int mostLines = int.MaxValue) => Labelled(label, indent, [Run.Plain(text)], mostLines);

    /// <summary>A sentence without the full stop at its end, for a line of a table.</summary>
    public string Phrase(Sentence sentence) => Escape.Sentence(sentence).TrimEnd().TrimEnd('.');
}
