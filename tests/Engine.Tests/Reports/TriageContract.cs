using System.Text.Json;
using Xunit;

namespace Nameward.Engine.Tests.Reports;

/// <summary>The triage document field by field, as other programs rely on it; [] is each element of an array.</summary>
static class TriageContract
{
    const string Contract = """
        schema
        run.version run.started run.elapsedSeconds run.asOf run.commandLine run.configurationSha256
        evidence[].path evidence[].format evidence[].sha256 evidence[].bytes evidence[].records evidence[].observed evidence[].ignored
        evidence[].malformed evidence[].malformedSamples[].position evidence[].malformedSamples[].reason evidence[].dnsMessages
        evidence[].flows evidence[].changes evidence[].from evidence[].to evidence[].lacks[]
        coverage.sources[].source coverage.sources[].present coverage.sources[].note
        coverage.gaps[].from coverage.gaps[].to coverage.gaps[].source coverage.clocks[].source coverage.clocks[].other
        coverage.clocks[].skewSeconds coverage.clocks[].names coverage.limits[] coverage.toBeSurer[]
        coverage.bring[].what coverage.bring[].adds coverage.bring[].answers[] coverage.bring[].steps[].product coverage.bring[].steps[].text coverage.bring[].steps[].lines[]
        census[].server census[].port census[].transport census[].role census[].authorised census[].inside census[].askedBy census[].clients census[].topClients[]
        census[].users[].client census[].users[].queries census[].queries census[].answers census[].firstSeen census[].lastSeen census[].reasons[]
        findings[].id findings[].detector findings[].title findings[].techniques[] findings[].level findings[].bits findings[].conclusive
        findings[].tool findings[].subject.client findings[].subject.zone findings[].subject.zones[] findings[].subject.server
        findings[].subject.port findings[].subject.process
        findings[].affected[].client findings[].affected[].host findings[].affected[].user findings[].affected[].process
        findings[].affected[].owner findings[].affected[].role findings[].affected[].criticality findings[].affected[].note findings[].affected[].firstSeen findings[].affected[].lastSeen findings[].affected[].queries
        findings[].active findings[].firstSeen findings[].lastSeen findings[].queries
        findings[].firstEscalation.query findings[].firstEscalation.time findings[].firstEscalation.payloadBytes
        findings[].payload.upBytes.low findings[].payload.upBytes.high findings[].payload.downBytes.low findings[].payload.downBytes.high
        findings[].prior.bits findings[].prior.text findings[].families[].family findings[].families[].bits
        findings[].signals[].id findings[].signals[].detector findings[].signals[].family findings[].signals[].value
        findings[].signals[].baseline findings[].signals[].bits findings[].signals[].text
        findings[].didNotRun[].detector findings[].didNotRun[].because
        findings[].alsoSeen[].as findings[].alsoSeen[].relation findings[].alsoSeen[].names findings[].alsoSeen[].agreed findings[].alsoSeen[].certainty
        findings[].alsoSeen[].skewSeconds findings[].alsoSeen[].text
        findings[].timeline.interval findings[].timeline.from findings[].timeline.queries[] findings[].timeline.bytes[] findings[].timeline.usual[]
        findings[].reputations[].zone findings[].reputations[].score findings[].reputations[].word findings[].reputations[].parts[].id
        findings[].reputations[].parts[].score findings[].reputations[].parts[].weight findings[].reputations[].parts[].text
        findings[].infrastructure[].zone findings[].infrastructure[].conclusion findings[].infrastructure[].statements[].id findings[].infrastructure[].statements[].for
        findings[].infrastructure[].statements[].weight findings[].infrastructure[].statements[].text
        findings[].traits[].kind findings[].traits[].value findings[].traits[].bits findings[].traits[].others findings[].traits[].among findings[].traits[].text
        findings[].suppressed.id findings[].suppressed.reason findings[].suppressed.by findings[].suppressed.until
        findings[].sessions[]
        findings[].evidence[].path findings[].evidence[].position findings[].evidence[].excerpt findings[].evidence[].filter
        sessions[].id sessions[].finding sessions[].client sessions[].zone sessions[].server sessions[].port sessions[].tool sessions[].title sessions[].key sessions[].certainty
        sessions[].codec sessions[].firstSeen sessions[].lastSeen sessions[].queries sessions[].up.recovered sessions[].up.low sessions[].up.high sessions[].up.gaps
        sessions[].down.recovered sessions[].down.low sessions[].down.high sessions[].down.gaps sessions[].timeline.interval sessions[].timeline.from
        sessions[].timeline.up[] sessions[].timeline.down[] sessions[].files[].name sessions[].files[].sha256 sessions[].files[].bytes sessions[].files[].kind sessions[].notes[]
        questions[].id questions[].answer questions[].reasons[] questions[].findings[] questions[].missing[]
        changes[].time changes[].what changes[].object changes[].old changes[].new changes[].actor changes[].ticket changes[].outcome
        changes[].why changes[].how changes[].since changes[].until changes[].server changes[].property changes[].path changes[].position changes[].inferred changes[].routine
        tickets.file tickets.count tickets.layout tickets.timezone tickets.notes[] tlp
        suppressions[].id suppressions[].scope.zone suppressions[].scope.client suppressions[].scope.server suppressions[].scope.detector suppressions[].reason
        suppressions[].by suppressions[].from suppressions[].until suppressions[].hides suppressions[].hidesBelow suppressions[].shown
        related[].case related[].opened related[].state related[].line related[].bits related[].reasons[] related[].findings[] links[].findings[] links[].bits links[].reasons[]
        decision.decision decision.line decision.clauses[].id decision.clauses[].text decision.clauses[].findings[]
        decision.wouldChange[] decision.doNow[] decision.doNot[] decision.nextSteps[].level decision.nextSteps[].text decision.nextSteps[].command
        runbook[].row runbook[].title runbook[].level runbook[].checks[].id runbook[].checks[].asks runbook[].checks[].state runbook[].checks[].found[]
        runbook[].checks[].notSeen[] runbook[].checks[].next[].level runbook[].checks[].next[].text runbook[].checks[].next[].command runbook[].checks[].findings[]
        decision.containmentPreview.clients decision.containmentPreview.names decision.containmentPreview.outsideFindings
        case.number case.uid case.state case.opened case.runs
        since.record since.asOf since.decision since.new[].title since.new[].now.id since.new[].then since.gone[].title since.gone[].now since.gone[].then.id
        since.grown[].title since.grown[].now.level since.grown[].then.level since.grown[].now.bits since.grown[].now.queries since.grown[].now.hosts since.grown[].now.upBytes
        since.shrunk[] since.same[]
        """;

