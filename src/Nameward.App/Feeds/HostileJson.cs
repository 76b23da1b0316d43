using System.Text.Json;
using System.Text.Unicode;

namespace Nameward.App.Feeds;

/// <summary>JSON that a server wrote: of bounded depth, or none.</summary>
static class HostileJson
{
    const int MostDepth = 64;

    /// <summary>The document, an object.</summary>
    /// <exception cref="FeedFault">It is none.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> content)
    {
        if (!Utf8.IsValid(content.Span))
        {
            throw new FeedFault("what should be JSON is no text in UTF-8");
        }
        try
        {
            var json = JsonDocument.Parse(content, new() { MaxDepth = MostDepth });
            if (json.RootElement.ValueKind == JsonValueKind.Object)
            {
                return json;
            }
            json.Dispose();
        }
        catch (JsonException fault)
        {
            throw new FeedFault($"what should be JSON is no whole JSON, from line {fault.LineNumber + 1} on", fault);
        }
        throw new FeedFault("what should be JSON is no JSON object");
    }

    /// <summary>A property that is text; empty where it is not.</summary>
    public static string Text(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && TryText(value) is { } text ? text : "";

    // A lone half of a surrogate pair is no text.
    static string? TryText(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
