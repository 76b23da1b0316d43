using System.Text;
using Nameward.Engine;

namespace Nameward.App.Feeds;

/// <summary>What a feed is asked with, read anew for each run from where the user keeps it; never kept, logged or shown.</summary>
sealed class FeedSecret
{
    const string File = "file:";
    const int MostCharacters = 8192;

    readonly string _secret;
    readonly string? _user, _header;

    FeedSecret(string secret, string? user, string? header) => (_secret, _user, _header) = (secret, user, header);

    /// <summary>Reads a secret.</summary>
    /// <param name="from">Name of an environment variable, or <c>file:PATH</c>; null for none.</param>
    /// <param name="user">User of HTTP Basic (RFC 7617); null for a bearer's token (RFC 6750).</param>
    /// <param name="header">Header that carries it as it is; null for <c>Authorization</c> by one of those schemes.</param>
    /// <param name="variable">Reads a variable of the environment.</param>
    /// <param name="said">What the user named it by, in a mistake.</param>
    /// <exception cref="UserError">There is none there, or it is none.</exception>
    public static FeedSecret? Read(string? from, string? user, string? header, Func<string, string?> variable, string said = "--secret-from")
    {
        if (from is null)
        {
            return null;
        }
        var secret = (from.StartsWith(File, StringComparison.Ordinal) ? OfFile(from[File.Length..], said) : variable(from))?.Trim();
        if (string.IsNullOrEmpty(secret))
        {
            throw new UserError($"{said} {from}: there is no secret", null, from.StartsWith(File, StringComparison.Ordinal) ? "write it into the file, alone" : $"set the environment variable {from}, or name a file by file:PATH");
        }
        if (secret.Length > MostCharacters || secret.Any(c => c is < ' ' or > '~'))
        {
            throw new UserError($"{said} {from}: what is there is no secret", "it is more than one line of printable ASCII", "keep the secret alone there");
        }
        return new(secret, user, header);
    }

    /// <summary>Puts it onto a request, which goes to the feed's own host.</summary>
    public void AddTo(HttpRequestMessage request)
    {
        if (_header is not null)
        {
            request.Headers.TryAddWithoutValidation(_header, _secret);
        }
        else
        {
            request.Headers.Authorization = _user is null ? new("Bearer", _secret) : new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{_user}:{_secret}")));
        }
    }

    /// <summary>What somebody makes of it who needs it itself: a key, or the word of a log-in.</summary>
    public T Use<T>(Func<string, T> use) => use(_secret);

    /// <summary>Puts it into a URL, in the place of its mark.</summary>
    public Uri Into(Uri url) => FeedUrl.WithSecret(url, _secret);

    /// <summary>Nothing of the secret.</summary>
    public override string ToString() => "[secret]";

    static string OfFile(string path, string said)
    {
        try
        {
            using var file = new StreamReader(path, Encoding.UTF8);
            var text = new char[MostCharacters + 3];
            return new(text, 0, file.ReadBlock(text));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UserError($"{said} {File}{path}: the file cannot be read", fault.Message, "name a file that this user may read");
        }
    }
}
