using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Nameward.Engine.Cases;

namespace Nameward.Engine.Reports;

/// <summary>What a baseline holds as JSON, schema <c>nameward/baseline-show/1</c> (docs/baseline.md), by the same rules as <see cref="TriageJson"/>.</summary>
public static class BaselineJson
{
    /// <summary>The document on one line, with a line end.</summary>
    public static byte[] Line(BaselineDocument document) => TriageJson.Render(TriageJson.JsonForm.Line, json =>
    {
        json.WriteStartObject();
        json.WriteString("schema", document.Schema);
        TriageJson.Array(json, "days", document.Days, Day);
        json.WriteNumber("clientDays", document.ClientDays);
        json.WriteBoolean("suffices", document.Suffices);
        TriageJson.Array(json, "roles", document.Roles, Role);
        TriageJson.Array(json, "quantiles", document.Quantiles, Quantiles);
        json.WriteNumber("shippedClientDays", document.ShippedClientDays);
        TriageJson.Array(json, "warnings", document.Warnings, EscapeJson.Write);
        json.WriteEndObject();
    });

    static void Day(Utf8JsonWriter json, BaselineDayRow day)
    {
        json.WriteStartObject();
        json.WriteString("day", day.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        json.WriteNumber("clientDays", day.ClientDays);
        json.WriteNumber("leftOut", day.LeftOut);
        json.WriteEndObject();
    }

    static void Role(Utf8JsonWriter json, BaselineRoleRow role)
    {
        json.WriteStartObject();
        json.WriteString("role", role.Role);
        json.WriteNumber("clients", role.Clients);
        json.WriteNumber("clientDays", role.ClientDays);
        json.WriteBoolean("comparedByItself", role.IsComparedByItself);
        json.WriteEndObject();
    }

    static void Quantiles(Utf8JsonWriter json, BaselineQuantiles quantiles)
    {
        json.WriteStartObject();
        json.WriteString("role", quantiles.Role);
        json.WriteString("measure", quantiles.Measure);
        Figures(json, "here", quantiles.Figures);
        Figures(json, "shipped", quantiles.Shipped);
        json.WriteEndObject();
    }

    static void Figures(Utf8JsonWriter json, string name, ImmutableArray<int>? figures)
    {
        if (figures is not [var half, var nine, var almostAll, var all])
        {
            json.WriteNull(name);
            return;
        }
        json.WriteStartObject(name);
        json.WriteNumber("p50", half);
        json.WriteNumber("p90", nine);
        json.WriteNumber("p99", almostAll);
        json.WriteNumber("most", all);
        json.WriteEndObject();
    }
}
