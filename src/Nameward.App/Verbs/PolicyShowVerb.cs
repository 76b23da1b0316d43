using System.CommandLine;
using Nameward.App.Settings;
using Nameward.Engine;
using Nameward.Engine.Reports;

namespace Nameward.App.Verbs;

/// <summary><c>policy show</c>: the policy in force, as the file that would give it.</summary>
static class PolicyShowVerb
{
    const string About = """
        The policy in force: every clause, when it fires, what it decides and where it comes from. The YAML can be saved and named by --policy.

        Examples:
          nameward policy show
          nameward policy show --site office.yaml --format table
          nameward policy show --policy policy.yaml --format json
        """;

    public static Command Create()
    {
        var (site, policy, noColor) = (EvidenceOptions.Site(), PolicyOption.Create(), EvidenceOptions.NoColor());
        var format = new Option<string>("--format") { Description = "What to print: yaml, json or table.", DefaultValueFactory = _ => "yaml" };
        format.AcceptOnlyFromAmong("yaml", "json", "table");
        var verb = new Command("show", About) { policy, site, format, noColor };
        verb.SetAction(parsed => Run(parsed.GetValue(policy), parsed.GetValue(site), parsed.GetValue(format)!, parsed.GetValue(noColor)));
        return verb;
    }

    static int Run(string? policy, string? site, string format, bool noColor)
    {
        var mistakes = new List<Mistake>();
        var document = PolicyOption.Read(policy, Checked.Try(() => SiteFile.Find(site), SiteFile.None, mistakes), mistakes);
        if (mistakes.Count > 0)
        {
            throw new UserError([.. mistakes]);
        }
        if (format == "table")
        {
            var screen = Screen.ForOutput(noColor);
            screen.Write(TerminalPolicy.Render(document, screen.Options));
        }
        else
        {
            Screen.WriteData(format == "json" ? PolicyJson.Line(document) : PolicyYaml.Render(document));
        }
        return ExitStatus.Done;
    }
}
