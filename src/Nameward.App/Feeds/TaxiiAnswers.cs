using System.Collections.Immutable;
using System.Text.Json;

namespace Nameward.App.Feeds;

/// <summary>Reads what a TAXII server answers (TAXII 2.1 sections 3.7, 4 and 5).</summary>
static class TaxiiAnswers
{
    const int MostId = 200, MostNext = 4096;

    /// <summary>The API roots of a discovery, the default first; of an API root, itself.</summary>
    /// <exception cref="FeedFault">It is neither.</exception>
    public static ImmutableArray<Uri> Roots(byte[] content, Uri at)
    {
        using var json = HostileJson.Parse(content);
        if (Has(json.RootElement, "versions") && !Has(json.RootElement, "api_roots"))
        {
            return [at];
        }
        var usual = Text(json.RootElement, "default") is { Length: > 0 } some ? Root(some, at) : null;
        var roots = Elements(json.RootElement, "api_roots").Where(root => root.ValueKind == JsonValueKind.String).Select(root => Root(root.GetString()!, at)).OfType<Uri>();
        ImmutableArray<Uri> all = [.. (usual is null ? roots : roots.Prepend(usual)).Distinct()];
        return all.Length > 0 ? all : throw new FeedFault("the server's discovery names no API root");
    }

    /// <summary>The collections of an API root.</summary>
    public static IEnumerable<TaxiiCollection> Collections(byte[] content, Uri at)
    {
        using var json = HostileJson.Parse(content);
        return [.. Elements(json.RootElement, "collections").Select(collection => Collection(collection, at)).OfType<TaxiiCollection>()];
    }

    /// <summary>One page of objects (an envelope, section 3.7).</summary>
    public static TaxiiPage Page(byte[] content, StixObjects into)
    {
        using var json = HostileJson.Parse(content);
        var more = json.RootElement.TryGetProperty("more", out var flag) && flag.ValueKind == JsonValueKind.True;
        var brought = Elements(json.RootElement, "objects").Count(into.Take);
        var next = Text(json.RootElement, "next") is { Length: > 0 and <= MostNext } some ? some : null;
        return new(more, next, brought);
    }

    static TaxiiCollection? Collection(JsonElement collection, Uri at)
    {
        var id = Text(collection, "id");
        var mayRead = collection.ValueKind == JsonValueKind.Object && collection.TryGetProperty("can_read", out var flag) && flag.ValueKind == JsonValueKind.True;
        return id.Length is 0 or > MostId || id.Contains('/', StringComparison.Ordinal) || id is "." or ".." ? null
            : new(new(at, Uri.EscapeDataString(id) + "/"), id, Text(collection, "title"), mayRead) { Alias = Text(collection, "alias") };
    }

    static Uri? Root(string text, Uri at) =>
        Uri.TryCreate(at, text.EndsWith('/') ? text : text + "/", out var root) && root.Scheme is "http" or "https" && root is { UserInfo.Length: 0 } ? root : null;

    static bool Has(JsonElement of, string name) => of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out _);

    static string Text(JsonElement of, string name) => HostileJson.Text(of, name);

    static JsonElement[] Elements(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray()] : [];
}

/// <summary>What a page says.</summary>
/// <param name="More">Whether more follow.</param>
/// <param name="Next">What to ask the next by; null where it does not say.</param>
/// <param name="New">Objects in it that did not come before.</param>
readonly record struct TaxiiPage(bool More, string? Next, int New);
