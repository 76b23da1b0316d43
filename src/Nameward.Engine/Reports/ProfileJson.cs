using System.Collections.Immutable;
using System.Text.Json;
using Nameward.Engine.Cases;
using Nameward.Engine.Intelligence;
using Nameward.Engine.Observations;
using Nameward.Engine.Profiles;

namespace Nameward.Engine.Reports;

/// <summary>The profile as JSON, schema <c>nameward/profile/1</c> (docs/profile.md), by the same rules as <see cref="TriageJson"/>.</summary>
public static class ProfileJson
{
    /// <summary>The document on one line, with a line end.</summary>
    public static byte[] Line(ProfileDocument document) => TriageJson.Render(TriageJson.JsonForm.Line, json =>
    {
        json.WriteStartObject();
        json.WriteString("schema", document.Schema);
        TriageJson.Run(json, document.Run);
        TriageJson.Array(json, "evidence", document.Evidence, TriageJson.Evidence);
        TriageJson.Coverage(json, document.Coverage);
        json.WriteStartObject("fleet");
        json.WriteNumber("clients", document.Fleet.Clients);
        json.WriteNumber("authoritativeServers", document.Fleet.AuthoritativeServers);
        json.WriteEndObject();
        ReputationJson.Write(json, "reputation", document.Reputation);
        Profile(json, document);
        json.WriteEndObject();
    });

    static void Profile(Utf8JsonWriter json, ProfileDocument document)
    {
        var profile = document.Profile;
        json.WriteStartObject("profile");
        EscapeJson.Write(json, "subject", profile.Subject);
        json.WriteString("kind", profile.IsServer ? "server" : "zone");
        json.WriteString("conclusion", ProfileWords.Of(profile.Conclusion));
        TriageJson.Texts(json, "techniques", profile.Techniques);
        TriageJson.Array(json, "statements", profile.Statements, Object<ProfileStatement>(Statement));
        Use(json, profile.Use);
        TriageJson.Array(json, "nameServers", profile.NameServers, Object<ProfiledNameServer>((json, server) => NameServer(json, server, document.Places)));
        TriageJson.Array(json, "soa", profile.Authorities, Object<ProfiledAuthority>(Authority));
        TriageJson.Array(json, "servers", profile.Servers, Object<ProfiledServer>((json, server) => Server(json, server, document.Places)));
        Counts(json, "types", "type", profile.Types);
        Counts(json, "ttls", "seconds", profile.Ttls);
        TriageJson.Flag(json, "ttlsOfTheServer", profile.AreTtlsOfTheServer);
        TriageJson.Array(json, "networks", profile.Networks, Object<ProfiledNetwork>((json, network) => Network(json, network, document.Places)));
        TriageJson.Array(json, "names", profile.Names, Object<ProfiledRecord>(Name));
        Answering(json, profile.Answering);
        Software(json, profile.Software);
        TriageJson.Array(json, "neighbours", profile.Neighbours, Object<ProfiledZone>(Neighbour));
        json.WriteBoolean("cut", profile.IsCut);
        json.WriteEndObject();
    }

    internal static Action<Utf8JsonWriter, T> Object<T>(Action<Utf8JsonWriter, T> members) => (json, item) =>
    {
        json.WriteStartObject();
        members(json, item);
        json.WriteEndObject();
    };

    internal static void Statement(Utf8JsonWriter json, ProfileStatement statement)
    {
        json.WriteString("id", statement.Id);
        json.WriteString("for", ProfileWords.Of(statement.Leaning));
        json.WriteString("weight", ProfileWords.Of(statement.Weight));
        EscapeJson.Write(json, "text", statement.Text);
    }

    static void NameServer(Utf8JsonWriter json, ProfiledNameServer server, ImmutableDictionary<HostileText, Place> places)
    {
        EscapeJson.Write(json, "zone", server.Zone);
        EscapeJson.Write(json, "name", server.Name);
        EscapeJson.Write(json, "holder", server.Holder);
        json.WriteBoolean("inBailiwick", server.IsInBailiwick);
        TriageJson.Array(json, "addresses", server.Addresses, Object<ProfiledAddress>((json, address) =>
        {
            EscapeJson.Write(json, "address", HostileText.Address(address.Address));
            PlaceJson.Write(json, places.GetValueOrDefault(HostileText.Address(address.Address)));
            Seen(json, address.Seen);
        }));
        Seen(json, server.Seen);
    }

