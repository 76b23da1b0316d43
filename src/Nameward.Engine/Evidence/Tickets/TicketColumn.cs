using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Nameward.Engine.Evidence.Tickets;

/// <summary>What a column of a file of change requests holds.</summary>
public enum TicketColumn
{
    /// <summary>The number of the ticket.</summary>
    Number,
    /// <summary>What is changed: configuration items, components.</summary>
    Object,
    /// <summary>What it is about, in one line.</summary>
    Summary,
    /// <summary>What is to be done, in many words.</summary>
    Description,
    /// <summary>How far it is.</summary>
    State,
    /// <summary>Whether it was approved.</summary>
    Approval,
    /// <summary>How it ended.</summary>
    Resolution,
    /// <summary>When the work may begin.</summary>
    Start,
    /// <summary>When the work must have ended.</summary>
    End,
    /// <summary>When the ticket was made.</summary>
    Created,
    /// <summary>When the ticket was resolved or closed.</summary>
    Resolved,
}

/// <summary>
/// What columns are called: labels and column names of ServiceNow's <c>change_request</c>, and of Jira's issues, in English, German, French, Spanish and Portuguese. Of several
/// columns with one meaning, the one that is listed first counts; objects and descriptions count all.
/// </summary>
static class TicketColumns
{
    static readonly ImmutableArray<(TicketColumn Column, string[] Names)> Known =
    [
        (TicketColumn.Number,
        [
            "number", "issue key", "key", "change number", "ticket number", "ticket", "change", "change id", "ticket id", "nummer", "numéro", "numero", "número", "schlüssel", "vorgangsschlüssel",
            "clé de ticket", "clé", "clave de incidencia", "clave", "chave da item", "chave do item", "chave", "id",
        ]),
        (TicketColumn.Object,
        [
            "configuration item", "cmdb ci", "ci", "affected ci", "affected cis", "object", "objects", "component s", "components", "component", "affected services", "affected hardware", "konfigurationselement", "objekt",
            "komponente n", "komponenten", "élément de configuration", "objet", "composants", "composant s", "elemento de configuración", "objeto", "componente s", "componentes", "item de configuração",
        ]),
        (TicketColumn.Summary,
        [
            "short description", "summary", "title", "subject", "kurzbeschreibung", "zusammenfassung", "titel", "brève description", "description courte", "résumé", "titre", "descripción breve", "descripción corta", "resumen",
            "breve descrição", "descrição resumida", "resumo", "título",
        ]),
        (TicketColumn.Description,
        [
            "description", "implementation plan", "change plan", "beschreibung", "implementierungsplan", "plan de mise en œuvre", "descripción", "plan de implementación", "descrição", "plano de implementação",
        ]),
        (TicketColumn.State, ["state", "status", "zustand", "état", "statut", "estado", "situação"]),
        (TicketColumn.Approval, ["approval", "approval status", "genehmigung", "genehmigungsstatus", "approbation", "aprobación", "aprovação"]),
        (TicketColumn.Resolution, ["resolution", "close code", "lösung", "abschlusscode", "résolution", "code de fermeture", "resolución", "código de cierre", "resolução", "código de fechamento"]),
        (TicketColumn.Start,
        [
            "planned start date", "planned start", "start date", "change start date", "scheduled start", "scheduled start date", "window start", "start", "from", "geplantes startdatum", "geplanter start", "geplanter beginn",
            "startdatum", "beginn", "date de début prévue", "date de début planifiée", "date de début", "fecha de inicio planificada", "fecha de inicio prevista", "fecha de inicio", "data de início planejada", "data de início",
        ]),
        (TicketColumn.End,
        [
            "planned end date", "planned end", "end date", "change completion date", "change end date", "scheduled end", "scheduled end date", "window end", "end", "to", "until", "geplantes enddatum", "geplantes ende", "enddatum", "ende",
            "date de fin prévue", "date de fin planifiée", "date de fin", "fecha de finalización planificada", "fecha de fin planificada", "fecha de fin prevista", "fecha de fin", "data de término planejada", "data de término", "data de fim",
        ]),
        (TicketColumn.Created, ["created", "opened", "opened at", "sys created on", "erstellt", "geöffnet", "création", "créé", "creada", "creado", "criado", "criada"]),
        (TicketColumn.Resolved, ["resolved", "closed", "closed at", "resolutiondate", "erledigt", "geschlossen", "résolu", "résolue", "fermé", "resuelta", "resuelto", "cerrado", "resolvido", "fechado"]),
    ];

    static readonly FrozenDictionary<string, (TicketColumn Column, int Rank)> Meanings =
        Known.SelectMany(known => known.Names.Select((name, rank) => (name, Meaning: (known.Column, rank)))).ToFrozenDictionary(known => known.name, known => known.Meaning, StringComparer.Ordinal);

    /// <summary>What a header means, and its place among those with the same meaning; null where it means nothing here.</summary>
    public static (TicketColumn Column, int Rank)? Of(string header) => Meanings.TryGetValue(Plain(header), out var meaning) ? meaning : null;

    /// <summary>A header without case, signs and the words around a field of one's own: <c>Custom field (Planned start)</c> is <c>planned start</c>, <c>cmdb_ci</c> is <c>cmdb ci</c>.</summary>
    public static string Plain(string header)
    {
        var text = header.Trim('\uFEFF', ' ', '"').ToLowerInvariant();
        var open = text.IndexOf('(', StringComparison.Ordinal);
        if (open > 0 && text.EndsWith(')') && (text.StartsWith("custom", StringComparison.Ordinal) || text.StartsWith("benutzerdef", StringComparison.Ordinal) || text.StartsWith("champ", StringComparison.Ordinal) || text.StartsWith("campo", StringComparison.Ordinal)))
        {
            text = text[(open + 1)..^1];
        }
        return string.Join(' ', text.Split([' ', '_', '.', '-', '/', '(', ')', '\t'], StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>The product whose columns these are; null where they tell none.</summary>
    public static Observations.TicketLayout? LayoutOf(IEnumerable<string> headers)
    {
        var plain = headers.Select(Plain).ToHashSet(StringComparer.Ordinal);
        return plain.Contains("issue key") || plain.Contains("issue id") || plain.Contains("clave de incidencia") || plain.Contains("vorgangsschlüssel") || plain.Contains("clé de ticket") || plain.Contains("chave da item") || plain.Contains("key") ? Observations.TicketLayout.Jira
            : plain.Contains("short description") || plain.Contains("cmdb ci") || plain.Contains("sys id") || plain.Contains("planned start date") || plain.Contains("kurzbeschreibung") || plain.Contains("brève description") || plain.Contains("descripción breve") ? Observations.TicketLayout.ServiceNow
            : null;
    }
}
