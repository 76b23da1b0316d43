using System.Text.Json;
using Nameward.Engine.Cases;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Reports;

/// <summary>
/// What later runs ask of a record: how a finding was weighed, and what is new since. Whoever had it may have changed it: what is not as this program writes it is the
/// user's mistake, and all text in it is hostile.
/// </summary>
public static class CaseRecord
{
    const int MostNamed = 8, MostSignals = 200;

    /// <summary>The finding of an id, as it was weighed.</summary>
    /// <param name="record">The record.</param>
    /// <param name="id">"F1" and so on; case does not matter.</param>
    /// <exception cref="UserError">There is no such finding, or the record is not one of this program.</exception>
    public static WhyNotWeighing Explain(RecordedCase record, string id) => record.Read(json => Find(json, record.Name, id));

    /// <summary>What is new in a triage against an earlier record.</summary>
    /// <param name="record">The earlier record.</param>
    /// <param name="now">The triage.</param>
    /// <exception cref="UserError">The record is not one of this program.</exception>
    public static TriageSince Since(RecordedCase record, TriageDocument now) => record.Read(json => SinceBuilder.Of(now, HostileText.Text(record.Name), json));

    static WhyNotWeighing Find(JsonElement record, string path, string id)
    {
        var findings = record.GetProperty("findings").EnumerateArray().ToList();
        var found = findings.FindIndex(finding => string.Equals(finding.GetProperty("id").GetString(), id, StringComparison.OrdinalIgnoreCase));
        return found >= 0 ? Weighed(findings[found], path) : throw NoFinding(path, id, findings);
    }

    static UserError NoFinding(string path, string id, List<JsonElement> findings)
    {
        var ids = findings.Select(finding => finding.GetProperty("id").GetString()).Take(MostNamed).ToList();
        var more = findings.Count > ids.Count ? $" and {findings.Count - ids.Count} more" : "";
        return new($"{path}: there is no finding {id}", findings.Count == 0 ? "the case has no findings" : $"it has {string.Join(", ", ids)}{more}", "name one of its findings");
    }

    static WhyNotWeighing Weighed(JsonElement finding, string path)
    {
        var subject = Subject(finding.GetProperty("subject"));
        var names = new KnownNames(finding.GetProperty("subject"));
        var prior = finding.GetProperty("prior");
        if (finding.GetProperty("signals").GetArrayLength() > MostSignals)
        {
            throw RecordedCase.NoRecord(path, "a finding has more signals than any that this program writes");
        }
        return WeighingPage.Of(new RecordedFinding(
            Word(finding, "id"),
            names.In(Word(finding, "title")),
            subject,
            Word(finding, "level"),
            finding.GetProperty("bits").GetDouble(),
            new(prior.GetProperty("bits").GetDouble(), names.In(Word(prior, "text"))),
            [.. finding.GetProperty("families").EnumerateArray().Select(family => new TriageFamily(Word(family, "family"), family.GetProperty("bits").GetDouble()))],
            [.. finding.GetProperty("signals").EnumerateArray().Select(signal => Signal(signal, names))],
            [.. finding.GetProperty("didNotRun").EnumerateArray().Select(run => new DidNotRun(Word(run, "detector"), Word(run, "because")))]));
    }

    static TriageSubject Subject(JsonElement subject) => new(
        Text(subject, "client", KnownNames.AddressOf),
        Text(subject, "zone", HostileText.Name),
        [.. subject.GetProperty("zones").EnumerateArray().Select(zone => HostileText.Name(zone.GetString() ?? throw new FormatException()))],
        Text(subject, "server", KnownNames.AddressOf),
        subject.GetProperty("port") is { ValueKind: JsonValueKind.Number } port ? port.GetInt32() : null,
        Text(subject, "process", HostileText.Text));

    static TriageSignal Signal(JsonElement signal, KnownNames names) => new(Word(signal, "id"), Word(signal, "detector"), Word(signal, "family"), Number(signal, "value"), Number(signal, "baseline"),
        signal.GetProperty("bits").GetDouble(), names.In(Word(signal, "text")));

    static string Word(JsonElement from, string property) => from.GetProperty(property).GetString() ?? throw new FormatException();

    static HostileText? Text(JsonElement from, string property, Func<string, HostileText> kind) => from.GetProperty(property).GetString() is { } text ? kind(text) : null;

    static double? Number(JsonElement from, string property) => from.GetProperty(property) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;
}
