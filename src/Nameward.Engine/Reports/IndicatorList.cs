using System.Text;
using Nameward.Engine.Cases;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Reports;

/// <summary>
/// The names and outside addresses of the findings at watch or above, raw, one a line, for a search in another tool. Servers inside, approved
/// servers and public resolvers stand in comments: a list that ends in a block must not cut off an organisation from its own DNS.
/// </summary>
public static class IndicatorList
{
    /// <summary>The list, with a comment before the indicators of each finding.</summary>
    public static byte[] Render(TriageDocument document)
    {
        var text = new StringBuilder("# Indicators of the findings at watch or above, raw. Do not open them.\n");
        var seen = new HashSet<HostileText>();
        foreach (var finding in Ranking.Watched(document))
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"# {finding.Id} {finding.Level}: {EscapeList.Comment(finding.Title)}\n");
            foreach (var indicator in Of(finding).Where(seen.Add))
            {
                var reason = WhyNot(indicator, document);
                text.Append(reason is null ? EscapeList.Value(indicator) : $"# not listed, {reason}: {EscapeList.Comment(indicator)}").Append('\n');
            }
        }
        return Encoding.ASCII.GetBytes(text.ToString());
    }

    /// <summary>The values alone, in order, each once.</summary>
    internal static IReadOnlyList<string> Values(TriageDocument document) =>
        [.. Ranking.Watched(document).SelectMany(finding => Shareable(finding, document)).Distinct().Select(indicator => EscapeList.Value(indicator)!)];

    /// <summary>The names and addresses of a finding that are fit to be listed, in order, each once.</summary>
    internal static IEnumerable<HostileText> Shareable(TriageFinding finding, TriageDocument document) => Of(finding).Distinct().Where(indicator => WhyNot(indicator, document) is null);

    static IEnumerable<HostileText> Of(TriageFinding finding)
    {
        if (finding.Subject.Zone is { } zone)
        {
            yield return zone;
        }
        foreach (var other in finding.Subject.Zones)
        {
            yield return other;
        }
        if (finding.Subject.Server is { } server)
        {
            yield return server;
        }
    }

    static string? WhyNot(HostileText indicator, TriageDocument document)
    {
        if (EscapeList.Value(indicator) is null)
        {
            return "not a plain name or address";
        }
        if (Defang.TryAddress(indicator, out var address) && (address.IsInternal || address.IsMulticast))
        {
            return "inside";
        }
        var known = document.Census.Where(server => server.Server == indicator).ToList();
        return known.Any(server => server.Authorised == true) ? "an approved server" : known.Any(server => server.Role == "public-resolver") ? "a public resolver" : null;
    }
}
