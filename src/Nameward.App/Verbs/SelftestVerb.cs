using System.CommandLine;
using Nameward.App.Selftest;
using Nameward.Engine.Reports;

namespace Nameward.App.Verbs;

/// <summary><c>selftest</c>: the built-in proof that this copy of the program, on this machine, judges as it was built to.</summary>
static class SelftestVerb
{
    const string About = """
        The built-in proof: whether this copy of the program, on this machine, judges as it was built to. It needs nothing beside the program:
        no evidence, no network. Everything that it is to read goes through the temporary folder.

        It reads samples of every format, triages recordings in which each detector fires and others that look alike, proves each tool on
        what its client says, and checks what the machine computes. What the program carries no sample of is listed as not proved here.
        Ends with 0 where everything held, with 70 where something did not: then send the output.

        Examples:
          nameward selftest
          nameward selftest --format json
        """;

    public static Command Create()
    {
        var form = new Option<OutputFormat>("--format") { Description = "How to print: table or json.", DefaultValueFactory = _ => OutputFormat.Table, HelpName = "FORMAT" };
        var noColor = EvidenceOptions.NoColor();
        var verb = new Command("selftest", About) { form, noColor };
        verb.SetAction(parsed => Run(parsed.GetValue(form), parsed.GetValue(noColor)));
        return verb;
    }

    static int Run(OutputFormat form, bool noColor)
    {
        var document = SelftestProof.Of(CarriedFiles.Embedded());
        if (form == OutputFormat.Json)
        {
            Screen.WriteData(SelftestJson.Line(document));
        }
        else
        {
            var screen = Screen.ForOutput(noColor);
            screen.Write(SelftestText.Render(document, screen.Options));
        }
        return document.Held ? ExitStatus.Done : ExitStatus.OurFault;
    }
}
