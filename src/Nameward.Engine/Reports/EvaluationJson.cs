using System.Text.Json;
using Nameward.Engine.Evaluation;
using Nameward.Engine.Observations;
using Nameward.Engine.Reports.Review;

namespace Nameward.Engine.Reports;

/// <summary>An evaluation as JSON, schema <c>nameward/evaluate/1</c> (docs/evaluate.md), by the same rules as <see cref="TriageJson"/>.</summary>
public static class EvaluationJson
{
    /// <summary>The document on one line, with a line end.</summary>
    public static byte[] Line(EvaluationDocument document) => TriageJson.Render(TriageJson.JsonForm.Line, json =>
    {
        json.WriteStartObject();
        json.WriteString("schema", EvaluationDocument.SchemaName);
        TriageJson.Run(json, document.Run);
        TriageJson.Array(json, "files", document.Files, File);
        TriageJson.Array(json, "unread", document.Unread, static (json, file) => EscapeJson.Write(json, file.Path));
        TriageJson.Array(json, "sessions", document.Sessions, Session);
        TriageJson.Array(json, "found", document.Found, Found);
        TriageJson.Array(json, "apart", [document.Small, document.MayBeMissed], Found);
        Delay(json, document.Delay);
        TriageJson.Array(json, "quietness", document.Quiet, Quiet);
        TriageJson.Array(json, "falseAlarms", [.. document.FalseAlarms], FalseAlarm);
        Precision(json, document);
        Tools(json, document.Tools);
        json.WriteEndObject();
    });

    static void File(Utf8JsonWriter json, EvaluatedFile file)
    {
        json.WriteStartObject();
        EscapeJson.Write(json, "table", file.Table);
        EscapeJson.Write(json, "path", file.Path);
        TriageJson.Texts(json, "formats", file.Formats);
        json.WriteBoolean("benign", file.IsBenign);
        json.WriteString("evidence", EvaluationWords.Evidence(file.ShowsAnswers));
        json.WriteString("decision", file.Decision);
        ReviewJson.Moment(json, "escalates", file.Moment);
        json.WriteNumber("findings", file.Findings.Length);
        json.WriteNumber("clientDays", file.ClientDays);
        json.WriteNumber("otherClientDays", file.OtherClientDays);
        json.WriteEndObject();
    }

    static void Session(Utf8JsonWriter json, EvaluatedSession session)
    {
        json.WriteStartObject();
        EscapeJson.Write(json, "path", session.File);
        Truth(json, session.Truth);
        json.WriteString("evidence", EvaluationWords.Evidence(session.ShowsAnswers));
        json.WriteString("expectation", EvaluationWords.Of(session.Truth.Expectation));
        json.WriteBoolean("found", session.IsFound);
        json.WriteString("outcome", EvaluationWords.Of(session.Outcome));
        json.WriteString("finding", session.Finding?.Id);
        json.WriteString("level", session.Finding?.Level);
        TriageJson.Number(json, "bits", session.Finding?.Bits);
        json.WriteString("toolNamed", session.Tool);
        json.WriteString("toolVerdict", EvaluationWords.Of(session.ToolVerdict));
        First(json, session);
        json.WriteEndObject();
    }

    static void Truth(Utf8JsonWriter json, TruthSession truth)
    {
        TriageJson.Array(json, "clients", truth.Clients, EscapeJson.Write);
        EscapeJson.Write(json, "subject", truth.Subject.IsAny ? null : truth.Subject.Text);
        TriageJson.Texts(json, "labels", truth.Labels);
        EscapeJson.Write(json, "tool", truth.Tool is { } tool ? HostileText.Text(tool) : null);
        TriageJson.Time(json, "start", truth.Start);
        TriageJson.Time(json, "end", truth.End);
        TriageJson.Number(json, "payloadBytes", truth.PayloadBytes);
        TriageJson.Number(json, "bytesPerSecond", truth.Rate);
    }

    static void First(Utf8JsonWriter json, EvaluatedSession session)
    {
        if (session.First is not { } first)
        {
            json.WriteNull("firstEscalation");
            return;
        }
        json.WriteStartObject("firstEscalation");
        json.WriteNumber("query", first.Query);
        TriageJson.Number(json, "seconds", session.Seconds);
        json.WriteNumber("payloadBytes", first.PayloadBytes);
        json.WriteEndObject();
    }

