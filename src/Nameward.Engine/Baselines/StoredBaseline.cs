using System.Text.Json;

namespace Nameward.Engine.Baselines;

/// <summary>A baseline as it lies in a file. Who had the file may have changed it: what is not as this program writes it is the user's mistake.</summary>
public static class StoredBaseline
{
    /// <summary>Largest file that is read: some times what the bounds of a baseline come to.</summary>
    const long MostBytes = 256L << 20;

    const string OfBaselines = "nameward/baseline/";

    /// <summary>Reads the file.</summary>
    /// <param name="option">The flag that names it.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="UserError">There is no such file, it cannot be read, is damaged, or is of a newer version.</exception>
    public static Baseline Read(string option, string path)
    {
        if (!File.Exists(path))
        {
            throw new UserError($"{option} {path}: there is {(Directory.Exists(path) ? "a folder of that name" : "no such file")}", null, "nameward learn PATH --baseline FILE  writes one");
        }
        try
        {
            using var file = File.OpenRead(path);
            return file.Length <= MostBytes ? Read(option, path, file) : throw Damaged(option, path, "it is larger than any that this program writes");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"{option} {path}: it cannot be read", fault.Message, "name a file that you may read");
        }
    }

    /// <summary>Reads the content of the file.</summary>
    /// <param name="option">The flag that names it.</param>
    /// <param name="path">The file, for what is said of it.</param>
    /// <param name="content">All of it.</param>
    /// <exception cref="UserError">It is damaged, or of a newer version.</exception>
    public static Baseline Read(string option, string path, Stream content)
    {
        try
        {
            using var json = JsonDocument.Parse(content);
            CheckSchema(option, path, json.RootElement);
            return BaselineFile.Read(json.RootElement);
        }
        catch (JsonException fault)
        {
            throw Damaged(option, path, $"it is no JSON, from line {fault.LineNumber + 1}, byte {fault.BytePositionInLine + 1} on");
        }
        catch (Exception fault) when (fault is InvalidOperationException or KeyNotFoundException)
        {
            throw Damaged(option, path, "a part of it is missing or is not what it should be");
        }
        catch (FormatException fault)
        {
            throw Damaged(option, path, fault.Message);
        }
    }

    /// <summary>All of the file of a baseline: the same days give the same bytes.</summary>
    public static byte[] Write(Baseline baseline) => BaselineFile.Write(baseline);

    static void CheckSchema(string option, string path, JsonElement file)
    {
        var schema = file.ValueKind == JsonValueKind.Object && file.TryGetProperty("schema", out var named) && named.ValueKind == JsonValueKind.String ? named.GetString()! : "";
        if (schema != BaselineFile.Schema)
        {
            throw schema.StartsWith(OfBaselines, StringComparison.Ordinal) && schema.Length > OfBaselines.Length && schema[OfBaselines.Length..].All(char.IsAsciiDigit)
                ? new UserError($"{option} {path}: a newer version of the program wrote this baseline", $"its schema is not {BaselineFile.Schema}", "use that version, or teach a new baseline with this one")
                : Damaged(option, path, "it is no baseline");
        }
    }

    static UserError Damaged(string option, string path, string why) =>
        new($"{option} {path}: this is no whole baseline ({BaselineFile.Schema})", why, "restore it from a copy, or name a new file and teach it again: nameward learn PATH --baseline FILE");
}
