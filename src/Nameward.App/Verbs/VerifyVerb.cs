using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Nameward.Engine;
using Nameward.Engine.Cases.Verifying;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Reports;
using Nameward.Engine.Reports.Contain;

namespace Nameward.App.Verbs;

/// <summary><c>verify CASE PATH...</c>: whether what was contained stopped.</summary>
static class VerifyVerb
{
    const string About = """
        Whether what was contained stopped, by later evidence: is anything let through to the zones and servers of the case, did the hosts or the adversary go on
        elsewhere, does a configuration still lead there. Each is proven, not proven, or contradicted: that nothing is seen proves something only of hosts that are
        seen.

        Examples:
          nameward verify 12 after.pcap.gz
          nameward verify case-0318 resolver.log --since 2026-03-19T08:00:00Z
          nameward verify case-0318 resolver.log --sinkhole 192.0.2.80 --exit-code
          nameward verify 12 after.pcap.gz --format html > verified.html
        """;

    public static Command Create()
    {
        var named = new Argument<string>("CASE") { Description = CaseArgument.About };
        var reading = new EvidenceOptions(OutputFormat.Table, OutputFormat.Json, OutputFormat.Html);
        var knowledge = new KnowledgeOptions();
        var findings = new Option<string[]>("--finding") { Description = "Verify these findings; otherwise all that are high or critical.", HelpName = "ID" };
        var since = new Option<string>("--since") { Description = "From when on it must be silent, as 2026-03-19T08:00:00Z: when the blocks were put in force. The end of the case's evidence, where not given.", HelpName = "TIME" };
        var sinkhole = new Option<string[]>("--sinkhole") { Description = "An address of your own to which blocked names lead.", HelpName = "ADDRESS" };
        var exitCode = new Option<bool>("--exit-code") { Description = "End with 0 for proven, 10 for not proven, 11 for contradicted." };
        var verb = new Command("verify", About) { named };
        reading.AddTo(verb);
        knowledge.AddTo(verb);
        Option[] own = [findings, since, sinkhole, exitCode];
        foreach (var option in own)
        {
            verb.Options.Add(option);
        }
        verb.SetAction(parsed =>
        {
            var mistakes = new List<Mistake>();
            using var record = CaseArgument.Open(parsed.GetValue(named)!, knowledge.Named(parsed));
            var contained = RecordedContainment.Of(record, [.. parsed.GetValue(findings) ?? []]);
            var from = parsed.GetValue(since) is { } text ? Time(text, mistakes) : RecordedContainment.Newest(record)?.AddTicks(1) ?? default;
            var request = reading.Read(parsed, mistakes);
            var known = knowledge.Read(parsed, request.Site, mistakes);
            var asked = new VerifyRequest(contained, from, Sinkholes(parsed.GetValue(sinkhole) ?? [], mistakes));
            return mistakes.Count > 0 ? throw new UserError([.. mistakes]) : Run(request, known, asked, parsed.GetValue(exitCode));
        });
        return verb;
    }

    static int Run(EvidenceRequest request, Knowledge known, VerifyRequest asked, bool exitCode)
    {
        var run = new EvidenceRun(request);
        var settings = run.Settings with { Indicators = known.Indicators, Normal = known.Normal };
        var document = run.Read(hash: false, evidence => new Investigation(settings, TimeProvider.System).Verify(evidence, asked));
        run.RequireSomething(document.Evidence);
        switch (request.Format)
        {
            case OutputFormat.Json:
                Screen.WriteData(VerifyJson.Line(document));
                break;
            case OutputFormat.Html:
                Screen.WriteData(HtmlVerify.Render(document, new SuffixDefang(PublicSuffixes.Shipped)));
                break;
            case OutputFormat.Table when !request.Quiet:
                var screen = Screen.ForOutput(request.NoColor);
                screen.Write(TerminalVerify.Render(document, screen.WithSuffixes()));
                break;
        }
        return run.Status(exitCode ? ExitStatus.Of(document.Outcome) : ExitStatus.Done);
    }

    static DateTime Time(string text, List<Mistake> mistakes)
    {
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            return time.UtcDateTime;
        }
        mistakes.Add(new($"--since {text}: this is no time", null, "--since 2026-03-19T08:00:00Z"));
        return default;
    }

    static ImmutableHashSet<Address> Sinkholes(string[] texts, List<Mistake> mistakes)
    {
        var addresses = ImmutableHashSet.CreateBuilder<Address>();
        foreach (var text in texts)
        {
            if (Inquiry.TryRead(text, out var asked) && asked.Address is { } address)
            {
                addresses.Add(address);
            }
            else
            {
                mistakes.Add(new($"--sinkhole {text}: this is no address", null, "--sinkhole 192.0.2.80"));
            }
        }
        return addresses.ToImmutable();
    }
}
