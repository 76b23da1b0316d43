using System.CommandLine;
using Nameward.Engine;
using Nameward.Engine.Findings;
using Nameward.Engine.Transcripts.Decoders;

namespace Nameward.App.Verbs;

/// <summary><c>reconstruct PATH...</c>: the sessions that went through DNS channels, and what was in them.</summary>
static class ReconstructVerb
{
    const string About = """
        What went through the channels that triage finds: which tool, which sessions, the bytes each way, what was said, and what is missing. Captures show both
        ways; a log of queries shows the half that went up.

        The content is data of an adversary. With --out it is written as files that end in .bin and are named by us; nothing is opened or run.

        Examples:
          nameward reconstruct incident.pcap.gz
          nameward reconstruct incident.pcap.gz --out sessions
          nameward reconstruct dns.log --client 10.0.3.7 --zone t.example.net
          nameward reconstruct capture.pcap --zone t.example.net --tool dns2tcp
          nameward reconstruct capture.pcap --format json
        """;

    public static Command Create()
    {
        var reading = new EvidenceOptions(OutputFormat.Table, OutputFormat.Json, OutputFormat.Html);
        var knowledge = new KnowledgeOptions();
        var client = new Option<string>("--client") { Description = "Only channels of this client.", HelpName = "ADDRESS" };
        var zone = new Option<string>("--zone") { Description = "What anybody asked in this zone, whether it is a finding or not; its own apex is found below it.", HelpName = "NAME" };
        var tool = new Option<string>("--tool") { Description = "Read the channel as this tool's, proved or not (see: nameward detectors).", HelpName = "ID" };
        var secret = new Option<string>("--secret") { Description = "Variable of the environment that holds the channel's passphrase, where you know it.", HelpName = "NAME" };
        var output = new Option<string>("--out") { Description = "Write record, transcript and content into this folder, whole or not at all.", HelpName = "DIR" };
        var all = new Option<bool>("--all") { Description = "Every line of every transcript." };
        var verb = new Command("reconstruct", About);
        reading.AddTo(verb);
        knowledge.AddTo(verb);
        Option[] own = [client, zone, tool, secret, output, all];
        foreach (var option in own)
        {
            verb.Options.Add(option);
        }
        verb.SetAction(parsed =>
        {
            var mistakes = new List<Mistake>();
            var asker = Asked(parsed.GetValue(client), "--client", isAddress: true, mistakes);
            var below = Asked(parsed.GetValue(zone), "--zone", isAddress: false, mistakes);
            var named = parsed.GetValue(tool);
            if (named is not null && !DecoderInfo.All.Any(info => info.Id == named))
            {
                mistakes.Add(new($"--tool {named}: no decoder of that name", $"there are {string.Join(", ", DecoderInfo.All.Select(info => info.Id))}", "leave it away to have the tool found"));
            }
            var request = reading.Read(parsed, mistakes);
            var known = knowledge.Read(parsed, request.Site, mistakes);
            var passphrase = parsed.GetValue(secret) is { } variable ? Passphrase(variable, mistakes) : null;
            var folder = Checked.Folder(parsed.GetValue(output), mistakes);
            return mistakes.Count > 0 ? throw new UserError([.. mistakes])
                : new ReconstructRun(request, known, new(asker?.Address, below?.Domain, named) { Secret = passphrase }) { Folder = folder, ListsAll = parsed.GetValue(all) }.Run();
        });
        return verb;
    }

    static Inquiry? Asked(string? text, string option, bool isAddress, List<Mistake> mistakes)
    {
        if (text is null)
        {
            return null;
        }
        if (Inquiry.TryRead(text, out var asked) && asked.Address is not null == isAddress)
        {
            return asked;
        }
        mistakes.Add(new($"{option} {text}: this is no {(isAddress ? "address" : "name of a zone")}", null, isAddress ? "--client 10.0.3.7" : "--zone t.example.net"));
        return null;
    }

    static string? Passphrase(string variable, List<Mistake> mistakes)
    {
        if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } secret)
        {
            return secret;
        }
        mistakes.Add(new($"--secret {variable}: there is no such variable in the environment", "a passphrase on the command line could be read by others", $"export {variable}=... and name the variable"));
        return null;
    }
}
