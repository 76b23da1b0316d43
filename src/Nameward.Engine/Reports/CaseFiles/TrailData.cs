using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Nameward.Engine.Cases;
using Nameward.Engine.Cases.Files;
using Nameward.Engine.Cases.Runbooks;
using Nameward.Engine.Cases.Trails;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Reports.CaseFiles;

/// <summary>What is done to a case as entries of its trail: the data as JSON, the same text for the same thing, and what was before (docs/cases.md).</summary>
public static class TrailData
{
    /// <summary>Most findings, sources and changes that a row holds; the record holds all.</summary>
    const int MostFindings = 200, MostSources = 1000, MostChanges = 200, MostZones = 32;

    /// <summary>A triage that is kept.</summary>
    /// <param name="document">The triage.</param>
    /// <param name="record">SHA-256 of its record, packed as it is kept.</param>
    /// <param name="traits">What it has that another case may share.</param>
    public static TrailEntry Triaged(TriageDocument document, string record, ImmutableArray<CaseTrait> traits) => Entry(CaseAction.Triaged, json =>
    {
        json.WriteString("decision", document.Decision.Decision);
        EscapeJson.Write(json, "line", document.Decision.Line);
        TriageJson.Time(json, "asOf", document.Run.AsOf);
        json.WriteString("version", document.Run.Version);
        json.WriteString("schema", document.Schema);
        json.WriteString("configurationSha256", document.Run.ConfigurationSha256);
        json.WriteString("record", record);
        json.WriteNumber("findingCount", document.Findings.Length);
        TriageJson.Array(json, "findings", First(document.Findings, MostFindings), Finding);
        json.WriteNumber("sourceCount", document.Evidence.Length);
        TriageJson.Array(json, "sources", First(document.Evidence, MostSources), Source);
        TriageJson.Array(json, "changes", First([.. document.Changes.Where(change => change is { Time: not null, Outcome: not "ticket-without-change", IsRoutine: false })], MostChanges), Change);
        TriageJson.Array(json, "tasks", [.. RunbookTask.All.Where(task => task.Found(document) is not null)], (json, task) =>
        {
            json.WriteStartObject();
            json.WriteString("id", task.Id);
            EscapeJson.Write(json, "found", task.Found(document));
            json.WriteEndObject();
        });
        TriageJson.Array(json, "traits", traits, Trait);
    });

    /// <summary>A note.</summary>
    public static TrailEntry Noted(string text) => Entry(CaseAction.Noted, json => json.WriteString("text", text));

    /// <summary>An assignment; to nobody where <paramref name="to"/> is null.</summary>
    public static TrailEntry Assigned(CaseFile before, string? to) => Entry(CaseAction.Assigned, json =>
    {
        EscapeJson.Write(json, "from", before.Assignee);
        json.WriteString("to", to);
    });

    /// <summary>A step of how far it is.</summary>
    public static TrailEntry Moved(CaseFile before, CaseState to) => Entry(CaseAction.Moved, json =>
    {
        json.WriteString("from", CaseWords.Of(before.State));
        json.WriteString("to", CaseWords.Of(to));
    });

    /// <summary>A task that changes.</summary>
    /// <param name="before">The task.</param>
    /// <param name="to">What it is now.</param>
    /// <param name="reason">What was found, or why.</param>
    public static TrailEntry Task(CaseTask before, string to, string? reason) => Entry(CaseAction.Task, json =>
    {
        json.WriteString("id", before.Task.Id);
        json.WriteString("from", before.State);
        json.WriteString("to", to);
        json.WriteString("reason", reason);
    });

    /// <summary>A ticket of another system.</summary>
    public static TrailEntry Ticket(string number) => Entry(CaseAction.Ticket, json => json.WriteString("number", number));

    /// <summary>A file.</summary>
    public static TrailEntry Attached(string name, string sha256, long bytes) => Entry(CaseAction.Attached, json =>
    {
        json.WriteString("name", name);
        json.WriteString("sha256", sha256);
        json.WriteNumber("bytes", bytes);
    });

