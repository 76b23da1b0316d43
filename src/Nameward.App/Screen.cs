using Nameward.App.Terminal;
using Nameward.Engine;
using Nameward.Engine.Observations;
using Nameward.Engine.Reports;

namespace Nameward.App;

/// <summary>An output of the program for people: standard output or standard error, with what it can show.</summary>
sealed class Screen
{
    const int ColumnsWhereUnknown = 80;
    readonly StyledWriter _writer;

    Screen(TextWriter output, bool isRedirected, bool noColor)
    {
        _writer = new(output, StyledWriter.ColoursFor(isRedirected, noColor, Environment.GetEnvironmentVariable("NO_COLOR"), Environment.GetEnvironmentVariable("TERM")));
        Options = new() { Columns = Columns(isRedirected), Charset = StyledWriter.CharsetOf(output.Encoding) };
    }

    /// <summary>What the output can show.</summary>
    public TerminalOptions Options { get; private init; }

    /// <summary>Standard output.</summary>
    public static Screen ForOutput(bool noColor) => new(Console.Out, Console.IsOutputRedirected, noColor);

    /// <summary>Standard error.</summary>
    public static Screen ForErrors() => new(Console.Error, Console.IsErrorRedirected, noColor: false);

    /// <summary>Writes data for programs onto standard output, as it is.</summary>
    public static void WriteData(ReadOnlySpan<byte> data)
    {
        using var output = Console.OpenStandardOutput();
        output.Write(data);
    }

    /// <summary>Writes lines.</summary>
    public void Write(IEnumerable<StyledLine> lines) => _writer.Write(lines);

    /// <summary>Says the user's mistakes.</summary>
    /// <returns>The exit status for them.</returns>
    public int Say(UserError mistakes)
    {
        Write(MistakeText.Render(mistakes, Options));
        return ExitStatus.UserMistake;
    }

    /// <summary>The same options with names bracketed by the public suffix list.</summary>
    public TerminalOptions WithSuffixes() => Options with { Defang = new SuffixDefang(PublicSuffixes.Shipped) };

    static int Columns(bool isRedirected)
    {
        if (isRedirected)
        {
            return int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), out var asked) && asked > 0 ? asked : ColumnsWhereUnknown;
        }
        var width = Console.WindowWidth;
        return width > 0 ? width : ColumnsWhereUnknown;
    }
}
