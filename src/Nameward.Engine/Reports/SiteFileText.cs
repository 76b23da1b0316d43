using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Nameward.Engine.Cases;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Reports;

/// <summary>
/// A proposed site file (docs/site-file.md): what the census inferred as values, with how surely; what it could not tell as comments to take in. Values
/// are addresses and ranges written anew from their bits, so that nothing of the evidence can break the YAML.
/// </summary>
public static class SiteFileText
{
    // A comment each for the servers that a person may want to approve; a resolver's authoritative servers and a scan's hosts are counted.
    const int MostComments = 200;

    /// <summary>The file, UTF-8.</summary>
    public static byte[] Render(CensusDocument document)
    {
        var text = new StringBuilder();
        Head(text, document);
        Networks(text, document.SiteProposal.Networks);
        Servers(text, document.SiteProposal.Servers);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    static void Head(StringBuilder text, CensusDocument document)
    {
        var (from, to) = (document.Evidence.Min(source => source.From), document.Evidence.Max(source => source.To));
        var seen = from is { } first && to is { } last ? $", {Clock.Rfc3339(first)} to {Clock.Rfc3339(last)}" : "";
        text.Append($"""
            # A site file, proposed by nameward census from {Figures.Count(document.Evidence.Length, "file")}{seen}.
            # It is what that evidence suggests, no more: a server of an adversary that many of your hosts ask would stand here too. Correct it, then
            #   nameward check --site FILE     says what is wrong with it
            #   nameward triage PATH --site FILE


            """.ReplaceLineEndings("\n"));
    }

    static void Networks(StringBuilder text, ImmutableArray<ProposedNetwork> networks)
    {
        text.Append("# Your own networks: add those in which no host was seen.\n");
        if (networks.Length == 0)
        {
            text.Append("# No host has an address for inside use (RFC 1918, RFC 4193), so none is inferred; the ranges for inside use count as yours.\n# networks:\n#   - 192.0.2.0/24\n\n");
            return;
        }
        text.Append("networks:\n");
        var width = networks.Max(network => Value(network.Network.ToString()).Length);
        foreach (var network in networks)
        {
            text.Append(CultureInfo.InvariantCulture, $"  - {Value(network.Network.ToString()).PadRight(width)}  # {Comment(network.Text)}\n");
        }
        text.Append('\n');
    }

    static void Servers(StringBuilder text, ImmutableArray<ProposedServer> servers)
    {
        var hasApproved = servers.Any(server => server.Approve);
        text.Append("# DNS servers that your hosts may ask. With this list, triage answers yes to unauthorised servers for every other one that your hosts ask.\n");
        text.Append(hasApproved ? "# Take the # away from those that you run or allow.\n"
            : "# No server is proposed. Take the # away from the two keys and from those servers that you run or allow.\n");
        text.Append(hasApproved ? "servers:\n  approved:\n" : "# servers:\n#   approved:\n");
        var listed = servers.Where(server => server.Approve || !IsResolversBusiness(server)).ToList();
        var shown = listed.Take(listed.Count(server => server.Approve) + MostComments).ToList();
        var width = shown.Select(server => Value(server.Server.ToString()).Length).DefaultIfEmpty().Max();
        foreach (var server in shown)
        {
            var mark = server.Approve ? "    " : hasApproved ? "    # " : "#     ";
            text.Append(CultureInfo.InvariantCulture, $"{mark}- {Value(server.Server.ToString()).PadRight(server.Approve ? width + 2 : width)}  # {Comment(server.Text)}\n");
        }
        Rest(text, servers.Length - listed.Count, "answering servers outside that only DNS servers ask: they need no approval where those that ask are approved");
        Rest(text, listed.Count - shown.Count, "more answering servers: nameward census PATH --all lists them");
    }

    static void Rest(StringBuilder text, int count, string what) => text.Append(count == 0 ? "" : $"# {Figures.Count(count)} {what}.\n");

    static bool IsResolversBusiness(ProposedServer server) => (server.AskedBy is "servers" or "approved-servers") && (server.Role is "authoritative" or "unknown");

    // An address with colons would be read as a group of YAML in some places; in quotes it never is.
    static string Value(string address) => address.Contains(':', StringComparison.Ordinal) ? $"\"{address}\"" : address;

    // A comment ends with its line: nothing in it may end the line.
    static string Comment(Sentence sentence) => sentence.Render(text => VisibleText.Whole(text.Raw), VisibleText.Ours);
}
