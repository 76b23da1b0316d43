using System.Collections.Immutable;

namespace Nameward.App.Feeds;

/// <summary>What a server tells with a content, to be told back (RFC 9110 section 13.1): kept by the header that told it.</summary>
static class FetchValidators
{
    const int MostCharacters = 1024;

    /// <summary>The header that tells, and the one that tells back.</summary>
    public static ImmutableArray<(string Kept, string Sent)> Sent { get; } = [("ETag", "If-None-Match"), ("Last-Modified", "If-Modified-Since")];

    /// <summary>Whether there is something to tell back.</summary>
    public static bool AreIn(ImmutableSortedDictionary<string, string> validators) => Sent.Any(header => validators.ContainsKey(header.Kept));

    /// <summary>What an answer tells, its headers for TAXII among it.</summary>
    public static ImmutableSortedDictionary<string, string> Of(HttpResponseMessage response)
    {
        var told = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in (string[])["ETag", "Last-Modified", "X-TAXII-Date-Added-Last"])
        {
            if ((response.Headers.NonValidated.TryGetValues(name, out var values) || response.Content.Headers.NonValidated.TryGetValues(name, out values)) && Usable(values.ToString()) is { } value)
            {
                told[name] = value;
            }
        }
        return told.ToImmutable();
    }

    // It is sent back as it is, so nothing in it may be more than a header holds.
    static string? Usable(string value) => value.Length is > 0 and <= MostCharacters && value.All(c => c is >= ' ' and <= '~') ? value : null;
}
