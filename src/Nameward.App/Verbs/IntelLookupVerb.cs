using System.Collections.Immutable;
using System.CommandLine;
using Nameward.Engine;
using Nameward.Engine.Intelligence;
using Nameward.Engine.Observations;
using Nameward.Engine.Reports;

namespace Nameward.App.Verbs;

/// <summary><c>intel lookup NAME|ADDRESS...</c>: what feeds say of names and addresses.</summary>
static class IntelLookupVerb
{
    const string About = """
        Every entry of every feed that covers a name, an address or a prefix: which feed, its line or reference, since when, how sure, and whether it has expired.

        Examples:
          nameward intel lookup c2.example
          nameward intel lookup 192.0.2.7 198.51.100.0/24 --format json
        """;

    public static Command Create(IntelDesk desk)
    {
        var what = new Argument<string[]>("NAME|ADDRESS") { Description = "What to look up; the brackets of reports may stay.", Arity = ArgumentArity.OneOrMore };
        var (format, store, noColor) = (IntelDesk.Format(), StoreOption.Create(), EvidenceOptions.NoColor());
        var verb = new Command("lookup", About) { what, format, store, noColor };
        verb.SetAction(parsed =>
        {
            var mistakes = new List<Mistake>();
            var nothing = new LookedUp { Text = HostileText.Text("") };
            ImmutableArray<LookedUp> asked = [.. parsed.GetValue(what)!.Select(text => Checked.Try(() => LookupText.Read(text), nothing, mistakes))];
            return mistakes.Count > 0 ? throw new UserError([.. mistakes]) : desk.With(parsed.GetValue(store), forWriting: false, shelf =>
            {
                var answers = new LookupRun(shelf, desk.Packs).Find(asked);
                desk.Print(parsed.GetValue(format) == "json", parsed.GetValue(noColor), () => FeedsJson.Lookup(answers, desk.Now), options => TerminalFeeds.Lookup(answers, desk.Now, options));
                return ExitStatus.Done;
            });
        });
        return verb;
    }
}
