using System.Text.Json;
using Nameward.Engine.Cases;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Reports;

/// <summary>
/// Reads one finding back out of a case folder (<c>case.json</c>, schema <c>nameward/triage/1</c>). Whoever had the folder may have changed it: what is not as this
/// program writes it is the user's mistake, and all text in it is hostile.
/// </summary>
public static class CaseRecord
{
    const string FileName = "case.json";
    const long MostBytes = 512L << 20;
    const int MostNamed = 8, MostSignals = 200;

    /// <summary>The finding of an id, as it was weighed.</summary>
    /// <param name="folder">The case folder, or its case.json.</param>
    /// <param name="id">"F1" and so on; case does not matter.</param>
    /// <exception cref="UserError">There is no such folder, record or finding, or the record is not one of this program.</exception>
    public static WhyNotWeighing Explain(string folder, string id)
    {
        var path = Directory.Exists(folder) ? Path.Combine(folder, FileName) : folder;
        using var record = Parse(folder, path);
        try
        {
            return Find(record.RootElement, path, id);
        }
        catch (Exception fault) when (fault is InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw NoRecord(path, "a part of the record is missing or is not what it should be");
        }
    }

    static JsonDocument Parse(string folder, string path)
    {
        if (!File.Exists(path))
        {
            throw new UserError($"{folder}: {(Directory.Exists(folder) ? $"there is no {FileName} in this folder" : "there is no such case folder")}", null, "nameward triage PATH --out DIR  writes one");
        }
        try
        {
            using var file = File.OpenRead(path);
            return file.Length <= MostBytes ? JsonDocument.Parse(file) : throw NoRecord(path, "it is larger than any record that this program writes");
        }
        catch (JsonException fault)
        {
            throw NoRecord(path, $"it is no JSON, from line {fault.LineNumber + 1} on");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"{path}: it cannot be read", fault.Message, "name a case folder that you may read");
        }
    }

    static UserError NoRecord(string path, string why) => new($"{path}: this is no record of a case", why, $"name a folder that nameward triage --out wrote ({TriageDocument.SchemaName})");

    static WhyNotWeighing Find(JsonElement record, string path, string id)
    {
        if (record.ValueKind != JsonValueKind.Object || !record.TryGetProperty("schema", out var schema) || schema.ValueKind != JsonValueKind.String)
        {
            throw NoRecord(path, "it names no schema");
        }
        if (schema.GetString() is var name && name != TriageDocument.SchemaName)
        {
            throw NoRecord(path, $"its schema is {name}, which this program does not know");
        }
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
            throw NoRecord(path, "a finding has more signals than any that this program writes");
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
