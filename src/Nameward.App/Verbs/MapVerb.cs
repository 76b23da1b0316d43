using System.CommandLine;
using Nameward.Engine;
using Nameward.Engine.Evidence;
using Nameward.Engine.Evidence.Mappings;
using Nameward.Engine.Evidence.Proposals;
using Nameward.Engine.Reports;

namespace Nameward.App.Verbs;

/// <summary><c>map FILE</c>: a mapping for a file whose format is not known, proposed from its first records.</summary>
static class MapVerb
{
    const string Out = "--out";

    static readonly string About = $$"""
        Looks at the first records of a file of CSV, JSON, or names with values, and proposes how it is to be read: which column is which field, how sure that is, and why;
        what is left out; and the first records as they would be read. --out writes it as YAML, to be corrected and given to any verb that reads evidence with --map.

        A mapping (docs/map.md has every key):
          map: {{Mapping.Version}}
          rows: dns
          csv: { separator: semicolon, header: true }
          time: { from: Event Time, layout: "dd.MM.yyyy HH:mm:ss", zone: Europe/Berlin }
          client: Source Address
          name: query
          server: { always: 10.0.0.53 }

        Examples:
          nameward map export.csv
          nameward map export.csv.gz --out export.yaml && nameward triage export.csv.gz --map export.yaml
          nameward map siem.ndjson --format json
        """;

    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "The file to look at; - for standard input." };
        var output = new Option<string>(Out) { Description = "Write the mapping to this file, whole or not at all.", HelpName = "FILE" };
        var format = new Option<string>("--format") { Description = "What to print: table or json.", DefaultValueFactory = _ => "table" };
        var zone = new Option<string>("--timezone") { Description = "Time zone (IANA name) of times that name none, in the records shown.", HelpName = "ZONE", DefaultValueFactory = _ => "UTC" };
        var (quiet, noColor) = (EvidenceOptions.QuietFlag(), EvidenceOptions.NoColor());
        format.AcceptOnlyFromAmong("table", "json");
        var verb = new Command("map", About) { file, output, format, zone, quiet, noColor };
        verb.SetAction(parsed =>
        {
            var mistakes = new List<Mistake>();
            var path = parsed.GetValue(file)!;
            Checked.Try(() => EvidenceLocator.Locate([path], new()), null, mistakes);
            if (Directory.Exists(path))
            {
                mistakes.Add(new($"{path}: this is a folder", null, "name one of its files"));
            }
            var options = new ReadingOptions { Zone = Checked.Try(() => TimeZoneName.Find("--timezone", parsed.GetValue(zone)!), TimeZoneInfo.Utc, mistakes), StandardInput = Console.OpenStandardInput };
            if (parsed.GetValue(output) is { } target)
            {
                Checked.Try<string?>(() =>
                {
                    WholeFile.Check(Out, target);
                    return null;
                }, null, mistakes);
            }
            return mistakes.Count > 0 ? throw new UserError([.. mistakes])
                : Run(path, options, parsed.GetValue(output), parsed.GetValue(format) == "json", parsed.GetValue(quiet) ? null : Screen.ForOutput(parsed.GetValue(noColor)));
        });
        return verb;
    }

    static int Run(string path, ReadingOptions options, string? output, bool isJson, Screen? screen)
    {
        var proposed = MapProposer.Propose(path, options);
        if (output is not null)
        {
            WholeFile.Write(Out, output, MapFileText.Render(proposed));
        }
        if (isJson)
        {
            Screen.WriteData(MapJson.Line(proposed));
        }
        else
        {
            screen?.Write(TerminalMap.Render(proposed, screen.WithSuffixes() with { WrittenTo = output }));
        }
        return ExitStatus.Done;
    }
}
