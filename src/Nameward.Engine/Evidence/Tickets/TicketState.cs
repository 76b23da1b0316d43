using System.Collections.Frozen;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Tickets;

/// <summary>
/// Which states of a change request mean that it was allowed: those of ServiceNow by label and number (a normal change comes to "Scheduled" only when it is approved; ServiceNow, "State model and transitions"),
/// those of Jira and of Jira Service Management's change workflow, in English, German, French, Spanish and Portuguese.
/// </summary>
static class TicketState
{
    static readonly FrozenDictionary<string, TicketApproval> Words = Table().ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Whether it was allowed: what was refused or cancelled anywhere was not; else the approval counts, and where there is none the state.</summary>
    public static TicketApproval Of(string approval, string state, string resolution)
    {
        if (Meaning(approval) == TicketApproval.Refused || Meaning(state) == TicketApproval.Refused || Meaning(resolution) == TicketApproval.Refused)
        {
            return TicketApproval.Refused;
        }
        return Meaning(approval) is var told and not TicketApproval.NotTold ? told : Meaning(state);
    }

    static TicketApproval Meaning(string word)
    {
        var plain = word.Trim().Replace('’', '\'').ToLowerInvariant();
        return plain.Length == 0 ? TicketApproval.NotTold : Words.GetValueOrDefault(plain, TicketApproval.NotKnown);
    }

    static Dictionary<string, TicketApproval> Table()
    {
        var words = new Dictionary<string, TicketApproval>(StringComparer.Ordinal);
        Add(words, TicketApproval.Approved,
            "approved|authorized|authorised|scheduled|implement|implementing|implementation|awaiting implementation|in progress|review|in review|closed|complete|completed|done|resolved|-2|-1|0|3"
            + "|genehmigt|autorisiert|geplant|implementieren|in arbeit|in bearbeitung|überprüfen|überprüfung|geschlossen|abgeschlossen|fertig|erledigt"
            + "|approuvé|approuvée|planifié|planifiée|mettre en œuvre|en cours|fermé|fermée|clos|terminé|terminée|résolu|résolue"
            + "|aprobado|aprobada|programado|programada|implementar|en curso|revisar|cerrado|cerrada|finalizado|finalizada|listo|hecho|resuelto"
            + "|aprovado|aprovada|agendado|agendada|em andamento|em progresso|fechado|fechada|concluído|concluída|encerrado|encerrada|resolvido");
        Add(words, TicketApproval.NotYet,
            "requested|not requested|not yet requested|pending|waiting|waiting for approval|awaiting approval|awaiting cab approval|peer review|planning|to do|open|reopened|new|draft|assess|authorize|authorise|backlog|-5|-4|-3"
            + "|angefordert|noch nicht angefordert|ausstehend|neu|offen|zu erledigen|bewerten|autorisieren|planung"
            + "|demandé|demandée|pas encore demandé|en attente|nouveau|ouvert|ouverte|à faire|évaluer|autoriser"
            + "|solicitado|solicitada|aún no solicitado|pendiente|nuevo|abierto|abierta|por hacer|tareas por hacer|evaluar|autorizar"
            + "|ainda não solicitado|pendente|novo|aberto|aberta|a fazer|tarefas pendentes|avaliar");
        Add(words, TicketApproval.Refused,
            "rejected|declined|denied|refused|not approved|canceled|cancelled|withdrawn|won't do|wont do|won't fix|duplicate|no longer required|4"
            + "|abgelehnt|nicht genehmigt|abgebrochen|storniert|zurückgezogen"
            + "|rejeté|rejetée|refusé|refusée|non approuvé|annulé|annulée"
            + "|rechazado|rechazada|no aprobado|cancelado|cancelada"
            + "|rejeitado|rejeitada|recusado|recusada|não aprovado");
        return words;
    }

    static void Add(Dictionary<string, TicketApproval> words, TicketApproval meaning, string all)
    {
        foreach (var word in all.Split('|'))
        {
            words.Add(word, meaning);
        }
    }
}
