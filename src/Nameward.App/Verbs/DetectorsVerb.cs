using System.Collections.Immutable;
using System.CommandLine;
using Nameward.Engine;
using Nameward.Engine.Evidence;
using Nameward.Engine.Findings;
using Nameward.Engine.Reports;

namespace Nameward.App.Verbs;

/// <summary><c>detectors [ID]</c>: what the program looks for.</summary>
static class DetectorsVerb
{
    const string About = """
        The detectors: what triggers each, what harmless traffic looks the same, what it cannot see.

        With an ID, that one in full: also the steps by which an analyst verifies it, and what to do if it is true.

        Examples:
          nameward detectors
          nameward detectors regular-times
          nameward detectors --format json
        """;

    public static Command Create()
    {
        var id = new Argument<string?>("ID") { Description = "One detector, in full.", Arity = ArgumentArity.ZeroOrOne };
        id.CompletionSources.Add([.. DetectorInfo.All.Select(detector => detector.Id)]);
        var form = new Option<OutputFormat>("--format") { Description = "How to print: table or json.", DefaultValueFactory = _ => OutputFormat.Table, HelpName = "FORMAT" };
        var verb = new Command("detectors", About) { id, form };
        verb.SetAction(parsed => Run(parsed.GetValue(id), parsed.GetValue(form)));
        return verb;
    }

    static int Run(string? id, OutputFormat form)
    {
        ImmutableArray<DetectorInfo> detectors = id is null ? DetectorInfo.All : [Find(id)];
        if (form == OutputFormat.Json)
        {
            Screen.WriteData(DetectorJson.Line(detectors));
            return ExitStatus.Done;
        }
        var screen = Screen.ForOutput(noColor: false);
        screen.Write(id is null ? DetectorText.List(detectors, screen.Options) : DetectorText.Full(detectors[0], screen.Options));
        return ExitStatus.Done;
    }

    static DetectorInfo Find(string id)
    {
        if (DetectorInfo.All.FirstOrDefault(detector => detector.Id == id) is { } found)
        {
            return found;
        }
        var near = NearNames.To(id, DetectorInfo.All.Select(detector => detector.Id));
        throw new UserError($"{id}: there is no such detector", "nameward detectors lists those there are", near is [var first, ..] ? $"nameward detectors {first}" : null);
    }
}
