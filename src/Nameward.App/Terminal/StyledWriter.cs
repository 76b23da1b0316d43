using System.Text;
using Nameward.Engine.Reports;
using Spectre.Console;
using Style = Nameward.Engine.Reports.Style;

namespace Nameward.App.Terminal;

/// <summary>
/// Writes styled lines in 16 colours through Spectre.Console; without a single escape code where the output is no terminal, where NO_COLOR is set
/// (no-color.org) or where the user asked for none.
/// </summary>
sealed class StyledWriter(TextWriter output, Colours colours)
{
    // Made at the first line: most runs whose output is data write none, and to load Spectre.Console takes longer than to read a small file.
    IAnsiConsole Console => field ??= Create(output, colours);

    /// <summary>Colours for an output: sixteen on a terminal, none elsewhere or where the user wants none.</summary>
    public static Colours ColoursFor(bool isRedirected, bool isDeclined, string? noColor, string? terminal) =>
        isRedirected || isDeclined || !string.IsNullOrEmpty(noColor) || terminal is "dumb" ? Colours.None : Colours.Sixteen;

    /// <summary>What an output of this encoding can show.</summary>
    public static Charset CharsetOf(Encoding encoding) => encoding.CodePage == Encoding.UTF8.CodePage ? Charset.Utf8 : Charset.Ascii;

    /// <summary>Writes the lines.</summary>
    public void Write(IEnumerable<StyledLine> lines)
    {
        foreach (var line in lines)
        {
            var text = new Paragraph();
            foreach (var run in line.Runs)
            {
                text.Append(run.Text, Look(run.Style));
            }
            Console.Write(text);
            Console.WriteLine();
        }
    }

    static IAnsiConsole Create(TextWriter output, Colours colours)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = colours == Colours.Sixteen ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = colours == Colours.Sixteen ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(output),
            // The enrichers turn colours on in build services, where the output is a file.
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        // Lines are wrapped already; the console must not wrap them again.
        console.Profile.Width = short.MaxValue;
        return console;
    }

    static Spectre.Console.Style Look(Style style) => style switch
    {
        Style.Bold => new(decoration: Decoration.Bold),
        Style.Alarm => new(Color.Maroon, decoration: Decoration.Bold),
        Style.Calm => new(Color.Navy, decoration: Decoration.Bold),
        Style.Caution => new(Color.Olive, decoration: Decoration.Bold),
        Style.BarFor => new(Color.Maroon),
        Style.BarAgainst => new(Color.Navy),
        Style.EscalateBadge => new(Color.White, Color.Maroon, Decoration.Bold),
        Style.WatchBadge => new(Color.Black, Color.Olive, Decoration.Bold),
        Style.CloseBadge => new(Color.White, Color.Navy, Decoration.Bold),
        _ => Spectre.Console.Style.Plain,
    };
}
