using System.Collections.Immutable;
using System.CommandLine;
using Nameward.App.Selftest;
using Nameward.Engine.Cases.Files;
using Nameward.Engine.Reports;

namespace Nameward.App.Verbs;

/// <summary><c>demo</c>: the worked incident of samples/incident with nothing to set up, in a store of its own that is gone afterwards.</summary>
static class DemoVerb
{
    const string About = """
        A worked incident with nothing to set up: a DNS tunnel seen from both sides of a resolver and in its log, changes of configuration, change requests, a list of a
        sharing group, and an earlier case that went to the same server. The evidence is recorded and is carried by the program; the case and its store are gone
        afterwards, but for what --out writes.

        Examples:
          nameward demo
          nameward demo --out case-demo
        """;

    const string Incident = "incident/", Capture = "tunnel.pcap.gz", Site = Incident + "northwind.yaml", Store = "nameward.db", Analyst = "level 1", Second = "level 2";

    public static Command Create()
    {
        var folder = new Option<string>("--out") { Description = "Write the case into this folder, whole or not at all.", HelpName = "DIR" };
        var noColor = EvidenceOptions.NoColor();
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
        ImmutableArray<string> more = [.. folder is null ? ImmutableArray<string>.Empty : ["--out", Path.GetFullPath(folder)], .. noColor ? ["--no-color"] : ImmutableArray<string>.Empty];
        var (place, here) = (Directory.CreateTempSubdirectory("nameward-demo-"), Directory.GetCurrentDirectory());
        try
        {
            CarriedFiles.Embedded().WriteTo(place.FullName, name => name == Capture || name.StartsWith(Incident, StringComparison.Ordinal));
            // Paths of the evidence are told as they would be to somebody who keeps it in his own folder.
            Directory.SetCurrentDirectory(place.FullName);
            Triage(Analyst, [Incident + "earlier", "--quiet"]);
            Close();
            return Triage(Analyst, [Capture, Incident + "evidence", .. more]);
        }
        finally
        {
            Directory.SetCurrentDirectory(here);
            place.Delete(recursive: true);
        }
    }

    static int Triage(string by, ImmutableArray<string> arguments)
    {
        var verb = TriageVerb.Create();
        return verb.Parse([.. arguments, "--site", Site, StoreOption.Flag, Store, CaseKeeper.Flag, CaseKeeper.New, "--by", by]).Invoke(new() { EnableDefaultExceptionHandler = false });
    }

    static void Close()
    {
        using var desk = CaseDesk.ToWrite(Store, Second);
        CaseCloseVerb.Close(desk, desk.FindOpen("1"), CaseWords.TruePositive, "iodine on the workstation; it was rebuilt", original: null);
    }
}
