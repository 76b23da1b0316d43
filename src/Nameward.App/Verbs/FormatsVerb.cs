using System.CommandLine;
using Nameward.Engine.Evidence.Formats;

namespace Nameward.App.Verbs;

/// <summary><c>formats</c>: what evidence the program reads.</summary>
static class FormatsVerb
{
    const string About = """
        The formats of evidence that can be read: what each shows, what it cannot show, and what of it was never proven on a real sample.

        A file is recognised by its content, whatever it is called and whatever envelope it came in; --as ID reads it as that format.

        Examples:
          nameward formats
          nameward formats --format json
        """;

    public static Command Create()
    {
        var form = new Option<OutputFormat>("--format") { Description = "How to print: table or json.", DefaultValueFactory = _ => OutputFormat.Table, HelpName = "FORMAT" };
        var verb = new Command("formats", About) { form };
        verb.SetAction(parsed =>
        {
            var formats = FormatList.All.Select(format => format.Info).ToList();
            if (parsed.GetValue(form) == OutputFormat.Json)
            {
                Screen.WriteData(FormatText.Json(formats));
                return ExitStatus.Done;
            }
            foreach (var line in FormatText.Lines(formats, Screen.ForOutput(noColor: true).Options.Columns))
            {
                Console.Out.WriteLine(line);
            }
            return ExitStatus.Done;
        });
        return verb;
    }
}
