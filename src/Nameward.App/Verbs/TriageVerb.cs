using System.CommandLine;

namespace Nameward.App.Verbs;

/// <summary><c>triage PATH...</c>: the main job. Evidence in, decision out.</summary>
static class TriageVerb
{
    const string About = """
        Evidence in, decision out: close, watch or escalate, with the four answers, the reasons, and what could not be seen.

        Examples:
          nameward triage dns.log
          nameward triage capture.pcap.gz zeek/ --intel domains.txt --out case-0318
          nameward triage dns.log --site office.yaml
          nameward triage dns.log --baseline normal.json
          nameward triage audit.evtx named/ --tickets changes.csv
          nameward triage dns.log --case new
          nameward triage today/ --since 12 --case 12
          nameward triage dns.log --site office.yaml --notify
          nameward triage archive/ --memory 2G --quiet --out case-0319
          zcat dns.log.gz | nameward triage - --format json
        """;

    public static Command Create()
    {
        var options = new TriageOptions();
        var verb = new Command("triage", About);
        options.AddTo(verb);
        verb.SetAction(parsed => new TriageRun(options.Read(parsed)).Run());
        return verb;
    }
}
