using System.CommandLine;
using Nameward.Engine;
using Nameward.Engine.Cases;
using Nameward.Engine.Reports;

namespace Nameward.App.Verbs;

/// <summary><c>carve CASE FINDING [PATH...]</c>: the evidence of one finding as it lies in its sources.</summary>
static class CarveVerb
{
    const string About = """
        The evidence of one finding, as it lies in its sources: packets of captures as pcap, lines of logs to the byte, with SHA-256 of the sources and of what was
        written (carve.json). For whoever gets the evidence and not the network.

        The sources are read where they lay at triage, or where PATH says; one whose SHA-256 is not the recorded one is refused. Of captures all fragments of a
        datagram and all packets of a TCP conversation come along; logs that are not text cannot be carved, and that is said.

        Examples:
          nameward carve case-0318 F1 --out evidence-F1
          nameward carve 12 F1 --out evidence-F1
          nameward carve case-0318 F2 capture.pcap.gz dns.log --out evidence-F2
        """;

    public static Command Create()
    {
        var named = new Argument<string>("CASE") { Description = CaseArgument.About };
        var finding = new Argument<string>("FINDING") { Description = "The id of a finding, as F1." };
        var reading = new EvidenceOptions(OutputFormat.Table, OutputFormat.Json);
        var (store, output) = (StoreOption.Create(), new Option<string>("--out") { Description = "Write into this folder, whole or not at all.", HelpName = "DIR", Required = true });
        var verb = new Command("carve", About) { named, finding };
        reading.AddTo(verb);
        verb.Options.Add(output);
        verb.Options.Add(store);
        verb.SetAction(parsed =>
        {
            var folder = parsed.GetValue(output)!;
            WholeFolder.Check(folder);
            using var record = CaseArgument.Open(parsed.GetValue(named)!, parsed.GetValue(store));
            var subject = CarveFiles.Subject(record, parsed.GetValue(finding)!);
            var recorded = CarveFiles.Evidence(record);
            var mistakes = new List<Mistake>();
            var request = reading.Read(parsed, mistakes, [.. recorded.Select(source => FileOf(source.Path)).Distinct()]);
            return mistakes.Count > 0 ? throw new UserError([.. mistakes]) : Run(request, new(record.Name, parsed.GetValue(finding)!.ToUpperInvariant(), folder), subject, [.. recorded.Select(source => source.Sha256).OfType<string>()]);
        });
        return verb;
    }

    /// <summary>The file of a source: a member of an archive is written behind the archive and "!".</summary>
    internal static string FileOf(string path) => !File.Exists(path) && path.IndexOf('!', StringComparison.Ordinal) is > 0 and var mark ? path[..mark] : path;

    static int Run(EvidenceRequest request, Wanted wanted, CarveSubject subject, HashSet<string> recorded)
    {
        var run = new EvidenceRun(request);
        var document = run.Read(hash: true, evidence => CarveDocument.Read(evidence, subject, request.Threads, wanted.Case, wanted.Finding));
        if (MistakeText.Changed(document, recorded) is { } changed)
        {
            throw changed;
        }
        if (document.Sources.All(source => source.Records == 0))
        {
            throw new UserError($"{wanted.Finding}: no record of it was found in this evidence", null, "name the files of the case: nameward carve CASE FINDING PATH... --out DIR");
        }
        WholeFolder.Write(wanted.Folder, CarveFiles.Of(document));
        if (request.Format == OutputFormat.Json)
        {
            Screen.WriteData(CarveFiles.Json(document));
        }
        else if (!request.Quiet)
        {
            var screen = Screen.ForOutput(request.NoColor);
            screen.Write(TerminalCarve.Render(document, screen.WithSuffixes() with { WrittenTo = wanted.Folder }));
        }
        return run.Status(ExitStatus.Done);
    }

    sealed record Wanted(string Case, string Finding, string Folder);
}
