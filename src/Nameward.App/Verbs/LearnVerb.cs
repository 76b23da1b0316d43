using System.CommandLine;
using System.Text;
using Nameward.Engine;
using Nameward.Engine.Baselines;
using Nameward.Engine.Observations;
using Nameward.Engine.Reports;

namespace Nameward.App.Verbs;

/// <summary><c>learn PATH...</c>: what is normal here. It triages first, and then teaches a baseline without those of whom something is found.</summary>
static class LearnVerb
{
    const string About = """
        Learns what is normal here: triages the evidence first, and then teaches a baseline each UTC day of it, without the clients at watch or above.

        The file is made where there is none. It holds four weeks, back from the newest day; a day that is learned again takes the place of what was known of
        it, so give all evidence of a day at once.

        Examples:
          nameward learn monday/ --baseline normal.json
          nameward learn monday/ --store nameward.db         (in the store that ingest and intel made)
          nameward learn archive/ --baseline normal.json --site office.yaml
          nameward learn monday/ --baseline normal.json --include 10.0.0.7   (its owner says that what it does is normal now)
        """;

    const string Include = "--include";

    public static Command Create()
    {
        var reading = new EvidenceOptions(OutputFormat.Table, OutputFormat.Json);
        var file = new Option<string>(BaselineOption.Flag) { Description = "The baseline that is taught; made where there is none, else replaced whole or not at all.", HelpName = "FILE" };
        var store = new Option<string>(StoreOption.Flag) { Description = "The store whose baseline is taught, in place of a file; triage knows it without being told.", HelpName = "FILE" };
        var include = new Option<string[]>(Include) { Description = "Learn this client whatever is found of it; may be given again.", HelpName = "ADDRESS" };
        var verb = new Command("learn", About);
        reading.AddTo(verb);
        verb.Options.Add(file);
        verb.Options.Add(store);
        verb.Options.Add(include);
        verb.SetAction(parsed =>
        {
            var mistakes = new List<Mistake>();
            var request = reading.Read(parsed, mistakes);
            var taught = TaughtBaseline.Read(parsed.GetValue(file), parsed.GetValue(store), mistakes);
            var before = taught is null ? null : Checked.Try(taught.Before, null, mistakes);
            var included = Addresses(parsed.GetValue(include) ?? [], mistakes);
            return mistakes.Count == 0 ? Run(request, taught!, before, included) : throw new UserError([.. mistakes]);
        });
        return verb;
    }

    static HashSet<Address> Addresses(string[] texts, List<Mistake> mistakes)
    {
        var addresses = new HashSet<Address>();
        foreach (var text in texts)
        {
            if (Address.TryParse(Encoding.UTF8.GetBytes(text), out var address))
            {
                addresses.Add(address);
            }
            else
            {
                mistakes.Add(new($"{Include} {text}: not an address", null, "name one client by its address, as in 10.0.0.7"));
            }
        }
        return addresses;
    }

    static int Run(EvidenceRequest request, TaughtBaseline taught, Baseline? before, HashSet<Address> included)
    {
        var run = new EvidenceRun(request);
        var document = run.Read(hash: false, evidence => new Investigation(run.Settings with { Normal = before }, TimeProvider.System).Learn(evidence, included));
        run.RequireSomething(document.Evidence);
        taught.Keep(document.After);
        if (request.Format == OutputFormat.Json)
        {
            Screen.WriteData(LearnJson.Line(document));
        }
        else if (!request.Quiet)
        {
            var screen = Screen.ForOutput(request.NoColor);
            screen.Write(TerminalLearn.Render(document, screen.WithSuffixes() with { WrittenTo = taught.Path }));
        }
        return run.Status(ExitStatus.Done);
    }
}
