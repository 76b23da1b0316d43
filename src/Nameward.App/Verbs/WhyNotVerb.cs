using System.CommandLine;
using Nameward.Engine;
using Nameward.Engine.Findings;
using Nameward.Engine.Reports;

namespace Nameward.App.Verbs;

/// <summary><c>why-not NAME PATH...</c>: what every detector measured of one domain, client or server, suspect or not.</summary>
static class WhyNotVerb
{
    const string About = """
        What every detector measured of one domain, client or DNS server, whether it is suspect or not: each signal with its value, what is usual, and its bits
        against both innocent explanations; how many bits are missing until it is watched or escalated; what would change it; and what did not run, and why.

        NAME is a domain or an address, bracketed (t.example[.]net) or not. A name is judged in its zone.

        Examples:
          nameward why-not t.example.net dns.log
          nameward why-not 10.0.3.7 capture.pcap.gz zeek/
          nameward why-not 192.0.2.53 dns.log --format json
        """;

    public static Command Create()
    {
        var name = new Argument<string>("NAME") { Description = "A domain, or the address of a client or a DNS server." };
        var reading = new EvidenceOptions(OutputFormat.Table, OutputFormat.Json);
        var knowledge = new KnowledgeOptions();
        var verb = new Command("why-not", About) { name };
        reading.AddTo(verb);
        knowledge.AddTo(verb);
        verb.SetAction(parsed =>
        {
            var mistakes = new List<Mistake>();
            var text = parsed.GetValue(name)!;
            if (!Inquiry.TryRead(text, out var inquiry))
            {
                mistakes.Add(new($"{text}: neither a name nor an address", null, "nameward why-not NAME PATH...  with a domain or an address first"));
            }
            var request = reading.Read(parsed, mistakes);
            var known = knowledge.Read(parsed, request.Site, mistakes);
            return mistakes.Count == 0 ? Run(request, inquiry!, known) : throw new UserError([.. mistakes]);
        });
        return verb;
    }

    static int Run(EvidenceRequest request, Inquiry inquiry, Knowledge known)
    {
        var run = new EvidenceRun(request);
        var document = run.Read(hash: false, evidence => new Investigation(run.Settings with { Indicators = known.Indicators, Normal = known.Normal }, TimeProvider.System).WhyNot(evidence, inquiry));
        run.RequireSomething(document.Evidence);
        if (request.Format == OutputFormat.Json)
        {
            Screen.WriteData(WhyNotJson.Line(document));
        }
        else if (!request.Quiet)
        {
            var screen = Screen.ForOutput(request.NoColor);
            screen.Write(TerminalWhyNot.Render(document, screen.WithSuffixes()));
        }
        return run.Status(ExitStatus.Done);
    }
}
