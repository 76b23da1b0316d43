using System.Collections.Immutable;
using System.Text.Json;
using Nameward.Engine.Cases;

namespace Nameward.Engine.Reports.CaseFiles;

/// <summary>The fields "case" and "since" of the triage record.</summary>
static class SinceJson
{
    /// <summary>Both fields.</summary>
    public static void Write(Utf8JsonWriter json, TriageDocument document)
    {
        Case(json, document.Case);
        Since(json, document.Since);
    }

    static void Case(Utf8JsonWriter json, TriageCase? kept)
    {
        if (kept is null)
        {
            json.WriteNull("case");
            return;
        }
        json.WriteStartObject("case");
        json.WriteNumber("number", kept.Number);
        json.WriteString("uid", kept.Uid.ToString("D"));
        json.WriteString("state", kept.State);
        TriageJson.Time(json, "opened", kept.Opened);
        json.WriteNumber("runs", kept.Runs);
        json.WriteEndObject();
    }

    static void Since(Utf8JsonWriter json, TriageSince? since)
    {
        if (since is null)
        {
            json.WriteNull("since");
            return;
        }
        json.WriteStartObject("since");
        EscapeJson.Write(json, "record", since.Record);
        TriageJson.Time(json, "asOf", since.AsOf);
        json.WriteString("decision", since.Decision);
        Findings(json, "new", since.New);
        Findings(json, "gone", since.Gone);
        Findings(json, "grown", since.Grown);
        Findings(json, "shrunk", since.Shrunk);
        Findings(json, "same", since.Same);
        json.WriteEndObject();
    }

    static void Findings(Utf8JsonWriter json, string property, ImmutableArray<SinceFinding> findings) => TriageJson.Array(json, property, findings, (json, finding) =>
    {
        json.WriteStartObject();
        EscapeJson.Write(json, "title", finding.Title);
        Figures(json, "now", finding.Now);
        Figures(json, "then", finding.Then);
        json.WriteEndObject();
    });

    static void Figures(Utf8JsonWriter json, string property, SinceFigures? figures)
    {
        if (figures is null)
        {
            json.WriteNull(property);
            return;
        }
        json.WriteStartObject(property);
        json.WriteString("id", figures.Id);
        json.WriteString("level", figures.Level);
        TriageJson.Number(json, "bits", figures.Bits);
        json.WriteNumber("queries", figures.Queries);
        json.WriteNumber("hosts", figures.Hosts);
        TriageJson.Number(json, "upBytes", figures.UpBytes);
        json.WriteEndObject();
    }
}
