using System.Collections.Immutable;
using Nameward.Engine.Cases;
using Nameward.Engine.Observations;
using Nameward.Engine.Profiles;

namespace Nameward.Engine.Reports.Html;

/// <summary>The sections of a profile's page.</summary>
static class ProfileSections
{
    /// <summary>What it speaks for, and why.</summary>
    public static void Why(HtmlPage page, ProfileDocument document)
    {
        var profile = document.Profile;
        page.Section("why", "Who runs it", profile.Statements.IsEmpty ? "Nothing speaks for either side" : $"{Figures.Headline(profile.Statements.Length, "ground")}, each with its weight");
        if (profile.Statements.Length > 0)
        {
            page.Table("What the evidence speaks for.", "Ground", "For", "Weight");
            foreach (var statement in profile.Statements)
            {
                page.Add($"<tr role=\"row\"><td role=\"cell\" data-h=\"Ground\" class=\"lead\">{statement.Text}<span class=\"sub\">{statement.Id}</span></td>{Cell("For", ProfileWords.Of(statement.Leaning))}{Cell("Weight", ProfileWords.Of(statement.Weight))}</tr>\n");
            }
            page.EndTable();
        }
        page.Add($"<p>{(profile.Techniques.IsEmpty ? "" : $"{string.Join(", ", profile.Techniques)} (ATT&CK) if an adversary does this; many honest holders do the same. ")}A profile decides nothing and accuses nobody. What is not shown is not known, and never bad.</p></section>\n");
    }

    /// <summary>The reputation and its parts.</summary>
    public static void Standing(HtmlPage page, ProfileDocument document)
    {
        var reputation = document.Reputation!;
        page.Section("standing", "Reputation", reputation.Score is { } score ? $"{Figures.Count(score)} of 100: {reputation.Word}" : "Nothing is known of its standing");
        page.Table("The mean of the known parts by their weights, 100 the best. It decides nothing; what is not known moves nothing.", "Part", "#Score", "#Weight", "Ground");
        foreach (var part in reputation.Parts)
        {
            page.Add($"<tr role=\"row\"><td role=\"cell\" data-h=\"Part\" class=\"lead\">{part.Id}</td>{Number("Score", part.Score)}{Number("Weight", part.Weight)}<td role=\"cell\" data-h=\"Ground\"><span>{part.Text}</span></td></tr>\n");
        }
        page.EndTable();
        page.Add($"<p>Of {reputation.Zone}, as the public suffix list cuts it.</p></section>\n");
    }

    /// <summary>Servers and names over time.</summary>
    public static void Time(HtmlPage page, ProfileDocument document)
    {
        page.Section("time", "Over time", "When its servers and their addresses were seen");
        LifeFigure.Write(page, document.Profile);
        page.Add($"</section>\n");
    }

