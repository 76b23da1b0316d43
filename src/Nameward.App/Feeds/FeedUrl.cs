using System.Text.RegularExpressions;
using Nameward.Engine;

namespace Nameward.App.Feeds;

/// <summary>The URL of a feed, as it may be kept and shown: http or https, and without a secret in it.</summary>
static partial class FeedUrl
{
    /// <summary>What stands in a URL where the secret goes that is never kept.</summary>
    public const string SecretMark = "{secret}";

    /// <summary>Whether a word of the command line is meant as a URL and not as a file.</summary>
    public static bool IsMeant(string origin) => Scheme().IsMatch(origin);

    /// <summary>Checks a URL as the user wrote it.</summary>
    /// <exception cref="UserError">It is no URL of a feed, or holds a secret.</exception>
    public static Uri Check(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Host.Length == 0 && url.Scheme is "http" or "https")
        {
            throw new UserError($"{Shown(text)}: this is no URL", null, "write https://HOST/PATH");
        }
        if (url.Scheme is not ("http" or "https"))
        {
            throw new UserError($"{Shown(text)}: feeds come over http and https", $"the scheme is {url.Scheme}", "name a file, or a URL that begins with https://");
        }
        if (url.UserInfo.Length > 0)
        {
            throw new UserError($"{Shown(text)}: the URL holds a user's name or password", "it would be kept and shown", "leave it out, and write --user NAME --secret-from ENVNAME or --secret-from file:PATH");
        }
        if (SecretKeyOf(url) is { } key)
        {
            throw new UserError($"{Shown(text)}: the URL holds a secret", $"{key} in the query would be kept and shown", $"write {key}={SecretMark} and --secret-from ENVNAME or --secret-from file:PATH");
        }
        return url;
    }

    /// <summary>The key of the query behind which a secret stands; null where none does.</summary>
    public static string? SecretKeyOf(Uri url) => SecretInQuery().Match(Uri.UnescapeDataString(url.Query)) is { Success: true } secret ? secret.Groups["key"].Value : null;

    /// <summary>A URL without what may be secret in it, for a message.</summary>
    public static string Shown(Uri url) => url.IsAbsoluteUri ? Shown(url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)) : "a relative URL";

    static string Shown(string text)
    {
        var kept = UserPart().Replace(text, "$1");
        var query = kept.IndexOfAny(['?', '#']);
        return query < 0 ? kept : kept[..query] + "?...";
    }

    /// <summary>The URL that is asked: with the secret in the place of its mark.</summary>
    public static Uri WithSecret(Uri url, string secret) =>
        new(url.OriginalString.Replace(SecretMark, Uri.EscapeDataString(secret), StringComparison.Ordinal));

    /// <summary>Whether the secret goes into the URL.</summary>
    public static bool TakesSecret(Uri url) => url.OriginalString.Contains(SecretMark, StringComparison.Ordinal);

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9+.-]+://", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Scheme();

    [GeneratedRegex("^([A-Za-z][A-Za-z0-9+.-]*://)[^/?#]*@", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex UserPart();

    // Keys that services document for secrets in queries (MaxMind license_key, SANS and OTX apikey and the like).
    [GeneratedRegex("[?&](?<key>(?:api|auth|access|license|licence|user)?[_-]?(?:key|token|secret|password|passwd|pwd))=[^&{]", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex SecretInQuery();
}
