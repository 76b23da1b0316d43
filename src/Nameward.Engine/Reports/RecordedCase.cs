using System.Text.Json;
using Nameward.Engine.Cases;

namespace Nameward.Engine.Reports;

/// <summary>A triage record that was read back (schema <c>nameward/triage/1</c>), of a case folder or of a store. Whoever had it may have changed it.</summary>
public sealed class RecordedCase : IDisposable
{
    const string FileName = "case.json";
    const long MostBytes = 512L << 20;

    readonly JsonDocument _json;
    readonly int? _number;

    RecordedCase(string name, JsonDocument json, int? number) => (Name, _json, _number) = (name, json, number);

    /// <summary>What it is called in mistakes: its path, or its case.</summary>
    public string Name { get; }

    /// <summary>The number of the case in the store that it is of; null of a case that is in none.</summary>
    /// <exception cref="InvalidOperationException">The record is not one of this program: see <see cref="Read{T}"/>.</exception>
    public int? Number => _number ?? (Json.TryGetProperty("case", out var kept) && kept.ValueKind == JsonValueKind.Object ? kept.GetProperty("number").GetInt32() : null);

    /// <summary>All of it.</summary>
    public JsonElement Json => _json.RootElement;

    /// <summary>The record of a case folder.</summary>
    /// <param name="folder">The case folder, or its case.json.</param>
    /// <exception cref="UserError">There is no such folder or record, or the record is not one of this program.</exception>
    public static RecordedCase OfFolder(string folder)
    {
        var path = Directory.Exists(folder) ? Path.Combine(folder, FileName) : folder;
        if (!File.Exists(path))
        {
            throw new UserError($"{folder}: {(Directory.Exists(folder) ? $"there is no {FileName} in this folder" : "there is no such case folder")}", null, "nameward triage PATH --out DIR  writes one");
        }
        try
        {
            using var file = File.OpenRead(path);
            return file.Length <= MostBytes ? Read(path, file, number: null) : throw NoRecord(path, "it is larger than any record that this program writes");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"{path}: it cannot be read", fault.Message, "name a case folder that you may read");
        }
    }

    /// <summary>A record of a store.</summary>
    /// <param name="number">The number of its case.</param>
    /// <param name="packed">The record, as <see cref="PackedRecord"/> packed it.</param>
    /// <exception cref="UserError">It is not one of this program.</exception>
    public static RecordedCase OfStore(int number, byte[] packed)
    {
        var name = $"case {number}";
        try
        {
            using var record = new MemoryStream(PackedRecord.Unpack(packed));
            return Read(name, record, number);
        }
        catch (InvalidDataException fault)
        {
            throw NoRecord(name, fault.Message);
        }
    }

    /// <summary>Reads a part of it.</summary>
    /// <exception cref="UserError">The part is missing or is not what it should be.</exception>
    public T Read<T>(Func<JsonElement, T> read)
    {
        try
        {
            return read(Json);
        }
        catch (Exception fault) when (fault is InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw NoRecord(Name, "a part of the record is missing or is not what it should be");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _json.Dispose();

    /// <summary>The mistake of a record that is none.</summary>
    internal static UserError NoRecord(string path, string why) => new($"{path}: this is no record of a case", why, $"name a folder that nameward triage --out wrote ({TriageDocument.SchemaName})");

    static RecordedCase Read(string name, Stream bytes, int? number)
    {
        JsonDocument? json = null;
        try
        {
            json = JsonDocument.Parse(bytes);
            Require(name, json.RootElement);
            return new(name, json, number);
        }
        catch (JsonException fault)
        {
            throw NoRecord(name, $"it is no JSON, from line {fault.LineNumber + 1} on");
        }
        catch (UserError)
        {
            json?.Dispose();
            throw;
        }
    }

    static void Require(string name, JsonElement record)
    {
        if (record.ValueKind != JsonValueKind.Object || !record.TryGetProperty("schema", out var schema) || schema.ValueKind != JsonValueKind.String)
        {
            throw NoRecord(name, "it names no schema");
        }
        if (schema.GetString() is var said && said != TriageDocument.SchemaName)
        {
            throw NoRecord(name, $"its schema is {said}, which this program does not know");
        }
    }
}
