using System.Collections.Immutable;
using System.Text.Json;
using Nameward.Engine.Cases.Trails;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases.Files;

/// <summary>What a row of a trail says, read. Whoever had the file may have written it: all text in it is hostile, and no part of it is long.</summary>
readonly struct RowData(JsonElement data)
{
    const int MostText = 32 << 10;

    /// <summary>The data itself.</summary>
    public JsonElement Json => data;

    /// <summary>A word of ours, which is checked by who asks.</summary>
    public string Word(string property) => Short(data.GetProperty(property).GetString() ?? throw new FormatException());

    /// <summary>The data itself, where it is an element of a list of words.</summary>
    public string Element() => Short(data.GetString() ?? throw new FormatException());

    /// <summary>The same where it may be absent.</summary>
    public string? WordOrNone(string property) => data.GetProperty(property).GetString() is { } word ? Short(word) : null;

    /// <summary>Text.</summary>
    public HostileText Text(string property) => HostileText.Text(Word(property));

    /// <summary>The same where it may be absent.</summary>
    public HostileText? TextOrNone(string property) => WordOrNone(property) is { } text ? HostileText.Text(text) : null;

    /// <summary>A SHA-256 in lower-case hexadecimal digits.</summary>
    public string Sum(string property) => Word(property) is { Length: 64 } sum && sum.All(char.IsAsciiHexDigitLower) ? sum : throw new FormatException();

    /// <summary>A whole number from 0.</summary>
    public long Number(string property) => data.GetProperty(property).GetInt64() is >= 0 and var number ? number : throw new FormatException();

    /// <summary>A time, UTC; null where it is absent.</summary>
    public DateTime? Time(string property) => data.GetProperty(property) is { ValueKind: not JsonValueKind.Null } time ? time.GetDateTimeOffset().UtcDateTime : null;

    /// <summary>The id of a case; null where it is absent.</summary>
    public Guid? Case(string property) => WordOrNone(property) is not { } text ? null : Guid.TryParseExact(text, "D", out var uid) ? uid : throw new FormatException();

    /// <summary>The elements of a list.</summary>
    public ImmutableArray<T> List<T>(string property, Func<RowData, T> read) => [.. data.GetProperty(property).EnumerateArray().Select(element => read(new(element)))];

    /// <summary>Reads the data of a row.</summary>
    /// <exception cref="UserError">It is not as this program writes it.</exception>
    public static T Read<T>(TrailRow row, Func<RowData, T> read)
    {
        try
        {
            using var json = JsonDocument.Parse(row.Data);
            return read(new(json.RootElement));
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new UserError($"{row.Subject}: row {row.Number} of its trail cannot be read", $"{row.Action}: a part of it is missing or is not what it should be", "use the version of the program that wrote it");
        }
    }

    static string Short(string text) => text.Length <= MostText ? text : throw new FormatException();
}