    static void Authority(Utf8JsonWriter json, ProfiledAuthority authority)
    {
        EscapeJson.Write(json, "zone", authority.Zone);
        EscapeJson.Write(json, "primary", authority.Data.Primary);
        EscapeJson.Write(json, "mailbox", authority.Data.Mailbox);
        json.WriteNumber("serial", authority.Data.Serial);
        json.WriteNumber("refresh", authority.Data.Refresh);
        json.WriteNumber("retry", authority.Data.Retry);
        json.WriteNumber("expire", authority.Data.Expire);
        json.WriteNumber("minimum", authority.Data.Minimum);
        Seen(json, authority.Seen);
    }

    static void Server(Utf8JsonWriter json, ProfiledServer server, ImmutableDictionary<HostileText, Place> places)
    {
        EscapeJson.Write(json, "server", server.Server);
        PlaceJson.Write(json, places.GetValueOrDefault(server.Server));
        TriageJson.Number(json, "port", server.Port);
        json.WriteNumber("responses", server.Responses);
        TriageJson.Flag(json, "authoritative", server.IsAuthoritative);
        Use(json, server.Use);
    }

    static void Network(Utf8JsonWriter json, ProfiledNetwork network, ImmutableDictionary<HostileText, Place> places)
    {
        json.WriteString("network", network.Network.ToString());
        PlaceJson.Write(json, places.GetValueOrDefault(HostileText.Address(network.Network.First)));
        json.WriteNumber("addresses", network.Addresses);
        json.WriteNumber("records", network.Records);
    }

    static void Name(Utf8JsonWriter json, ProfiledRecord name)
    {
        EscapeJson.Write(json, "name", name.Name);
        Seen(json, name.Seen);
    }

    static void Answering(Utf8JsonWriter json, ProfiledNames names)
    {
        json.WriteStartObject("answering");
        json.WriteNumber("names", names.Names);
        json.WriteBoolean("atLeast", names.IsLeast);
        json.WriteNumber("answered", names.Answered);
        json.WriteNumber("nameErrors", names.NameErrors);
        TriageJson.Flag(json, "wildcard", names.IsWildcard);
        json.WriteEndObject();
    }

    static void Software(Utf8JsonWriter json, ProfiledSoftware software)
    {
        json.WriteStartObject("software");
        TriageJson.Flag(json, "authorityWithRecursion", software.OffersRecursion);
        TriageJson.Flag(json, "keepsCase", software.KeepsCase);
        TriageJson.Number(json, "aliasesToNowhere", software.AliasesToNowhere);
        json.WriteEndObject();
    }

    static void Neighbour(Utf8JsonWriter json, ProfiledZone zone)
    {
        EscapeJson.Write(json, "zone", zone.Zone);
        json.WriteNumber("byNameServer", zone.ByNameServer);
        json.WriteNumber("byServer", zone.ByServer);
        json.WriteNumber("byNetwork", zone.ByNetwork);
        TriageJson.Flag(json, "askedByOthers", zone.IsAskedByOthers);
        Use(json, zone.Use);
    }

    static void Use(Utf8JsonWriter json, ProfiledUse use)
    {
        json.WriteStartObject("use");
        json.WriteNumber("messages", use.Messages);
        json.WriteNumber("clients", use.Clients);
        json.WriteBoolean("atLeast", use.IsLeast);
        TriageJson.Array(json, "firstClients", use.FirstClients, EscapeJson.Write);
        TriageJson.Time(json, "firstSeen", use.First);
        TriageJson.Time(json, "lastSeen", use.Last);
        json.WriteEndObject();
    }

    static void Seen(Utf8JsonWriter json, SeenIn seen)
    {
        json.WriteStartObject("seen");
        json.WriteNumber("answer", seen.Answer);
        json.WriteNumber("authority", seen.Authority);
        json.WriteNumber("additional", seen.Additional);
        TriageJson.Time(json, "firstSeen", seen.First);
        TriageJson.Time(json, "lastSeen", seen.Last);
        json.WriteEndObject();
    }

    static void Counts(Utf8JsonWriter json, string property, string name, ImmutableArray<ProfiledCount> counts) =>
        TriageJson.Array(json, property, counts, Object<ProfiledCount>((json, count) =>
        {
            json.WriteString(name, count.Name);
            json.WriteNumber("count", count.Count);
        }));
}
