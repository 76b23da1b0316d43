using System.Collections.Immutable;
using System.Net;
using System.Text.RegularExpressions;
using Nameward.App.Feeds;
using Nameward.Engine.Findings.Sites;

namespace Nameward.App.Settings;

/// <summary>What a kind of channel needs and knows, and what the values of its keys mean.</summary>
/// <param name="Needs">Keys that must be given.</param>
/// <param name="Others">Keys that may be.</param>
/// <param name="Formats">The forms that it takes, its own first.</param>
sealed partial record ChannelRules(ImmutableArray<string> Needs, ImmutableArray<string> Others, ImmutableArray<string> Formats)
{
    static readonly ImmutableArray<string> Common = ["name", "kind", "format", "on", "repeat"];

    static readonly ChannelRules Webhook = new(["url", "secret"], ["template", "allow_private"], ["json", "cef", "ecs", "ocsf", "text"]);
    static readonly ChannelRules Http = new(["url"], ["secret", "user", "template", "allow_private"], ["ecs", "cef", "json", "ocsf", "text"]);
    static readonly ChannelRules Email = new(["server", "from", "to"], ["user", "secret", "template"], ["text"]);
    static readonly ChannelRules Syslog = new(["server"], [], ["cef", "ecs", "json", "ocsf"]);
    static readonly ChannelRules File = new(["path"], [], ["ecs", "cef", "json", "ocsf"]);

    /// <summary>Paths of the keys that are lists, of which none may be empty.</summary>
    public static ImmutableArray<string> Lists { get; } = ["notify[].on", "notify[].to"];

    /// <summary>How each key that may be needed is written.</summary>
    public ImmutableDictionary<string, string> Examples { get; } = ImmutableDictionary.CreateRange<string, string>(
    [
        new("url", "url: https://hooks.example/nameward"), new("secret", "secret: env:NAME, or secret: file:PATH"), new("path", "path: notices.ndjson"), new("from", "from: nameward@corp.example"),
        new("server", "server: smtp://mail.example, or for syslog server: tls://siem.example"), new("to", "to: [soc@corp.example]"),
    ]);

    /// <summary>Whether what it sends may be made by a template.</summary>
    public bool TakesTemplate => Others.Contains("template");

    /// <summary>Every key that it knows.</summary>
    public IEnumerable<string> Keys => Common.Concat(Needs).Concat(Others);

    /// <summary>The rules of a kind.</summary>
    public static ChannelRules Of(ChannelKind kind) => kind switch { ChannelKind.Webhook => Webhook, ChannelKind.Http => Http, ChannelKind.Email => Email, ChannelKind.Syslog => Syslog, _ => File };

    /// <summary>Whether it knows a key.</summary>
    public bool Knows(string key) => Keys.Contains(key);

    /// <summary>The name of a channel.</summary>
    public static Understood<string> Name(string text) => Names().IsMatch(text)
        ? Understood.As(text)
        : Understood.Not<string>("is no name of a channel", "write at most 40 small letters, digits and hyphens, as in soc-mail");

    /// <summary>An address of mail, without a name before it.</summary>
    public static Understood<string> Mailbox(string text) => text.Length <= 254 && Mailboxes().IsMatch(text)
        ? Understood.As(text)
        : Understood.Not<string>("is no address of mail", "write it alone and in ASCII, as in soc@corp.example");

    /// <summary>A server of mail or of syslog.</summary>
    /// <param name="text">The text.</param>
    /// <param name="schemes">The ways to speak with it.</param>
    /// <param name="hasSecret">Whether a secret is told it.</param>
    public static Understood<string> Server(string text, ImmutableArray<string> schemes, bool hasSecret)
    {
        var isServer = Uri.TryCreate(text, UriKind.Absolute, out var url) && schemes.Contains(url.Scheme) && url is { UserInfo.Length: 0, Query.Length: 0, Fragment.Length: 0 } && url.Host.Length > 0 && url.AbsolutePath is "" or "/";
        return !isServer ? Understood.Not<string>("is no server", $"write {string.Join(", or ", schemes.Select(scheme => scheme + "://HOST:PORT"))}; the port may be left out")
            : hasSecret && url!.Scheme == "smtp+plain" ? Understood.Not<string>("would be told the secret unencrypted", "write smtp://HOST, which asks for TLS, or smtps://HOST")
            : Understood.As(text);
    }

    /// <summary>A URL that is posted to.</summary>
    public static Understood<string> Url(string text, bool mayBePrivate)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.Host.Length == 0)
        {
            return Understood.Not<string>("is no URL", "write https://HOST/PATH");
        }
        if (url.UserInfo.Length > 0 || FeedUrl.SecretKeyOf(url) is not null)
        {
            return Understood.Not<string>("holds a secret", $"write {FeedUrl.SecretMark} in its place, and secret: env:NAME or secret: file:PATH");
        }
        if (mayBePrivate)
        {
            return Understood.As(text);
        }
        return url.Scheme == "http" ? Understood.Not<string>("would carry what was found unencrypted", "write https://, or allow_private: true for a server inside")
            : WhyRefused(url.IdnHost) is { } why ? Understood.Not<string>($"is {why}", "write allow_private: true where that is meant")
            : Understood.As(text);
    }

    // What a name leads to is looked at when it is connected to: it may change.
    static string? WhyRefused(string host) => IPAddress.TryParse(host, out var address) ? AddressGuard.WhyRefused(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address)
        : host.TrimEnd('.').Split('.')[^1].Equals("localhost", StringComparison.OrdinalIgnoreCase) ? "the machine itself" : null;

    [GeneratedRegex(@"\A[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Names();

    [GeneratedRegex(@"\A[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Mailboxes();
}
