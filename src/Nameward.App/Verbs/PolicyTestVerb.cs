using System.CommandLine;
using Nameward.App.Settings;
using Nameward.Engine;
using Nameward.Engine.Cases;
using Nameward.Engine.Reports;

namespace Nameward.App.Verbs;

/// <summary><c>policy test FILE</c>: whether a policy decides as is expected of it.</summary>
static class PolicyTestVerb
{
    const string About = """
        Puts cases to a policy: that which the file names, else --policy, else the site's, else the shipped one. A case is a few facts, and what is to be decided of them.
        Ends with 0 where all pass, with 2 where one fails.

        Examples:
          nameward policy test policy-test.yaml
          nameward policy test policy-test.yaml --policy policy.yaml
        """;

    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "The cases, YAML (docs/policy.md)." };
        var (site, policy, noColor) = (EvidenceOptions.Site(), PolicyOption.Create(), EvidenceOptions.NoColor());
        var verb = new Command("test", About) { file, policy, site, noColor };
        verb.SetAction(parsed => Run(parsed.GetValue(file)!, parsed.GetValue(policy), parsed.GetValue(site), Screen.ForOutput(parsed.GetValue(noColor))));
        return verb;
    }

    static int Run(string file, string? policy, string? site, Screen screen)
    {
        var mistakes = new List<Mistake>();
        var tests = Checked.Try<PolicyTestFile?>(() => PolicyTestFile.Read(file), null, mistakes);
        var inForce = PolicyOption.Read(policy, Checked.Try(() => SiteFile.Find(site), SiteFile.None, mistakes), mistakes);
        if (tests is null || mistakes.Count > 0)
        {
            throw new UserError([.. mistakes]);
        }
        PolicyDocument document = policy is null && tests.Policy is { } own ? own : inForce;
        var outcomes = tests.Cases.Select(test => test.Run(document.Policy)).ToList();
        screen.Write(TerminalPolicy.Render([.. outcomes], screen.Options));
        return outcomes.TrueForAll(outcome => outcome.Wrong is null) ? ExitStatus.Done : ExitStatus.UserMistake;
    }
}
