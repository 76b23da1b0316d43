using System.CommandLine;
using Nameward.Engine;
using Nameward.Engine.Profiles;
using Nameward.Engine.Reports;

namespace Nameward.App.Verbs;

/// <summary><c>profile ZONE|SERVER PATH...</c>: all that the evidence shows of a zone or of a server.</summary>
static class ProfileVerb
{
    const string About = """
        All that the evidence shows of a zone, or of a server by its address: name servers and where they stand, SOA, who answers, times to live, networks,
        wildcards, traits of the software, and the zones that share any of it. Then whether its holder runs the servers or a hoster does, and why.

        It decides nothing: many honest zones are run by their holders. What the evidence does not show is not known, never bad.

        Examples:
          nameward profile t.example.net capture.pcap.gz zeek/
          nameward profile 192.0.2.53 dns.log --all
          nameward profile example.com resolver.dnstap --format json
          nameward profile example.com dns.log --geo GeoLite2-ASN.mmdb --geo GeoLite2-Country.mmdb
          nameward profile example.com dns.log --intel ours.txt --baseline normal.json --output example.html
        """;

    public static Command Create()
    {
        var subject = new Argument<string>("SUBJECT") { Description = "Name of a zone, or address of a server; brackets around dots are taken off." };
        var reading = new EvidenceOptions(OutputFormat.Table, OutputFormat.Json, OutputFormat.Html);
        var knowledge = new KnowledgeOptions();
        var geo = GeoOption.Create();
        var output = new Option<string>(ProfileRun.OutputFlag) { Description = "Write the page for a browser into this file (HTML), whole or not at all.", HelpName = "FILE" };
        var all = new Option<bool>("--all") { Description = "Every item on a line of its own." };
        var verb = new Command("profile", About);
        verb.Arguments.Add(subject);
        reading.AddTo(verb);
        knowledge.AddTo(verb);
        verb.Options.Add(geo);
        verb.Options.Add(output);
        verb.Options.Add(all);
        verb.SetAction(parsed =>
        {
            var mistakes = new List<Mistake>();
            var text = parsed.GetValue(subject) ?? "";
            var profiled = ProfileSubject.TryParse(text);
            if (profiled is null)
            {
                mistakes.Add(new($"{text}: neither the name of a zone nor an address", null, "the zone or the server first, then the evidence: nameward profile example.net dns.log"));
            }
            var request = reading.Read(parsed, mistakes);
            var known = knowledge.Read(parsed, request.Site, mistakes);
            var places = GeoOption.Read(parsed.GetValue(geo), request.Site, mistakes);
            var file = parsed.GetValue(output) is { } path ? Checked.Try<string?>(() => CheckFile(path), null, mistakes) : null;
            return profiled is not null && mistakes.Count == 0 ? new ProfileRun(new(request, profiled, parsed.GetValue(all)) { Indicators = known.Indicators, Normal = known.Normal, Places = places, Output = file }).Run() : throw new UserError([.. mistakes]);
        });
        return verb;
    }

    static string CheckFile(string path)
    {
        WholeFile.Check(ProfileRun.OutputFlag, path);
        return path;
    }
}