    static void Found(Utf8JsonWriter json, FoundSum sum)
    {
        json.WriteStartObject();
        json.WriteString("by", sum.By);
        // Tools are named by the table, which anybody may have written.
        EscapeJson.Write(json, "value", HostileText.Text(sum.Value));
        json.WriteNumber("sessions", sum.Sessions);
        json.WriteNumber("found", sum.Found);
        json.WriteNumber("escalated", sum.Escalated);
        json.WriteEndObject();
    }

    static void Delay(Utf8JsonWriter json, EscalationDelay delay)
    {
        json.WriteStartObject("delay");
        json.WriteNumber("fromPayloadBytes", EvaluatedSession.TimedBytes);
        json.WriteNumber("sessions", delay.Sessions);
        json.WriteNumber("timed", delay.Timed);
        Quantiles(json, "queries", delay.Queries);
        Quantiles(json, "seconds", delay.Seconds);
        Quantiles(json, "leakedBytes", delay.LeakedBytes);
        json.WriteEndObject();
    }

    static void Quantiles(Utf8JsonWriter json, string property, Quantiles quantiles)
    {
        json.WriteStartObject(property);
        TriageJson.Number(json, "median", quantiles.Median);
        TriageJson.Number(json, "ninetyPercent", quantiles.NinetyPercent);
        json.WriteEndObject();
    }

    static void Quiet(Utf8JsonWriter json, Quietness quiet)
    {
        json.WriteStartObject();
        json.WriteString("where", quiet.Where);
        json.WriteNumber("files", quiet.Files);
        json.WriteNumber("clientDays", quiet.ClientDays);
        json.WriteNumber("falseEscalations", quiet.Escalations);
        json.WriteNumber("falseWatches", quiet.Watches);
        TriageJson.Number(json, "falseEscalationsPer1000ClientDays", quiet.PerThousandClientDays);
        TriageJson.Number(json, "boundPer1000ClientDays", quiet.BoundPerThousandClientDays);
        TriageJson.Number(json, "watchesPer50ClientsAndDay", quiet.WatchesPerFiftyClientsAndDay);
        json.WriteString("text", EvaluationWords.Rate(quiet));
        json.WriteEndObject();
    }

    static void FalseAlarm(Utf8JsonWriter json, EvaluatedFinding alarm)
    {
        json.WriteStartObject();
        EscapeJson.Write(json, "path", alarm.File);
        json.WriteString("standing", EvaluationWords.Of(alarm.Standing));
        json.WriteString("finding", alarm.Finding.Id);
        json.WriteString("level", alarm.Finding.Level);
        TriageJson.Number(json, "bits", alarm.Finding.Bits);
        EscapeJson.Write(json, "client", alarm.Finding.Subject.Client);
        EscapeJson.Write(json, "zone", alarm.Finding.Subject.Zone);
        EscapeJson.Write(json, "server", alarm.Finding.Subject.Server);
        json.WriteString("tool", alarm.Finding.Tool);
        json.WriteEndObject();
    }

    static void Precision(Utf8JsonWriter json, EvaluationDocument document)
    {
        json.WriteStartObject("ranking");
        json.WriteNumber("findings", document.Ranked.Length);
        json.WriteNumber("leftOut", document.Related);
        TriageJson.Array(json, "precision", document.Precision, static (json, precision) =>
        {
            json.WriteStartObject();
            json.WriteNumber("at", precision.At);
            json.WriteNumber("of", precision.Of);
            json.WriteNumber("true", precision.True);
            json.WriteEndObject();
        });
        json.WriteEndObject();
    }

    static void Tools(Utf8JsonWriter json, ToolNaming tools)
    {
        json.WriteStartObject("tools");
        json.WriteNumber("right", tools.Right);
        json.WriteNumber("wrong", tools.Wrong);
        json.WriteNumber("none", tools.None);
        json.WriteNumber("unlabelled", tools.Unlabelled);
        json.WriteNumber("inBenignFiles", tools.InBenignFiles);
        json.WriteNumber("otherwiseFalse", tools.OtherwiseFalse);
        json.WriteEndObject();
    }
}
