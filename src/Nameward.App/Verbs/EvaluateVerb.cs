using System.CommandLine;
using Nameward.Engine;

namespace Nameward.App.Verbs;

/// <summary><c>evaluate TRUTH.tsv...</c>: labelled evidence in, how much of it is found and how often it is wrong out.</summary>
static class EvaluateVerb
{
    const string About = """
        Labelled evidence: what is found of what is known, how soon, and how often ordinary traffic is taken for more.

        A table names, for each session in each file that shows it: path (relative to the table), client, subject (zone or server), label,
        tool, start, end, payload_bytes, notes; divided by tabs, with that header. Each file is triaged by itself; with no site file
        and no list where none is named.

        Examples:
          nameward evaluate captures/TRUTH.tsv lab/TRUTH.tsv
          nameward evaluate TRUTH.tsv --only dns.log --all
          nameward evaluate review/patch/TRUTH.tsv --when --site review/patch/nameward.yaml
          nameward evaluate TRUTH.tsv --format csv --plot bits.svg > sessions.csv
        """;

    public static Command Create()
    {
        var options = new EvaluateOptions();
        var verb = new Command("evaluate", About);
        options.AddTo(verb);
        verb.SetAction(parsed =>
        {
            var mistakes = new List<Mistake>();
            var request = options.Read(parsed, mistakes);
            return mistakes.Count == 0 ? new EvaluateRun(request).Run() : throw new UserError([.. mistakes]);
        });
        return verb;
    }
}