    static readonly string[] Paths = Contract.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The paths of the contract that a document shows nowhere: those below an empty array, and those that are truly missing.</summary>
    public static IEnumerable<string> MissingFrom(JsonElement document)
    {
        var found = new HashSet<string>();
        Collect(document, "", found);
        return Paths.Except(found);
    }

    /// <summary>Every element has every field of its kind, even where it is null.</summary>
    public static void RequireEverywhere(JsonElement document, string name)
    {
        foreach (var path in Paths)
        {
            RequireEverywhere(document, path, name);
        }
    }

    static void Collect(JsonElement element, string path, HashSet<string> found)
    {
        found.Add(path);
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in element.EnumerateObject())
            {
                Collect(property.Value, path.Length == 0 ? property.Name : $"{path}.{property.Name}", found);
            }
        }
        else if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
            {
                Collect(item, path + "[]", found);
            }
        }
    }

    static void RequireEverywhere(JsonElement element, string path, string sample)
    {
        var step = path.Split('.', 2);
        var name = step[0].TrimEnd('[', ']');
        Assert.True(element.TryGetProperty(name, out var value), $"{name} is missing in {sample}");
        var items = !step[0].EndsWith("[]", StringComparison.Ordinal) || value.ValueKind == JsonValueKind.Null ? [value] : value.EnumerateArray().ToArray();
        foreach (var item in items.Where(item => step.Length == 2 && item.ValueKind != JsonValueKind.Null))
        {
            RequireEverywhere(item, step[1], sample);
        }
    }
}
