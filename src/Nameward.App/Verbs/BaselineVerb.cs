using System.CommandLine;
using Nameward.Engine.Baselines;
using Nameward.Engine.Cases;
using Nameward.Engine.Reports;

namespace Nameward.App.Verbs;

/// <summary><c>baseline show</c>: what a baseline holds, beside the figures that came with the program.</summary>
static class BaselineVerb
{
    const string About = """
        What is normal here, as nameward learn wrote it.

        Examples:
          nameward baseline show --baseline normal.json
        """;

    const string AboutShow = """
        The days and client-days that were learned, the roles of clients, and how much of each measure is usual, beside the figures that came with the program.

        Examples:
          nameward baseline show --baseline normal.json
          nameward baseline show --baseline normal.json --format json
        """;

    const string Table = "table", Json = "json";

    public static Command Create()
    {
        var file = new Option<string>(BaselineOption.Flag) { Description = "The file.", HelpName = "FILE", Required = true };
        var format = new Option<string>("--format") { Description = $"What to print: {Table} or {Json}.", DefaultValueFactory = _ => Table };
        format.AcceptOnlyFromAmong(Table, Json);
        var noColor = EvidenceOptions.NoColor();
        var show = new Command("show", AboutShow) { file, format, noColor };
        show.SetAction(parsed => Show(parsed.GetValue(file)!, parsed.GetValue(format) == Json ? OutputFormat.Json : OutputFormat.Table, parsed.GetValue(noColor)));
        return new Command("baseline", About) { show };
    }

    static int Show(string path, OutputFormat format, bool noColor)
    {
        var document = BaselineDocumentBuilder.Build(StoredBaseline.Read(BaselineOption.Flag, path));
        if (format == OutputFormat.Json)
        {
            Screen.WriteData(BaselineJson.Line(document));
            return ExitStatus.Done;
        }
        var screen = Screen.ForOutput(noColor);
        screen.Write(TerminalBaseline.Render(document, screen.WithSuffixes()));
        return ExitStatus.Done;
    }
}
