using System.Collections.Immutable;
using System.Text.Json;
using Nameward.Engine.Cases;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Reports;

/// <summary>The evidence of one finding: what a recorded finding is about, and the files of what was carved.</summary>
public static class CarveFiles
{
    /// <summary>Most paths of evidence that a record may name.</summary>
    const int MostPaths = 100_000;

    /// <summary>The paths of the evidence that a case was made from, with the hashes that it had; hash null where none was taken.</summary>
    /// <exception cref="UserError">A part of the record is missing or is not what it should be.</exception>
    public static ImmutableArray<(string Path, string? Sha256)> Evidence(RecordedCase record) =>
        record.Read(json => json.GetProperty("evidence").EnumerateArray().Take(MostPaths).Select(source => (source.GetProperty("path").GetString() ?? throw new FormatException(), source.GetProperty("sha256").GetString())).ToImmutableArray());

    /// <summary>What one of its findings is about.</summary>
    /// <exception cref="UserError">There is no such finding, or a part of the record is not what it should be.</exception>
    public static CarveSubject Subject(RecordedCase record, string finding) => record.Read(json =>
    {
        foreach (var one in json.GetProperty("findings").EnumerateArray())
        {
            if (string.Equals(one.GetProperty("id").GetString(), finding, StringComparison.OrdinalIgnoreCase))
            {
                return Subject(one);
            }
        }
        throw new UserError($"{record.Name}: it has no finding {finding}", $"it has {string.Join(", ", json.GetProperty("findings").EnumerateArray().Select(one => one.GetProperty("id").GetString()).Take(20))}", "nameward carve CASE F1");
    });

    /// <summary>The record of what was carved, and its files.</summary>
    public static IEnumerable<(string Name, Func<ReadOnlyMemory<byte>> Render)> Of(CarveDocument document)
    {
        yield return ("carve.json", () => Json(document));
        foreach (var part in document.Sources.SelectMany(source => source.Parts))
        {
            yield return (part.Name, () => part.Content);
        }
    }

    /// <summary>The record as JSON.</summary>
    public static byte[] Json(CarveDocument document) => TriageJson.Render(TriageJson.JsonForm.Indented, json =>
    {
        json.WriteStartObject();
        json.WriteString("schema", CarveDocument.SchemaName);
        json.WriteString("version", document.Version);
        json.WriteString("case", document.Case);
        json.WriteString("finding", document.Finding);
        TriageJson.Array(json, "sources", document.Sources, ProfileJson.Object<CarvedEvidence>(Source));
        TriageJson.Array(json, "notes", document.Notes, EscapeJson.Write);
        json.WriteEndObject();
    });

    static void Source(Utf8JsonWriter json, CarvedEvidence carved)
    {
        EscapeJson.Write(json, "path", (HostileText?)carved.Source.Path);
        json.WriteString("format", carved.Source.Format);
        json.WriteString("sha256", carved.Source.Sha256);
        json.WriteNumber("records", carved.Records);
        json.WriteNumber("missing", carved.Missing);
        TriageJson.Array(json, "files", carved.Parts, ProfileJson.Object<CarvedPart>((json, part) =>
        {
            json.WriteString("name", part.Name);
            json.WriteNumber("bytes", part.Content.Length);
            json.WriteString("sha256", part.Sha256);
        }));
    }

    static CarveSubject Subject(JsonElement finding)
    {
        var subject = finding.GetProperty("subject");
        var server = RecordedSubject.AddressOf(subject.GetProperty("server").GetString());
        var port = subject.GetProperty("port") is { ValueKind: JsonValueKind.Number } said ? said.GetUInt16() : (ushort)0;
        return new(RecordedSubject.Clients(finding), [.. subject.GetProperty("zones").EnumerateArray().Select(zone => RecordedSubject.NameOf(zone.GetString()) ?? throw new FormatException())],
            server is { } address ? new(address, port) : null,
            [.. finding.GetProperty("evidence").EnumerateArray().Select(record => (HostileText.Text(record.GetProperty("path").GetString() ?? throw new FormatException()), record.GetProperty("position").GetInt64()))]);
    }
}
