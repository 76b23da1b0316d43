using System.Text.Json;
using Nameward.Engine.Cases;

namespace Nameward.Engine.Reports;

/// <content>Questions, changes and the decision.</content>
public static partial class TriageJson
{
    static void Question(Utf8JsonWriter json, TriageQuestion question)
    {
        json.WriteStartObject();
        json.WriteString("id", question.Id);
        json.WriteString("answer", question.Answer);
        Array(json, "reasons", question.Reasons, EscapeJson.Write);
        Texts(json, "findings", question.Findings);
        Texts(json, "missing", question.Missing);
        json.WriteEndObject();
    }

    static void Change(Utf8JsonWriter json, TriageChange change)
    {
        json.WriteStartObject();
        Time(json, "time", change.Time);
        json.WriteString("what", change.What);
        EscapeJson.Write(json, "object", change.Object);
        EscapeJson.Write(json, "old", change.Old);
        EscapeJson.Write(json, "new", change.New);
        EscapeJson.Write(json, "actor", change.Actor);
        EscapeJson.Write(json, "ticket", change.Ticket);
        json.WriteString("outcome", change.Outcome);
        EscapeJson.Write(json, "why", change.Why);
        EscapeJson.Write(json, "how", change.How);
        Time(json, "since", change.Since);
        Time(json, "until", change.Until);
        EscapeJson.Write(json, "server", change.Server);
        EscapeJson.Write(json, "property", change.Property);
        EscapeJson.Write(json, "path", change.Path);
        if (change.Position is { } position)
        {
            json.WriteNumber("position", position);
        }
        else
        {
            json.WriteNull("position");
        }
        json.WriteBoolean("inferred", change.IsInferred);
        json.WriteBoolean("routine", change.IsRoutine);
        json.WriteEndObject();
    }

    static void Tickets(Utf8JsonWriter json, TriageTickets? tickets)
    {
        if (tickets is null)
        {
            json.WriteNull("tickets");
            return;
        }
        json.WriteStartObject("tickets");
        EscapeJson.Write(json, "file", tickets.File);
        json.WriteNumber("count", tickets.Count);
        json.WriteString("layout", tickets.Layout);
        json.WriteString("timezone", tickets.Timezone);
        Array(json, "notes", tickets.Notes, EscapeJson.Write);
        json.WriteEndObject();
    }

    static void Decision(Utf8JsonWriter json, TriageDecision decision)
    {
        json.WriteStartObject("decision");
        json.WriteString("decision", decision.Decision);
        EscapeJson.Write(json, "line", decision.Line);
        Array(json, "clauses", decision.Clauses, Clause);
        Array(json, "wouldChange", decision.WouldChange, EscapeJson.Write);
        Array(json, "doNow", decision.DoNow, EscapeJson.Write);
        Array(json, "doNot", decision.DoNot, EscapeJson.Write);
        Array(json, "nextSteps", decision.NextSteps, Step);
        Preview(json, decision.ContainmentPreview);
        json.WriteEndObject();
    }

    static void Clause(Utf8JsonWriter json, FiredClause clause)
    {
        json.WriteStartObject();
        json.WriteString("id", clause.Id);
        json.WriteString("text", clause.Text);
        Texts(json, "findings", clause.Findings);
        json.WriteEndObject();
    }

    static void Step(Utf8JsonWriter json, NextStep step)
    {
        json.WriteStartObject();
        json.WriteNumber("level", step.Level);
        EscapeJson.Write(json, "text", step.Text);
        json.WriteString("command", step.Command is { } command ? EscapeShell.Command(command) : null);
        json.WriteEndObject();
    }

    static void Preview(Utf8JsonWriter json, ContainmentPreview? preview)
    {
        if (preview is null)
        {
            json.WriteNull("containmentPreview");
            return;
        }
        json.WriteStartObject("containmentPreview");
        json.WriteNumber("clients", preview.Clients);
        json.WriteNumber("names", preview.Names);
        json.WriteNumber("outsideFindings", preview.OutsideFindings);
        json.WriteEndObject();
    }
}
