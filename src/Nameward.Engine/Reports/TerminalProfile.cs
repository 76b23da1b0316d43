using System.Collections.Immutable;
using System.Globalization;
using Nameward.Engine.Cases;
using Nameward.Engine.Observations;
using Nameward.Engine.Profiles;

namespace Nameward.Engine.Reports;

/// <summary>The profile of a zone or a server on a terminal: what it speaks for and why, then each fact with how often it was seen.</summary>
public static class TerminalProfile
{
    const int Indent = 10, MostItems = 6, MostLines = 3;

    /// <summary>The lines, styled and escaped.</summary>
    public static IReadOnlyList<StyledLine> Render(ProfileDocument document, TerminalOptions options)
    {
        var page = new TerminalPage(options, document.Run.AsOf);
        var profile = document.Profile;
        Headline(page, profile);
        TerminalEvidence.Damage(page, document.Evidence);
        if (ProfileWords.IsSeen(profile))
        {
            Reasons(page, profile);
            TerminalReputation.Write(page, document.Reputation, Indent, MostLines);
            Infrastructure(page, document);
            Answers(page, document);
            Neighbours(page, profile);
        }
        page.Labelled(new("Limits", Style.Bold), Indent, string.Join("; ", document.Coverage.Limits.Select(page.Phrase)));
        if (options.WrittenTo is { } file)
        {
            page.Labelled(new("Written", Style.Bold), Indent, page.Escape.Ours(file));
        }
        TerminalEvidence.Read(page, document.Evidence, document.Coverage.Gaps, document.Run.ElapsedSeconds);
        return page.Lines;
    }

    static void Headline(TerminalPage page, Profile profile)
    {
        var name = page.Escape.Hostile(profile.Subject);
        var isSeen = ProfileWords.IsSeen(profile);
        page.Labelled(Run.Plain(""), 0, [new(isSeen ? name + ProfileWords.Headline(profile) : $"{name} was not seen in this evidence", Style.Bold), Run.Plain("; all times UTC")]);
        if (isSeen)
        {
            page.Labelled(Run.Plain(""), 0, $"{Figures.Count(profile.Use.Messages, "message")} of {Clients(page, profile.Use)}{Span(page, profile.Use.First, profile.Use.Last)}", 2);
        }
        page.Blank();
    }

    static void Reasons(TerminalPage page, Profile profile)
    {
        Items(page, "Why", profile.Statements, statement => statement.Leaning == Leaning.Neither
            ? page.Phrase(statement.Text)
            : $"{ProfileWords.Of(statement.Leaning)}, {ProfileWords.Of(statement.Weight)}: {page.Phrase(statement.Text)}");
        if (profile.Techniques.Length > 0)
        {
            page.Labelled(new("ATT&CK", Style.Bold), Indent, $"{string.Join(", ", profile.Techniques)} if an adversary does this; many others do, and a profile accuses nobody", 2);
        }
        page.Blank();
    }

    static void Infrastructure(TerminalPage page, ProfileDocument document)
    {
        var profile = document.Profile;
        Items(page, "NS", profile.NameServers, server => $"{page.Escape.Hostile(server.Zone)}: {page.Escape.Hostile(server.Name)}, {Addresses(page, server, document)}; {Seen(server.Seen)}");
        Items(page, "SOA", profile.Authorities, authority => string.Create(CultureInfo.InvariantCulture,
            $"{page.Escape.Hostile(authority.Zone)}: {page.Escape.Hostile(authority.Data.Primary)}, {page.Escape.Hostile(authority.Data.Mailbox)}, serial {authority.Data.Serial}, minimum {authority.Data.Minimum} s; {Seen(authority.Seen)}"));
        Items(page, "Names", profile.Names, name => $"{page.Escape.Hostile(name.Name)}; {Seen(name.Seen)}");
        Items(page, "Servers", profile.Servers, server => $"{Placed(page, server.Server, document)}{(server.Port is { } port and not 53 ? $" port {port}" : "")}, {Authority(server)}: {Figures.Count(server.Responses, "response")}, {Clients(page, server.Use)}");
    }

