using System.Text.Json;
using Nameward.Engine.Cases.Isolating;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Reports.Contain;

/// <summary>Hosts and DNS servers inside that would be isolated, as members of <see cref="ContainJson"/>.</summary>
static class IsolationJson
{
    public static void Write(Utf8JsonWriter json, Isolation isolation)
    {
        TriageJson.Array(json, "hosts", isolation.Hosts, ProfileJson.Object<IsolatedHost>(Host));
        TriageJson.Array(json, "losing", isolation.Servers, ProfileJson.Object<LosingServer>(Server));
    }

    static void Host(Utf8JsonWriter json, IsolatedHost host)
    {
        EscapeJson.Write(json, "address", host.Address is { } address ? HostileText.Address(address) : null);
        EscapeJson.Write(json, "host", host.Host);
        EscapeJson.Write(json, "owner", host.Owner);
        EscapeJson.Write(json, "role", host.Role);
        EscapeJson.Write(json, "criticality", host.Criticality);
        TriageJson.Array(json, "users", host.Users, EscapeJson.Write);
        TriageJson.Array(json, "processes", host.Processes, EscapeJson.Write);
        TriageJson.Texts(json, "findings", host.Findings);
        TriageJson.Time(json, "firstSeen", host.First);
        TriageJson.Time(json, "lastSeen", host.Last);
        json.WriteNumber("queries", host.Queries);
    }

    static void Server(Utf8JsonWriter json, LosingServer server)
    {
        EscapeJson.Write(json, "server", (HostileText?)HostileText.Address(server.Address));
        TriageJson.Texts(json, "findings", server.Findings);
        TriageJson.Flag(json, "approved", server.IsApproved);
        Count(json, "clients", server.Use?.Clients);
        Count(json, "onlyThere", server.Use?.OnlyThere);
        TriageJson.Array(json, "without", server.Use?.Named ?? [], (json, client) => EscapeJson.Write(json, HostileText.Address(client)));
        TriageJson.Array(json, "others", server.Use?.Others ?? [], (json, other) => EscapeJson.Write(json, HostileText.Address(other)));
        TriageJson.Array(json, "announced", server.Announced, ProfileJson.Object<Announcement>((json, said) =>
        {
            EscapeJson.Write(json, "by", (HostileText?)said.By);
            EscapeJson.Write(json, "where", (HostileText?)said.Where);
            EscapeJson.Write(json, "property", (HostileText?)said.Property);
            EscapeJson.Write(json, "value", (HostileText?)said.Value);
        }));
    }

    static void Count(Utf8JsonWriter json, string name, int? count)
    {
        if (count is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
