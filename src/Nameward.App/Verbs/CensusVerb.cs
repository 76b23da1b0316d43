using System.CommandLine;
using Nameward.App.Settings;
using Nameward.Engine;
using Nameward.Engine.Reports;

namespace Nameward.App.Verbs;

/// <summary><c>census PATH...</c>: every DNS server seen, what it does and who uses it; and a site file to begin with.</summary>
static class CensusVerb
{
    const string About = """
        Every DNS server in the evidence: its role, whether the site approves it, who asks it and how much; why, and what could not be seen.

        With --write-site it proposes a site file: your networks, and the servers inside that many clients use as approved. Correct it, and
        triage answers question 1 by it. A file that exists is never overwritten.

        Examples:
          nameward census capture.pcap.gz zeek/
          nameward census dns.log --write-site && nameward check
          nameward census dns.log --site office.yaml --format csv > servers.csv
        """;

    public static Command Create()
    {
        var reading = new EvidenceOptions(OutputFormat.Table, OutputFormat.Json, OutputFormat.Csv);
        var all = new Option<bool>("--all") { Description = "Every server on a line of its own, and every reason." };
        var site = new Option<string?>(CensusRun.WriteSite)
        {
            Description = $"Write a proposed site file; {SiteFile.UsualName} where none is named. Whole or not at all.",
            HelpName = "FILE",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var verb = new Command("census", About);
        reading.AddTo(verb);
        verb.Options.Add(all);
        verb.Options.Add(site);
        verb.SetAction(parsed =>
        {
            var mistakes = new List<Mistake>();
            var request = reading.Read(parsed, mistakes);
            var file = parsed.GetResult(site) is null ? null : Target(parsed.GetValue(site) ?? SiteFile.UsualName, request.Site, mistakes);
            return mistakes.Count == 0 ? new CensusRun(new(request, parsed.GetValue(all), file)).Run() : throw new UserError([.. mistakes]);
        });
        return verb;
    }

    // A proposal knows nothing of what an existing site file says beside servers and networks, and would lose it.
    static string? Target(string path, SiteFile used, List<Mistake> mistakes)
    {
        var target = Checked.Try<string?>(() =>
        {
            WholeFile.Check(CensusRun.WriteSite, path);
            return path;
        }, null, mistakes);
        if (target is not null && used.Path is { } other)
        {
            mistakes.Add(new($"{CensusRun.WriteSite} {path}: there is a site file already, {other}", "a proposal is made from the evidence alone", $"correct {other}, or add --site {SiteFile.NoFile}"));
        }
        return target;
    }
}
