using System.CommandLine;
using Nameward.App.Selftest;
using Nameward.Engine.Evidence;
using Nameward.Engine.Reports;

namespace Nameward.App.Verbs;

/// <summary><c>demo</c>: a worked incident with nothing to set up, on a capture that the program carries with it.</summary>
static class DemoVerb
{
    const string About = """
        A worked incident with nothing to set up: a recorded DNS tunnel in ordinary traffic, triaged.

        Examples:
          nameward demo
          nameward demo --out case-demo
        """;

    public static Command Create()
    {
        var folder = new Option<string>("--out") { Description = "Write the case into this folder, whole or not at all.", HelpName = "DIR" };
        var noColor = new Option<bool>("--no-color") { Description = "No colour; NO_COLOR does the same." };
        var verb = new Command("demo", About) { folder, noColor };
        verb.SetAction(parsed => Run(parsed.GetValue(folder), parsed.GetValue(noColor)));
        return verb;
    }

    static int Run(string? folder, bool noColor)
    {
        if (folder is not null)
        {
            CaseFolder.Check(folder);
        }
        var place = Directory.CreateTempSubdirectory("nameward-demo-");
        try
        {
            var capture = Path.Combine(place.FullName, "tunnel.pcap.gz");
            File.WriteAllBytes(capture, CarriedFiles.Embedded().Find("tunnel.pcap.gz"));
            return new TriageRun(new() { Reading = new() { Evidence = EvidenceLocator.Locate([capture], new()), NoColor = noColor }, Out = folder, Hash = folder is not null }).Run();
        }
        finally
        {
            place.Delete(recursive: true);
        }
    }
}
