using System.CommandLine;
using Nameward.Engine;
using Nameward.Engine.Evidence;
using Nameward.Engine.Reports;

namespace Nameward.App.Verbs;

/// <summary><c>triage PATH...</c>: the main job. Evidence in, decision out.</summary>
static class TriageVerb
{
    public static Command Create()
    {
        var paths = new Argument<string[]>("PATH") { Description = "Files, folders or globs of evidence; - for standard input.", Arity = ArgumentArity.ZeroOrMore };
        var format = new Option<string>("--format") { Description = "Output: table or json.", DefaultValueFactory = _ => "table" };
        var threads = new Option<int>("--threads") { Description = "Threads that read.", DefaultValueFactory = _ => Environment.ProcessorCount };
        var verb = new Command("triage", "Evidence in, decision out.") { paths, format, threads };
        verb.SetAction(parsed =>
        {
            var options = new ReadingOptions { StandardInput = Console.OpenStandardInput };
            using var evidence = new FileEvidence(EvidenceLocator.Locate(parsed.GetValue(paths) ?? [], options), options);
            var document = new Investigation(new() { Threads = parsed.GetValue(threads), CommandLine = "" }, TimeProvider.System).Triage(evidence);
            if (parsed.GetValue(format) == "json")
            {
                using var output = Console.OpenStandardOutput();
                output.Write(TriageJson.Line(document));
            }
            else
            {
                foreach (var line in TerminalSummary.Render(document, new()))
                {
                    Console.WriteLine(line.Text);
                }
            }
            return ExitStatus.Done;
        });
        return verb;
    }
}
