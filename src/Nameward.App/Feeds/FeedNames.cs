using System.Text.RegularExpressions;
using Nameward.Engine;

namespace Nameward.App.Feeds;

/// <summary>Names of feeds: letters, digits, dot, dash and underscore, 64 at most.</summary>
static partial class FeedNames
{
    /// <summary>Whether a text is such a name.</summary>
    public static bool IsName(string? text) => text is not null && Pattern().IsMatch(text);

    /// <summary>The name that the user gave, or one made of where the feed comes from.</summary>
    /// <exception cref="UserError">It is none.</exception>
    public static string Of(string? given, string origin)
    {
        var name = given ?? Made(origin);
        return IsName(name) ? name : throw new UserError(given is null ? $"{origin}: a name for the feed cannot be made of it" : $"--name {given}: this is no name of a feed", null, "--name NAME, of letters, digits, dot, dash and underscore, 64 at most");
    }

    static string Made(string origin)
    {
        var path = FeedUrl.IsMeant(origin) && Uri.TryCreate(origin, UriKind.Absolute, out var url) ? url.IdnHost : Path.GetFileName(Path.TrimEndingDirectorySeparator(origin));
        var dot = FeedUrl.IsMeant(origin) ? -1 : path.IndexOf('.', StringComparison.Ordinal);
        return Other().Replace(dot > 0 ? path[..dot] : path, "-");
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_][A-Za-z0-9._-]{0,63}\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();

    [GeneratedRegex("[^A-Za-z0-9._-]+", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Other();
}
