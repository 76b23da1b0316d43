using System.Security.Cryptography;
using System.Text.Json;
using Nameward.Engine.Cases.Alerting;
using Nameward.Engine.Cases.Blocks;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Reports.Contain;

/// <summary>Containment as JSON, schema <c>nameward/contain/1</c> (docs/contain.md), by the same rules as <see cref="TriageJson"/>.</summary>
public static class ContainJson
{
    /// <summary>The document on one line, with a line end.</summary>
    public static byte[] Line(ContainDocument document) => TriageJson.Render(TriageJson.JsonForm.Line, json => Document(json, document));

    /// <summary>The document indented, with a line end.</summary>
    public static byte[] Indented(ContainDocument document) => TriageJson.Render(TriageJson.JsonForm.Indented, json => Document(json, document));

    static void Document(Utf8JsonWriter json, ContainDocument document)
    {
        json.WriteStartObject();
        json.WriteString("schema", ContainDocument.SchemaName);
        TriageJson.Run(json, document.Run);
        json.WriteString("case", document.Request.Case.Name);
        json.WriteString("label", document.Label);
        json.WriteNumber("serial", document.Serial);
        json.WriteString("action", BlockWords.Id(document.Request.Action));
        EscapeJson.Write(json, "sinkhole", document.Request.Sinkhole.IsNone ? null : HostileText.Address(document.Request.Sinkhole));
        TriageJson.Time(json, "expires", document.Expires);
        TriageJson.Array(json, "evidence", document.Evidence, TriageJson.Evidence);
        TriageJson.Array(json, "blocks", document.Blocks, ProfileJson.Object<Block>(Block));
        IsolationJson.Write(json, document.Isolation);
        TriageJson.Array(json, "alerts", document.Alerts, ProfileJson.Object<AlertRule>(AlertSection.Json));
        TriageJson.Array(json, "benign", document.Benign, TriageJson.Evidence);
        TriageJson.Array(json, "targets", document.Targets, ProfileJson.Object<TargetPack>(Target));
        RestoreJson.Write(json, document.Restore);
        TriageJson.Array(json, "notes", document.Notes, EscapeJson.Write);
        json.WriteEndObject();
    }

    static void Block(Utf8JsonWriter json, Block block)
    {
        json.WriteString("kind", BlockWords.Id(block.Kind));
        EscapeJson.Write(json, "value", (HostileText?)block.Value);
        TriageJson.Texts(json, "findings", block.Findings);
        EscapeJson.Write(json, "reason", block.Reason);
        json.WriteBoolean("blocked", block.IsBlocked);
        EscapeJson.Write(json, "refusal", block.Refusal);
        EscapeJson.Write(json, "justification", block.Justification);
        Radius(json, "radius", block.Radius);
        Radius(json, "remembered", block.Remembered);
    }

    static void Radius(Utf8JsonWriter json, string property, BlastRadius? of)
    {
        if (of is not { } radius)
        {
            json.WriteNull(property);
            return;
        }
        json.WriteStartObject(property);
        json.WriteNumber("queries", radius.Queries);
        json.WriteNumber("names", radius.Names);
        json.WriteNumber("clients", radius.Clients);
        json.WriteNumber("clientsOutside", radius.ClientsOutside);
        TriageJson.Array(json, "outside", radius.Outside, (json, client) => EscapeJson.Write(json, HostileText.Address(client)));
        json.WriteNumber("days", radius.Days);
        TriageJson.Time(json, "first", radius.First);
        TriageJson.Time(json, "last", radius.Last);
        json.WriteBoolean("atLeast", radius.IsAtLeast);
        json.WriteEndObject();
    }

    static void Target(Utf8JsonWriter json, TargetPack target)
    {
        json.WriteString("id", target.Id);
        json.WriteString("product", target.Product);
        TriageJson.Array(json, "files", target.Files, ProfileJson.Object<PackFile>((json, file) =>
        {
            json.WriteString("name", $"{target.Id}/{file.Name}");
            json.WriteNumber("bytes", file.Content.Length);
            json.WriteString("sha256", Convert.ToHexStringLower(SHA256.HashData(file.Content)));
        }));
        TriageJson.Array(json, "steps", target.Steps, ProfileJson.Object<PackStep>((json, step) =>
        {
            json.WriteString("stage", ContainWords.Of(step.Stage));
            json.WriteString("text", step.Text);
            json.WriteString("command", step.Command);
        }));
        TriageJson.Array(json, "leftOut", target.LeftOut, ProfileJson.Object<(Block Block, string Why)>((json, left) =>
        {
            json.WriteString("kind", BlockWords.Id(left.Block.Kind));
            EscapeJson.Write(json, "value", (HostileText?)left.Block.Value);
            json.WriteString("why", left.Why);
        }));
    }
}
