using System.Globalization;
using Nameward.Engine.Cases;

namespace Nameward.Engine.Reports;

/// <summary>The words that several outputs have for the same thing.</summary>
static class Wording
{
    /// <summary>One of the four questions in a few words.</summary>
    public static string Short(string question) => question switch
    {
        "unauthorized-dns-servers" => "Unauthorised DNS servers?",
        "known-c2-domains" => "Known C2 domains?",
        "deviation-from-normal" => "Different from normal?",
        "servers-in-threat-intelligence" => "Servers in threat feeds?",
        _ => Figures.Capital(Figures.Spoken(question)) + "?",
    };

    /// <summary>Whether a site approves a server; several hosts at one multicast address are nobody's to approve.</summary>
    public static string Approved(TriageServer server) => server switch
    {
        { Role: "multicast" } => "not applicable",
        { Authorised: true } => "yes",
        { Authorised: null } => "not known",
        _ => NeedsExplanation(server) ? "no" : "not needed",
    };

    /// <summary>
    /// Whether somebody has to say what a server is for: it is not on the site's list, and others than approved servers ask it. A host's own listener
    /// and hosts that answer for their link need no approval.
    /// </summary>
    public static bool NeedsExplanation(TriageServer server) =>
        server is { Authorised: false, Role: not ("multicast" or "stub-listener"), AskedBy: not "approved-servers" };

    /// <summary>How much of a census is approved: what stands behind the number of servers in a headline.</summary>
    public static string Approval(IReadOnlyCollection<TriageServer> census)
    {
        var refused = census.Where(NeedsExplanation).Select(server => (server.Server, server.Port)).Distinct().Count();
        return census.All(server => server.Authorised is null) ? "which are approved is not known"
            : refused == 0 ? "none of them needs an explanation" : $"{Figures.Word(refused)} {(refused == 1 ? "is" : "are")} not approved";
    }

    /// <summary>Number of different servers in a census, in which each way to travel has a row of its own.</summary>
    public static int Servers(IEnumerable<TriageServer> census) => census.Select(server => (server.Server, server.Port)).Distinct().Count();

    /// <summary>Where a quoted record stands: "packet 214" of a capture, "byte 88,214,003" of any other source.</summary>
    public static string Position(TriageDocument document, TriageExcerpt record) =>
        Position(document.Evidence.FirstOrDefault(source => source.Path == record.Path)?.Format, record.Position);

    /// <summary>A position in a source of this format.</summary>
    public static string Position(string? format, long position) => $"{(format?.StartsWith("pcap", StringComparison.Ordinal) == true ? "packet" : "byte")} {Figures.Count(position)}";

    /// <summary>How a source was read, and how many flows it gave where it gave any: "zeek-conn, 12,034 flows"; null where it was not recognised.</summary>
    public static string? Format(TriageEvidence source) =>
        source.Flows > 0 && source.Format is not null ? $"{source.Format}, {Figures.Count(source.Flows, "flow")}" : source.Format;

    /// <summary>What is wrong with a source as a whole, or with more than one of its records in a hundred; null where that is nothing.</summary>
    public static string? Damage(TriageEvidence source) => source switch
    {
        { Damage: { } damage } => damage,
        { Format: null } => "no format was recognised; nothing was read of it",
        _ when source.Malformed * 100 > source.Records => $"{Percent(source.Malformed, source.Records)} % of the records cannot be read",
        _ => null,
    };

    static string Percent(long part, long whole) => (100.0 * part / whole).ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>The port and a slash; nothing where no source names it.</summary>
    public static string Port(TriageServer server) => server.Port is { } port ? string.Create(CultureInfo.InvariantCulture, $"{port}/") : "";

    /// <summary>How two clocks stand to each other.</summary>
    public static string Skew(CoverageClock clock) => clock.SkewSeconds switch
    {
        0 => "their clocks agree to the second",
        > 0 and var ahead => $"the second clock is {Figures.Count(ahead, "second")} ahead",
        var behind => $"the second clock is {Figures.Count(-behind, "second")} behind",
    };
}
