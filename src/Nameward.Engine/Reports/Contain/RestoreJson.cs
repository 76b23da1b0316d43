using System.Text.Json;
using Nameward.Engine.Cases;
using Nameward.Engine.Cases.Restoring;
using Nameward.Engine.Observations;
using Nameward.Engine.Verdicts;

namespace Nameward.Engine.Reports.Contain;

/// <summary>What of the configuration is to be put back, and what to harden, as a part of <see cref="ContainJson"/>.</summary>
static class RestoreJson
{
    /// <summary>The properties <c>restores</c>, <c>advice</c> and <c>restoreNotes</c>.</summary>
    public static void Write(Utf8JsonWriter json, RestorePlan plan)
    {
        TriageJson.Array(json, "restores", plan.Items, ProfileJson.Object<Restoration>(Item));
        TriageJson.Array(json, "advice", plan.Advice, ProfileJson.Object<AdvisedServer>(Server));
        TriageJson.Array(json, "restoreNotes", plan.Notes, EscapeJson.Write);
    }

    static void Item(Utf8JsonWriter json, Restoration item)
    {
        EscapeJson.Write(json, "server", (HostileText?)item.Server);
        json.WriteString("product", item.Product is { } product ? RestoreProducts.Id(product) : null);
        EscapeJson.Write(json, "path", item.Path);
        json.WriteString("kind", ChangeWords.Thing(item.Kind, item.Property));
        EscapeJson.Write(json, "object", (HostileText?)item.Object);
        EscapeJson.Write(json, "property", (HostileText?)item.Property);
        EscapeJson.Write(json, "good", item.Good);
        EscapeJson.Write(json, "today", (HostileText?)item.Today);
        EscapeJson.Write(json, "because", item.Because);
        TriageJson.Time(json, "changed", item.Changed);
        TriageJson.Time(json, "since", item.Since);
        EscapeJson.Write(json, "actor", item.Actor);
        json.WriteString("outcome", item.Outcome is { } outcome ? Words.Of(outcome) : null);
        json.WriteBoolean("proven", item.IsProven);
        json.WriteBoolean("inPatch", item.IsInPatch);
    }

    static void Server(Utf8JsonWriter json, AdvisedServer server)
    {
        EscapeJson.Write(json, "server", (HostileText?)server.Server);
        json.WriteString("product", server.Product is { } product ? RestoreProducts.Id(product) : null);
        TriageJson.Array(json, "items", server.Items, ProfileJson.Object<AdvisedItem>((json, item) =>
        {
            json.WriteString("id", item.Id);
            EscapeJson.Write(json, "object", (HostileText?)item.Object);
            EscapeJson.Write(json, "value", (HostileText?)item.Value);
            json.WriteString("advice", item.Advice);
            TriageJson.Array(json, "settings", item.Settings, ProfileJson.Object<HardeningSetting>((json, setting) =>
            {
                json.WriteString("product", RestoreProducts.Id(setting.Product));
                json.WriteString("setting", setting.Setting);
                json.WriteString("source", setting.Source);
            }));
        }));
    }
}
