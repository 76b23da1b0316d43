using System.Text.Json;
using Nameward.Engine.Cases;

namespace Nameward.Engine.Reports;

/// <summary>The census as JSON, schema <c>nameward/census/1</c> (docs/census.md), by the same rules as <see cref="TriageJson"/>.</summary>
public static class CensusJson
{
    /// <summary>The document on one line, with a line end.</summary>
    public static byte[] Line(CensusDocument document) => TriageJson.Render(TriageJson.JsonForm.Line, json =>
    {
        json.WriteStartObject();
        json.WriteString("schema", document.Schema);
        TriageJson.Run(json, document.Run);
        TriageJson.Array(json, "evidence", document.Evidence, TriageJson.Evidence);
        TriageJson.Coverage(json, document.Coverage);
        json.WriteNumber("clients", document.Clients);
        TriageJson.Array(json, "census", document.Census, TriageJson.Server);
        Proposal(json, document.SiteProposal);
        json.WriteEndObject();
    });

    static void Proposal(Utf8JsonWriter json, SiteProposal proposal)
    {
        json.WriteStartObject("siteProposal");
        TriageJson.Array(json, "networks", proposal.Networks, static (json, network) =>
        {
            json.WriteStartObject();
            json.WriteString("network", network.Network.ToString());
            json.WriteNumber("hosts", network.Hosts);
            EscapeJson.Write(json, "text", network.Text);
            json.WriteEndObject();
        });
        TriageJson.Array(json, "servers", proposal.Servers, static (json, server) =>
        {
            json.WriteStartObject();
            json.WriteString("server", server.Server.ToString());
            json.WriteBoolean("approve", server.Approve);
            json.WriteString("role", server.Role);
            json.WriteString("askedBy", server.AskedBy);
            EscapeJson.Write(json, "text", server.Text);
            json.WriteEndObject();
        });
        json.WriteEndObject();
    }
}