    /// <summary>Name servers, versions of the SOA record, names, and who answers.</summary>
    public static void Servers(HtmlPage page, ProfileDocument document)
    {
        var profile = document.Profile;
        page.Section("servers", "Infrastructure", $"{Figures.Headline(profile.NameServers.Length, "name server")} by NS records, {Figures.Word(profile.Servers.Length)} {(profile.Servers.Length == 1 ? "server that answers" : "servers that answer")}");
        Rows(page, "Name servers.", profile.NameServers, ["Name server", "Zone", "Addresses", "#Records", "First seen", "Last seen"], server => page.Add(
            $"<td role=\"cell\" data-h=\"Name server\" class=\"lead\">{server.Name}<span class=\"sub\">{(server.IsInBailiwick ? "in the zone's own domain" : "of another domain")}</span></td><td role=\"cell\" data-h=\"Zone\"><span>{server.Zone}</span></td><td role=\"cell\" data-h=\"Addresses\"><span>{Addresses(page, server, document)}</span></td>{Seen(page, server.Seen)}"));
        Rows(page, "Versions of the SOA record.", profile.Authorities, ["Zone", "Primary", "Mailbox", "#Serial", "#Records", "First seen", "Last seen"], soa => page.Add(
            $"<td role=\"cell\" data-h=\"Zone\" class=\"lead\">{soa.Zone}</td><td role=\"cell\" data-h=\"Primary\"><span>{soa.Data.Primary}</span></td><td role=\"cell\" data-h=\"Mailbox\"><span>{soa.Data.Mailbox}</span></td>{Number("Serial", soa.Data.Serial)}{Seen(page, soa.Seen)}"));
        Rows(page, "Names that lead to it.", profile.Names, ["Name", "#Records", "First seen", "Last seen"], name => page.Add($"<td role=\"cell\" data-h=\"Name\" class=\"lead\">{name.Name}</td>{Seen(page, name.Seen)}"));
        Rows(page, "Who was asked and answers.", profile.Servers, ["Server", "#Port", "Authority", "#Responses", "#Clients", "First seen", "Last seen"], server => page.Add(
            $"<td role=\"cell\" data-h=\"Server\" class=\"lead\">{server.Server}{Place(page, server.Server, document)}</td>{Number("Port", server.Port)}{Cell("Authority", Known(server.IsAuthoritative))}{Number("Responses", server.Responses)}{Number("Clients", server.Use.Clients)}{Times(page, server.Use.First, server.Use.Last)}"));
        page.Add($"</section>\n");
    }

    /// <summary>What is asked and answered.</summary>
    public static void Answers(HtmlPage page, ProfileDocument document)
    {
        var (profile, names, software) = (document.Profile, document.Profile.Answering, document.Profile.Software);
        page.Section("answers", "Answers", $"{(names.IsLeast ? "At least " : "")}{Figures.Count(names.Names)} names with type: {Figures.Count(names.Answered)} answered, {Figures.Count(names.NameErrors)} said not to exist");
        page.Add($"<dl class=\"about\"><div><dt>Wildcard</dt><dd>{Known(names.IsWildcard)}</dd></div><div><dt>Recursion beside authority</dt><dd>{Known(software.OffersRecursion)}</dd></div>");
        page.Add($"<div><dt>Keeps the case of names</dt><dd>{Known(software.KeepsCase)}</dd></div><div><dt>Aliases to no top-level domain</dt><dd>{(software.AliasesToNowhere is { } aliases ? Figures.Count(aliases) : "not known")}</dd></div></dl>\n");
        Rows(page, "Types asked for.", profile.Types, ["Type", "#Messages"], type => page.Add($"<td role=\"cell\" data-h=\"Type\" class=\"lead\">{type.Name}</td>{Number("Messages", type.Count)}"));
        Rows(page, profile.AreTtlsOfTheServer == true ? "Times to live, as its servers gave them." : "Times to live, as caches had left of them.", profile.Ttls, ["#Seconds", "#Records"], ttl => page.Add($"<td role=\"cell\" data-h=\"Seconds\" class=\"num lead\">{ttl.Name}</td>{Number("Records", ttl.Count)}"));
        Rows(page, "Networks that answers lead to.", profile.Networks, ["Network", "#Addresses", "#Records"], network => page.Add(
            $"<td role=\"cell\" data-h=\"Network\" class=\"lead\">{HostileText.Address(network.Network.First)}/{network.Network.Length}{Place(page, HostileText.Address(network.Network.First), document)}</td>{Number("Addresses", network.Addresses)}{Number("Records", network.Records)}"));
        page.Add($"</section>\n");
    }

    /// <summary>Other zones with something in common.</summary>
    public static void Neighbours(HtmlPage page, ProfileDocument document)
    {
        var profile = document.Profile;
        page.Section("neighbours", profile.IsServer ? "Zones" : "Neighbours", profile.IsServer ? $"{Figures.Headline(profile.Neighbours.Length, "zone")} lead to it" : $"{Figures.Headline(profile.Neighbours.Length, "other zone")} with something in common");
        Rows(page, "How often each thing in common was seen.", profile.Neighbours, ["Zone", "#By name server", "#By server", "#By network", "#Messages", "#Clients", "Asked by others"], zone => page.Add(
            $"<td role=\"cell\" data-h=\"Zone\" class=\"lead\">{zone.Zone}</td>{Number("By name server", zone.ByNameServer)}{Number("By server", zone.ByServer)}{Number("By network", zone.ByNetwork)}{Number("Messages", zone.Use.Messages)}{Number("Clients", zone.Use.Clients)}{Cell("Asked by others", Known(zone.IsAskedByOthers))}"));
        page.Add($"{(profile.IsCut ? new Markup("<p>There was more than is remembered: 512 of each thing, those with the lowest hashes.</p>") : default)}</section>\n");
    }

    static void Rows<T>(HtmlPage page, string caption, ImmutableArray<T> items, string[] columns, Action<T> cells)
    {
        if (items.IsEmpty)
        {
            return;
        }
        page.Table(caption, columns);
        foreach (var item in items)
        {
            page.Add($"<tr role=\"row\">");
            cells(item);
            page.Add($"</tr>\n");
        }
        page.EndTable();
    }

    static Markup Addresses(HtmlPage page, ProfiledNameServer server, ProfileDocument document) => new(server.Addresses.IsEmpty ? "<span class=\"quiet\">not known</span>"
        : string.Join(", ", server.Addresses.Select(address => page.Escape.Hostile(HostileText.Address(address.Address)) + Place(page, HostileText.Address(address.Address), document).Html)));

    static Markup Place(HtmlPage page, HostileText address, ProfileDocument document) => document.Places.TryGetValue(address, out var place) ? new($"<span class=\"sub\">{page.Escape.Sentence(place.Words)}</span>") : default;

    static Markup Seen(HtmlPage page, SeenIn seen) => new(Number("Records", seen.Count).Html + Times(page, seen.First, seen.Last).Html);

    static Markup Times(HtmlPage page, DateTime? first, DateTime? last) => new(Cell("First seen", page.Clock.Second(first, "not known")).Html + Cell("Last seen", page.Clock.Second(last, "not known")).Html);

    static Markup Cell(string column, string text) => new($"<td role=\"cell\" data-h=\"{column}\"><span class=\"nb\">{EscapeHtml.Encode(text)}</span></td>");

    static Markup Number(string column, long? count) => new($"<td role=\"cell\" data-h=\"{column}\" class=\"num\"><span>{(count is { } known ? Figures.Count(known) : "not known")}</span></td>");

    static string Known(bool? flag) => flag switch { true => "yes", false => "no", null => "not known" };
}