    static void Answers(TerminalPage page, ProfileDocument document)
    {
        var profile = document.Profile;
        Line(page, "Types", profile.Types.Length == 0 ? "" : $"{Counts(profile.Types, count => $"{count.Name} ({Figures.Count(count.Count)})")} messages");
        Line(page, "TTL", profile.Ttls.Length == 0 ? "" : $"{Counts(profile.Ttls, count => $"{count.Name} s ({Figures.Count(count.Count)})")}{(profile.AreTtlsOfTheServer == true ? "" : ", as caches had left of them")}");
        Line(page, "Networks", string.Join(", ", profile.Networks.Take(MostItems).Select(network => $"{Network(page, network.Network)} ({Figures.Count(network.Addresses, "address", "addresses")}{Place(page, HostileText.Address(network.Network.First), document, "; ")})")) + More(profile.Networks.Length));
        var names = profile.Answering;
        Line(page, "Answers", names.Names == 0 ? "" : $"{(names.IsLeast ? "at least " : "")}{Figures.Count(names.Names, "name")} with type: {Figures.Count(names.Answered)} answered, {Figures.Count(names.NameErrors)} said not to exist; wildcard {Known(names.IsWildcard)}");
        Line(page, "Software", $"recursion beside authority {Known(profile.Software.OffersRecursion)}; keeps the case of names {Known(profile.Software.KeepsCase)}; aliases to no top-level domain {(profile.Software.AliasesToNowhere is { } aliases ? Figures.Count(aliases) : "not known")}");
        page.Blank();
    }

    static void Neighbours(TerminalPage page, Profile profile) => Items(page, profile.IsServer ? "Zones" : "Shared", profile.Neighbours, zone =>
        $"{page.Escape.Hostile(zone.Zone)}: {string.Join(", ", Common(zone))}; {Clients(page, zone.Use)}{(zone.IsAskedByOthers == true ? ", others than its own" : "")}");

    static IEnumerable<string> Common(ProfiledZone zone)
    {
        (long Count, string Of)[] parts = [(zone.ByNameServer, "name server"), (zone.ByServer, "answering server"), (zone.ByNetwork, "network of answers")];
        return parts.Where(part => part.Count > 0).Select(part => $"{part.Of} ({Figures.Count(part.Count)})");
    }

    static void Items<T>(TerminalPage page, string label, ImmutableArray<T> items, Func<T, string> text)
    {
        var most = page.Options.ListsAll ? items.Length : MostItems;
        foreach (var (at, item) in items.Take(most).Index())
        {
            page.Labelled(new(at == 0 ? label : "", Style.Bold), Indent, text(item), MostLines);
        }
        if (items.Length > most)
        {
            page.Labelled(Run.Plain(""), Indent, $"and {Figures.Count(items.Length - most)} more (--all lists them)");
        }
        if (items.Length > 0)
        {
            page.Blank();
        }
    }

    static void Line(TerminalPage page, string label, string text)
    {
        if (text.Length > 0)
        {
            page.Labelled(new(label, Style.Bold), Indent, text, MostLines);
        }
    }

    static string Counts(ImmutableArray<ProfiledCount> counts, Func<ProfiledCount, string> text) => string.Join(", ", counts.Take(MostItems).Select(text)) + More(counts.Length);

    static string More(int count) => count > MostItems ? $", {Figures.Count(count - MostItems)} more" : "";

    static string Addresses(TerminalPage page, ProfiledNameServer server, ProfileDocument document) => server.Addresses.IsEmpty ? "address not known"
        : string.Join(", ", server.Addresses.Take(MostItems).Select(address => Placed(page, HostileText.Address(address.Address), document))) + More(server.Addresses.Length);

    static string Placed(TerminalPage page, HostileText address, ProfileDocument document) => page.Escape.Hostile(address) + (Place(page, address, document, "") is { Length: > 0 } place ? $" ({place})" : "");

    static string Place(TerminalPage page, HostileText address, ProfileDocument document, string before) => document.Places.TryGetValue(address, out var place) ? before + page.Escape.Sentence(place.Words) : "";

    static string Network(TerminalPage page, Network network) => $"{page.Escape.Hostile(HostileText.Address(network.First))}/{Figures.Count(network.Length)}";

    static string Authority(ProfiledServer server) => server.IsAuthoritative switch { true => "with authority", false => "without authority", null => "authority not shown" };

    static string Known(bool? flag) => flag switch { true => "yes", false => "no", null => "not known" };

    static string Seen(SeenIn seen) => string.Join(", ", new[] { (seen.Answer, "answer"), (seen.Authority, "authority"), (seen.Additional, "additional") }.Where(part => part.Item1 > 0).Select(part => $"{part.Item2} {Figures.Count(part.Item1)}"));

    static string Clients(TerminalPage page, ProfiledUse use)
    {
        var shown = string.Join(", ", use.FirstClients.Take(MostLines).Select(page.Escape.Hostile));
        var rest = use.Clients > MostLines ? $", {Figures.Count(use.Clients - MostLines)}{(use.IsLeast ? " or" : "")} more" : "";
        return use.Clients == 0 ? "clients not named" : $"{Figures.Count(use.Clients, "client")} ({shown}{rest})";
    }

    static string Span(TerminalPage page, DateTime? first, DateTime? last) => first is { } from && last is { } to ? $", {page.Clock.Span(from, to)}" : "";
}