    /// <summary>A closing.</summary>
    /// <param name="before">The case.</param>
    /// <param name="as">As what.</param>
    /// <param name="reason">Why.</param>
    /// <param name="of">The case that it is a duplicate of; null for none.</param>
    /// <param name="sighted">Entries of feeds that were confirmed by it, each "feed: entry".</param>
    public static TrailEntry Closed(CaseFile before, string @as, string reason, Guid? of, ImmutableArray<string> sighted) => Entry(CaseAction.Closed, json =>
    {
        json.WriteString("from", CaseWords.Of(before.State));
        json.WriteString("as", @as);
        json.WriteString("reason", reason);
        json.WriteString("of", of?.ToString("D"));
        TriageJson.Texts(json, "openTasks", [.. before.OpenTasks.Select(task => task.Task.Id)]);
        TriageJson.Texts(json, "sighted", sighted);
    });

    /// <summary>That it is opened again.</summary>
    public static TrailEntry Reopened(CaseFile before, string reason) => Entry(CaseAction.Reopened, json =>
    {
        json.WriteString("from", before.Closing?.As);
        json.WriteString("reason", reason);
    });

    /// <summary>A row as one line of JSON, with a line end.</summary>
    public static byte[] Line(TrailRow row) => TriageJson.Render(TriageJson.JsonForm.Line, json => Row(json, row));

    internal static void Row(Utf8JsonWriter json, TrailRow row)
    {
        json.WriteStartObject();
        json.WriteNumber("number", row.Number);
        TriageJson.Time(json, "at", row.At);
        json.WriteString("who", row.Who);
        json.WriteString("action", row.Action);
        json.WriteString("data", row.Data);
        json.WriteString("hash", row.Hash);
        json.WriteEndObject();
    }

    internal static TrailEntry Entry(string action, Action<Utf8JsonWriter> write) => new(action, Encoding.UTF8.GetString(TriageJson.Render(TriageJson.JsonForm.Line, json =>
    {
        json.WriteStartObject();
        write(json);
        json.WriteEndObject();
    })).TrimEnd('\n'));

    static ImmutableArray<T> First<T>(ImmutableArray<T> all, int most) => all.Length <= most ? all : all[..most];

    static void Finding(Utf8JsonWriter json, TriageFinding finding)
    {
        var subject = finding.Subject with { Zones = First(finding.Subject.Zones, MostZones) };
        json.WriteStartObject();
        json.WriteString("id", finding.Id);
        json.WriteString("detector", finding.Detector);
        json.WriteString("level", finding.Level);
        EscapeJson.Write(json, "title", finding.Title);
        TriageJson.Subject(json, subject);
        TriageJson.Time(json, "firstSeen", finding.FirstSeen);
        TriageJson.Time(json, "firstEscalation", finding.FirstEscalation?.Time);
        TriageJson.Time(json, "lastSeen", finding.LastSeen);
        TriageJson.Array(json, "matched", Matched(finding, subject), EscapeJson.Write);
        json.WriteEndObject();
    }

    /// <summary>The names and addresses of a finding of which an indicator was met.</summary>
    static ImmutableArray<HostileText> Matched(TriageFinding finding, TriageSubject subject) => finding.Signals.All(signal => signal is not { Id: "on-a-list", Bits: > 0 }) ? []
        : [.. subject.Zones.Select(zone => (HostileText?)zone).Append(subject.Zone).Append(subject.Server).OfType<HostileText>().Distinct()];

    static void Source(Utf8JsonWriter json, TriageEvidence source)
    {
        json.WriteStartObject();
        EscapeJson.Write(json, "path", source.Path);
        json.WriteString("sha256", source.Sha256);
        json.WriteNumber("bytes", source.Bytes);
        json.WriteEndObject();
    }

    static void Change(Utf8JsonWriter json, TriageChange change)
    {
        json.WriteStartObject();
        TriageJson.Time(json, "time", change.Time);
        json.WriteString("what", change.What);
        EscapeJson.Write(json, "object", change.Object);
        json.WriteString("outcome", change.Outcome);
        json.WriteEndObject();
    }

    static void Trait(Utf8JsonWriter json, CaseTrait trait)
    {
        json.WriteStartObject();
        json.WriteString("kind", trait.Kind);
        json.WriteString("as", trait.Value.Kind.ToString());
        EscapeJson.Write(json, "value", trait.Value);
        json.WriteNumber("start", trait.Weight.Start);
        json.WriteNumber("others", trait.Weight.Others);
        json.WriteNumber("among", trait.Weight.Among);
        TriageJson.Time(json, "firstSeen", trait.FirstSeen);
        TriageJson.Time(json, "lastSeen", trait.LastSeen);
        TriageJson.Texts(json, "findings", trait.Findings);
        json.WriteEndObject();
    }
}
