using System.Formats.Tar;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Nameward.Engine.Cases.Files;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Reports.CaseFiles;

/// <summary>
/// A case's evidence for whoever has to rely on it later: hashes of sources, the exact lines or packet numbers of each finding, the trail, versions of program, schema and
/// configuration, and attachments, as one tar file (POSIX ustar). The same case gives the same bytes, in every store and at any time (docs/cases.md).
/// </summary>
public static class EvidenceBundle
{
    /// <summary>The schema's name.</summary>
    public const string SchemaName = "nameward/bundle/1";

    /// <summary>The file.</summary>
    /// <param name="kept">The case.</param>
    /// <param name="content">The content of a sum.</param>
    /// <exception cref="UserError">A content is gone, or a record is damaged.</exception>
    public static byte[] Write(KeptCase kept, Func<string, byte[]?> content)
    {
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal) { ["trail.jsonl"] = [.. kept.File.Rows.SelectMany(TrailData.Line)] };
        foreach (var (at, run) in kept.File.Runs.Index())
        {
            AddRun(files, string.Create(CultureInfo.InvariantCulture, $"runs/{at + 1}/"), kept.Number, content(run.Record) ?? throw CaseExport.Gone(kept.Number, run.Record));
        }
        foreach (var file in kept.File.Attachments)
        {
            files[$"attachments/{file.Sha256}"] = content(file.Sha256) ?? throw CaseExport.Gone(kept.Number, file.Sha256);
        }
        files["manifest.json"] = Manifest(kept, files);
        files["SHA256SUMS"] = Encoding.ASCII.GetBytes(string.Concat(files.Select(file => $"{Sum(file.Value)}  {file.Key}\n")));
        return Tar($"case-{kept.File.Uid:D}/", files);
    }

    static void AddRun(SortedDictionary<string, byte[]> files, string folder, int number, byte[] packed)
    {
        using var record = RecordedCase.OfStore(number, packed);
        files[folder + "case.json"] = PackedRecord.Unpack(packed);
        files[folder + "sources.csv"] = record.Read(Sources);
        files[folder + "evidence.jsonl"] = record.Read(Evidence);
    }

    static byte[] Sources(JsonElement record)
    {
        var csv = new StringBuilder("path,format,bytes,sha256,records,observed,ignored,malformed\r\n");
        foreach (var source in record.GetProperty("evidence").EnumerateArray())
        {
            string[] words = ["path", "format"], numbers = ["records", "observed", "ignored", "malformed"];
            csv.AppendJoin(',', words.Select(word => Field(source, word)).Append(Number(source, "bytes")).Append(Field(source, "sha256")).Concat(numbers.Select(number => Number(source, number)))).Append("\r\n");
        }
        return Encoding.UTF8.GetBytes(csv.ToString());
    }

    static string Field(JsonElement from, string property) => EscapeCsv.Hostile(from.GetProperty(property).GetString() is { } text ? HostileText.Text(text) : null);

    static string Number(JsonElement from, string property) => from.GetProperty(property).GetInt64().ToString(CultureInfo.InvariantCulture);

    /// <summary>Each record that shows a finding: where it stands, and the line itself.</summary>
    static byte[] Evidence(JsonElement record)
    {
        var formats = record.GetProperty("evidence").EnumerateArray().GroupBy(source => source.GetProperty("path").GetString()).ToDictionary(same => same.Key ?? "", same => same.First().GetProperty("format").GetString());
        using var lines = new MemoryStream();
        foreach (var finding in record.GetProperty("findings").EnumerateArray())
        {
            foreach (var row in finding.GetProperty("evidence").EnumerateArray())
            {
                var format = formats.GetValueOrDefault(row.GetProperty("path").GetString() ?? "");
                lines.Write(TriageJson.Render(TriageJson.JsonForm.Line, json =>
                {
                    json.WriteStartObject();
                    Copy(json, finding, "id", "finding");
                    Copy(json, row, "path", "path");
                    json.WriteString("unit", format?.StartsWith("pcap", StringComparison.Ordinal) == true ? "packet" : "byte");
                    Copy(json, row, "position", "position");
                    Copy(json, row, "excerpt", "excerpt");
                    Copy(json, row, "filter", "filter");
                    json.WriteEndObject();
                }));
            }
        }
        return lines.ToArray();
    }

    static void Copy(Utf8JsonWriter json, JsonElement from, string property, string name)
    {
        json.WritePropertyName(name);
        from.GetProperty(property).WriteTo(json);
    }

    static byte[] Manifest(KeptCase kept, SortedDictionary<string, byte[]> files) => TriageJson.Render(TriageJson.JsonForm.Indented, json =>
    {
        json.WriteStartObject();
        json.WriteString("schema", SchemaName);
        json.WriteString("program", Product.Version);
        json.WriteString("uid", kept.File.Uid.ToString("D"));
        json.WriteNumber("rows", kept.Head.Count);
        json.WriteString("head", kept.Head.Hash);
        TriageJson.Array(json, "runs", kept.File.Runs, (json, run) =>
        {
            json.WriteStartObject();
            json.WriteNumber("row", run.Row);
            EscapeJson.Write(json, "version", run.Version);
            EscapeJson.Write(json, "configurationSha256", run.Configuration);
            TriageJson.Time(json, "asOf", run.AsOf);
            json.WriteEndObject();
        });
        TriageJson.Array(json, "attachments", kept.File.Attachments, (json, file) =>
        {
            json.WriteStartObject();
            EscapeJson.Write(json, "name", file.Name);
            json.WriteString("sha256", file.Sha256);
            json.WriteEndObject();
        });
        TriageJson.Array(json, "files", [.. files], (json, file) =>
        {
            json.WriteStartObject();
            json.WriteString("name", file.Key);
            json.WriteNumber("bytes", file.Value.Length);
            json.WriteString("sha256", Sum(file.Value));
            json.WriteEndObject();
        });
        json.WriteEndObject();
    });

    static byte[] Tar(string folder, SortedDictionary<string, byte[]> files)
    {
        using var bytes = new MemoryStream();
        using (var tar = new TarWriter(bytes, TarEntryFormat.Ustar, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, folder + name)
                {
                    ModificationTime = DateTimeOffset.UnixEpoch,
                    Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead,
                    DataStream = new MemoryStream(content),
                });
            }
        }
        return bytes.ToArray();
    }

    static string Sum(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
