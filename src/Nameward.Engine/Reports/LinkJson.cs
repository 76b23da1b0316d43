using System.Text.Json;
using Nameward.Engine.Cases;
using Nameward.Engine.Findings.Sites;

namespace Nameward.Engine.Reports;

/// <summary>What links findings and cases, and what hides findings, as JSON, by the same rules as <see cref="TriageJson"/>.</summary>
static class LinkJson
{
    public static void Trait(Utf8JsonWriter json, TriageTrait trait)
    {
        json.WriteStartObject();
        json.WriteString("kind", trait.Kind);
        EscapeJson.Write(json, "value", trait.Value);
        TriageJson.Number(json, "bits", trait.Bits);
        json.WriteNumber("others", trait.Weight.Others);
        json.WriteNumber("among", trait.Weight.Among);
        EscapeJson.Write(json, "text", trait.Text);
        json.WriteEndObject();
    }

    public static void SuppressedBy(Utf8JsonWriter json, SuppressedBy? by)
    {
        if (by is null)
        {
            json.WriteNull("suppressed");
            return;
        }
        json.WriteStartObject("suppressed");
        json.WriteString("id", by.Id);
        EscapeJson.Write(json, "reason", by.Reason);
        EscapeJson.Write(json, "by", by.By);
        TriageJson.Time(json, "until", by.Until);
        json.WriteEndObject();
    }

    public static void Suppression(Utf8JsonWriter json, TriageSuppression suppression)
    {
        json.WriteStartObject();
        Fields(json, suppression.What);
        json.WriteNumber("hides", suppression.Hides);
        json.WriteNumber("hidesBelow", suppression.HidesBelow);
        json.WriteNumber("shown", suppression.Shown);
        json.WriteEndObject();
    }

    /// <summary>The fields of a suppression.</summary>
    public static void Fields(Utf8JsonWriter json, Suppression suppression)
    {
        json.WriteString("id", suppression.Id);
        json.WriteStartObject("scope");
        EscapeJson.Write(json, "zone", suppression.Scope.ZoneName);
        json.WriteString("client", suppression.Scope.Client?.ToString());
        json.WriteString("server", suppression.Scope.Server?.ToString());
        json.WriteString("detector", suppression.Scope.Detector);
        json.WriteEndObject();
        EscapeJson.Write(json, "reason", suppression.Reason);
        EscapeJson.Write(json, "by", suppression.By);
        TriageJson.Time(json, "from", suppression.From);
        TriageJson.Time(json, "until", suppression.Until);
    }

    public static void Related(Utf8JsonWriter json, RelatedCase related)
    {
        json.WriteStartObject();
        json.WriteNumber("case", related.Case);
        TriageJson.Time(json, "opened", related.Opened);
        json.WriteString("state", related.State);
        EscapeJson.Write(json, "line", related.Line);
        TriageJson.Number(json, "bits", related.Bits);
        TriageJson.Array(json, "reasons", related.Reasons, EscapeJson.Write);
        TriageJson.Texts(json, "findings", related.Findings);
        json.WriteEndObject();
    }

    public static void Linked(Utf8JsonWriter json, LinkedFindings linked)
    {
        json.WriteStartObject();
        TriageJson.Texts(json, "findings", linked.Findings);
        TriageJson.Number(json, "bits", linked.Bits);
        TriageJson.Array(json, "reasons", linked.Reasons, EscapeJson.Write);
        json.WriteEndObject();
    }
}
