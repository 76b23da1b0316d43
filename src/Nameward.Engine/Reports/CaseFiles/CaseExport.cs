using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using Nameward.Engine.Cases.Files;
using Nameward.Engine.Cases.Trails;

namespace Nameward.Engine.Reports.CaseFiles;

/// <summary>
/// A whole case as one file, schema <c>nameward/case-file/1</c> (docs/cases.md): JSON lines, first what it is and where its trail ends, then each row, then each content.
/// What is read of it is checked before anything of it is believed: every hash, every sum, every row.
/// </summary>
public static class CaseExport
{
    /// <summary>Most bytes of such a file.</summary>
    public const long MostBytes = 1L << 30;

    const string Family = "nameward/case-file/", Schema = Family + "1";

    /// <summary>The file.</summary>
    /// <param name="kept">The case, whose trail is whole.</param>
    /// <param name="content">The content of a sum.</param>
    /// <exception cref="UserError">A content is gone.</exception>
    public static byte[] Write(KeptCase kept, Func<string, byte[]?> content)
    {
        using var file = new MemoryStream();
        var sums = kept.File.Contents.ToList();
        file.Write(Line(json =>
        {
            json.WriteString("schema", Schema);
            json.WriteString("uid", kept.File.Uid.ToString("D"));
            json.WriteNumber("rows", kept.Head.Count);
            json.WriteString("head", kept.Head.Hash);
            json.WriteNumber("contents", sums.Count);
        }));
        foreach (var row in kept.File.Rows)
        {
            file.Write(TrailData.Line(row));
        }
        foreach (var sum in sums)
        {
            var bytes = content(sum) ?? throw Gone(kept.Number, sum);
            file.Write(Line(json =>
            {
                json.WriteString("sha256", sum);
                json.WriteBase64String("bytes", bytes);
            }));
        }
        return file.ToArray();
    }

    /// <summary>The case of a file.</summary>
    /// <param name="name">The file, for mistakes.</param>
    /// <param name="file">All of it.</param>
    /// <exception cref="UserError">It is none, of a newer version, damaged, or its trail is not whole.</exception>
    public static ExportedCase Read(string name, ReadOnlyMemory<byte> file)
    {
        var at = 0;
        try
        {
            return Read(name, file, ref at);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw at <= 1 ? new UserError($"{name}: this is no case file", null, "nameward case export CASE --out FILE  writes one") : Damaged(name, $"line {at} cannot be read");
        }
    }

    /// <summary>The mistake of a content that is gone.</summary>
    internal static UserError Gone(int number, string sum) => new($"case {number}: a content of it is gone", sum, "nameward restore BACKUP  puts a backup in the place of the store");

    static byte[] Line(Action<Utf8JsonWriter> write) => TriageJson.Render(TriageJson.JsonForm.Line, json =>
    {
        json.WriteStartObject();
        write(json);
        json.WriteEndObject();
    });

    static UserError Damaged(string name, string why) => new($"{name}: the case file is damaged, or somebody changed it", why, "export the case again where it is whole");

    static ExportedCase Read(string name, ReadOnlyMemory<byte> file, ref int at)
    {
        var rest = file;
        var (subject, head, contents) = Next(ref rest, ref at, json => Header(name, json));
        var rows = ImmutableArray.CreateBuilder<TrailRow>();
        while (rows.Count < head.Count)
        {
            rows.Add(Next(ref rest, ref at, json => Row(subject, json)));
        }
        if (TrailChain.Check(rows.ToImmutable(), head) is { } problem)
        {
            throw Damaged(name, problem);
        }
        var read = ImmutableSortedDictionary.CreateBuilder<string, byte[]>(StringComparer.Ordinal);
        while (read.Count < contents)
        {
            var (sum, bytes) = Next(ref rest, ref at, json => (Word(json, "sha256"), json.GetProperty("bytes").GetBytesFromBase64()));
            if (Convert.ToHexStringLower(SHA256.HashData(bytes)) != sum || !read.TryAdd(sum, bytes))
            {
                throw Damaged(name, $"the content of line {at} is not what its sum says");
            }
        }
        var found = CaseFile.Of(rows.ToImmutable());
        return rest.IsEmpty && found.Contents.ToHashSet().SetEquals(read.Keys) ? new(found, head, read.ToImmutable()) : throw Damaged(name, "its contents are not those that its trail speaks of");
    }

    static T Next<T>(ref ReadOnlyMemory<byte> rest, ref int at, Func<JsonElement, T> read)
    {
        at++;
        var end = rest.Span.IndexOf((byte)'\n');
        using var json = JsonDocument.Parse(end < 0 ? throw new FormatException() : rest[..end]);
        var line = read(json.RootElement);
        rest = rest[(end + 1)..];
        return line;
    }

    static (string Subject, TrailHead Head, int Contents) Header(string name, JsonElement json)
    {
        var schema = Word(json, "schema");
        if (schema != Schema)
        {
            throw schema.StartsWith(Family, StringComparison.Ordinal) && int.TryParse(schema.AsSpan(Family.Length), out _)
                ? new UserError($"{name}: a newer version of the program wrote this case file", $"its schema is {schema}; this program knows {Schema}", "use that version") : new FormatException();
        }
        var subject = TrailSubject.OfCase(Guid.ParseExact(Word(json, "uid"), "D"));
        return (subject, new(subject, null, json.GetProperty("rows").GetInt32() is > 0 and var rows ? rows : throw new FormatException(), Word(json, "head")), json.GetProperty("contents").GetInt32());
    }

    static TrailRow Row(string subject, JsonElement json) => new(subject, json.GetProperty("number").GetInt32(), json.GetProperty("at").GetDateTimeOffset().UtcDateTime, Word(json, "who"), Word(json, "action"),
        Word(json, "data"), Word(json, "hash"));

    static string Word(JsonElement json, string property) => json.GetProperty(property).GetString() is { Length: <= TrailChain.MostCharacters } word ? word : throw new FormatException();
}
