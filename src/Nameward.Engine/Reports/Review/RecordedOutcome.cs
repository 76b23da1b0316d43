using System.Text.Json;
using Nameward.Engine.Cases.Blocks;
using Nameward.Engine.Cases.Reviewing;
using Nameward.Engine.Cases.Verifying;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Reports.Review;

/// <summary>What a review takes of a containment pack and of a verification that were written earlier. Whoever had them may have changed them: all text in them is hostile.</summary>
public static class RecordedOutcome
{
    const long MostBytes = 64L << 20;
    const int MostItems = 1_000, MostText = 1_000;
    const string PackFile = "contain.json";

    /// <summary>A containment pack.</summary>
    /// <param name="folder">Its folder, or its contain.json.</param>
    /// <exception cref="UserError">There is none, or it is not one of this program.</exception>
    public static ReviewPack Pack(string folder) => Read($"--pack {folder}", Directory.Exists(folder) ? Path.Combine(folder, PackFile) : folder, ContainDocument.SchemaName, "nameward contain CASE --out DIR  writes one", json =>
    {
        var blocks = json.GetProperty("blocks").EnumerateArray().Take(MostItems).ToList();
        var outside = blocks.Where(block => block.GetProperty("blocked").GetBoolean()).Select(block => block.GetProperty("radius")).Where(radius => radius.ValueKind == JsonValueKind.Object).Select(radius => (long?)radius.GetProperty("clientsOutside").GetInt64());
        return new ReviewPack(Text(json, "label"), Time(json.GetProperty("run"), "started"), Time(json, "expires"), Text(json, "action"), blocks.Count(block => block.GetProperty("blocked").GetBoolean()), blocks.Count(block => !block.GetProperty("blocked").GetBoolean()),
            [.. json.GetProperty("targets").EnumerateArray().Take(MostItems).Select(target => Text(target, "id"))], outside.Max());
    });

    /// <summary>A verification.</summary>
    /// <param name="path">What <c>verify --format json</c> printed.</param>
    /// <exception cref="UserError">There is none, or it is not one of this program.</exception>
    public static ReviewVerified Verified(string path) => Read($"--verified {path}", path, VerifyDocument.SchemaName, "nameward verify CASE PATH --format json  prints one", json => new ReviewVerified(Outcome(json), Time(json, "since"), Time(json.GetProperty("run"), "started"),
        [.. json.GetProperty("items").EnumerateArray().Take(MostItems).Select(item => new ReviewVerifiedItem(Sentence.Of($"{Text(item, "asks")}"), Outcome(item)))]));

    static string Outcome(JsonElement from) => from.GetProperty("outcome").GetString() is "proven" or "not-proven" or "contradicted" ? from.GetProperty("outcome").GetString()! : throw new FormatException();

    static T Read<T>(string asNamed, string path, string schema, string instead, Func<JsonElement, T> read)
    {
        try
        {
            using var file = File.OpenRead(path);
            using var json = file.Length <= MostBytes ? JsonDocument.Parse(file) : throw new FormatException();
            return json.RootElement.GetProperty("schema").GetString() == schema ? read(json.RootElement) : throw new FormatException();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"{asNamed}: it cannot be read", fault is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : fault.Message, instead);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new UserError($"{asNamed}: this is none", $"it is no {schema}, or a part of it is not what it should be", instead);
        }
    }

    static HostileText Text(JsonElement from, string property) => HostileText.Text(from.GetProperty(property).GetString() is { } text ? text[..Math.Min(text.Length, MostText)] : throw new FormatException());

    static DateTime Time(JsonElement from, string property) => from.GetProperty(property).GetDateTimeOffset().UtcDateTime;
}
