using System.CommandLine;
using Nameward.App.Feeds;
using Nameward.Engine;
using Nameward.Engine.Evidence;
using Nameward.Engine.Intelligence;
using Nameward.Engine.Intelligence.Feeds;
using Nameward.Engine.Reports;

namespace Nameward.App.Verbs;

/// <summary>The words of <c>intel import</c>: what is not said stays as it is for a feed that is known.</summary>
sealed class IntelImportOptions(IntelDesk desk)
{
    const string Never = "never", None = "none";

    readonly Argument<string> _origin = new("FILE|URL") { Description = "A file, - for standard input, a URL, or the folder of a MISP feed." };
    readonly Option<string?> _name = new("--name") { Description = "What the feed is called; made of its file or host where not given.", HelpName = "NAME" };
    readonly Option<string?> _use = OneOf("--use", "What its entries are.", Enum.GetValues<FeedUse>().Select(FeedWording.Of));
    readonly Option<string?> _trust = OneOf("--trust", "How far it is trusted: a match of high stands alone until the entry is old, of medium while it is fresh and the publisher sure, of low never (docs/feeds.md).", Enum.GetValues<Trust>().Select(FeedWording.Of));
    readonly Option<string?> _tlp = OneOf("--tlp", "To whom it may be shown (TLP 2.0); where the feed says itself, the stricter holds.", Enum.GetValues<Tlp>().Select(FeedWording.Of));
    readonly Option<string?> _expires = new("--expires") { Description = "Age at which an entry no longer counts, as in 30d.", HelpName = "SPAN" };
    readonly Option<string?> _every = new("--every") { Description = "How often update --due asks for it, as in 1d; never for only when named.", HelpName = "SPAN" };
    readonly Option<string?> _score = new("--score-column") { Description = "Column or key that holds the confidence.", HelpName = "COLUMN" };
    readonly Option<string?> _value = new("--value-column") { Description = "Column or key that holds the name, address or URL.", HelpName = "COLUMN" };
    readonly Option<string?> _format = new("--format") { Description = "Its form; told from the content where not given.", HelpName = "ID" };
    readonly Option<string?> _collection = new("--collection") { Description = "The TAXII collection, by id or title.", HelpName = "ID|TITLE" };
    readonly Option<string?> _secret = new("--secret-from") { Description = "Where the secret is that it is asked with: an environment variable, or file:PATH. The secret is not kept.", HelpName = "ENVNAME|file:PATH" };
    readonly Option<string?> _user = new("--user") { Description = "User of HTTP Basic; without it the secret is a bearer's token.", HelpName = "USER" };
    readonly Option<string?> _header = new("--header-name") { Description = "Header that carries the secret as it is, as in Auth-Key.", HelpName = "HEADER" };
    readonly Option<bool?> _private = new("--allow-private") { Description = "The feed may stand on a private or loopback address.", Arity = ArgumentArity.ZeroOrOne };
    readonly Option<string?> _proxy = new("--proxy") { Description = "Proxy it is asked through; none for none. HTTPS_PROXY, HTTP_PROXY and NO_PROXY count where it is not given.", HelpName = "URL" };

    /// <summary>Adds them to the verb.</summary>
    public void AddTo(Command verb)
    {
        verb.Arguments.Add(_origin);
        Option[] all = [_name, _use, _trust, _tlp, _expires, _every, _score, _value, _format, _collection, _secret, _user, _header, _private, _proxy];
        foreach (var option in all)
        {
            verb.Options.Add(option);
        }
    }

    /// <summary>The feed that is asked for, checked.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="shelf">Where feeds are kept.</param>
    /// <exception cref="UserError">Something of it makes no sense.</exception>
    public FeedRecord Read(ParseResult parsed, IFeedShelf shelf)
    {
        var mistakes = new List<Mistake>();
        var origin = parsed.GetValue(_origin)!;
        Checked.Try<string?>(() => Origin(origin), null, mistakes);
        var name = Checked.Try(() => FeedNames.Of(parsed.GetValue(_name) ?? (origin == FeedLoader.StandardInput ? "" : null), origin), "", mistakes);
        var before = name.Length > 0 ? shelf.Find(name) : null;
        var settings = Settings(parsed, before?.Settings ?? new(), mistakes);
        settings = settings with { Collection = Collection(parsed.GetValue(_collection), origin, mistakes) };
        return mistakes.Count == 0 ? new() { Name = name, Origin = origin, Settings = settings } : throw new UserError([.. mistakes]);
    }

    FeedSettings Settings(ParseResult parsed, FeedSettings before, List<Mistake> mistakes) => before with
    {
        Use = One(parsed, _use, FeedWording.Of, before.Use),
        Trust = One(parsed, _trust, FeedWording.Of, before.Trust),
        Tlp = One(parsed, _tlp, FeedWording.Of, before.Tlp),
        Expires = Span(parsed, _expires, before.Expires, mistakes),
        Every = Span(parsed, _every, before.Every, mistakes),
        Format = parsed.GetValue(_format) is { } id ? Checked.Try(() => Form(id), "", mistakes) : before.Format,
        Reading = before.Reading with { ScoreColumn = parsed.GetValue(_score) ?? before.Reading.ScoreColumn, ValueColumn = parsed.GetValue(_value) ?? before.Reading.ValueColumn },
        SecretFrom = parsed.GetValue(_secret) ?? before.SecretFrom,
        User = parsed.GetValue(_user) ?? before.User,
        HeaderName = parsed.GetValue(_header) is { } header ? Checked.Try(() => Header(header), "", mistakes) : before.HeaderName,
        MayBePrivate = parsed.GetResult(_private) is null ? before.MayBePrivate : parsed.GetValue(_private) ?? true,
        Proxy = parsed.GetValue(_proxy) is { } proxy ? Checked.Try(() => Proxy(proxy), "", mistakes) : before.Proxy,
    };

    static void Origin(string origin, string[] entries)
    {
        if (!entries.Contains(MispFeed.Manifest))
        {
            throw new UserError($"{origin}: this is a folder", "a feed is one file; only a MISP feed is a folder, with " + MispFeed.Manifest, "import each file by itself, with a --name of its own");
        }
    }

    static string Origin(string origin)
    {
        if (FeedUrl.IsMeant(origin))
        {
            FeedUrl.Check(origin);
        }
        else if (Directory.Exists(origin))
        {
            Origin(origin, [.. Directory.EnumerateFiles(origin, MispFeed.Manifest).Select(path => Path.GetFileName(path))]);
        }
        else if (origin != FeedLoader.StandardInput && !File.Exists(origin))
        {
            throw new UserError(origin.AsSpan().ContainsAny('*', '?') ? new Mistake($"{origin}: a feed is one file", "several have a name, an age and faults of their own", "import each file by itself") : NearNames.MissingPath(origin));
        }
        return origin;
    }

    // A TAXII server is told by the flag, by the URL of a collection, and by the path that the standard gives its discovery (TAXII 2.1 section 4.1).
    static string? Collection(string? wanted, string origin, List<Mistake> mistakes)
    {
        var isUrl = FeedUrl.IsMeant(origin) && Uri.TryCreate(origin, UriKind.Absolute, out _);
        if (!isUrl)
        {
            if (wanted is not null)
            {
                mistakes.Add(new($"--collection {wanted}: {origin} is no URL", null, "name the TAXII server by its URL, as in https://HOST/taxii2/"));
            }
            return null;
        }
        var url = new Uri(origin);
        return wanted ?? TaxiiClient.OfUrl(url)?.Id ?? (url.AbsolutePath.TrimEnd('/').EndsWith("/taxii2", StringComparison.Ordinal) ? "" : null);
    }

    string Form(string id)
    {
        var ids = desk.Formats.Select(format => format.Info.Id).ToList();
        return ids.Contains(id) ? id : throw new UserError($"--format {id}: there is no such form of feed", "forms: " + string.Join(", ", ids), NearNames.To(id, ids) is [var near, ..] ? $"--format {near}" : null);
    }

    static string Header(string name) => name.Length is > 0 and <= 64 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') && !name.Equals("Host", StringComparison.OrdinalIgnoreCase)
        ? name : throw new UserError($"--header-name {name}: this is no name of a header", null, "write it as the service documents it, as in Auth-Key");

    static string Proxy(string proxy) => proxy is None or "" ? "" : FeedProxy.Check("--proxy", proxy).OriginalString;

    static TimeSpan? Span(ParseResult parsed, Option<string?> option, TimeSpan? before, List<Mistake> mistakes) => parsed.GetValue(option) switch
    {
        null => before,
        Never => null,
        var text => Checked.Try<TimeSpan?>(() => FeedAge.Read(option.Name, text), null, mistakes),
    };

    static T One<T>(ParseResult parsed, Option<string?> option, Func<T, string> word, T before) where T : struct, Enum =>
        parsed.GetValue(option) is { } text ? Enum.GetValues<T>().Single(value => word(value) == text) : before;

    static Option<string?> OneOf(string name, string about, IEnumerable<string> words)
    {
        string[] all = [.. words];
        var option = new Option<string?>(name) { Description = $"{about} One of {string.Join(", ", all)}.", HelpName = "WORD" };
        option.AcceptOnlyFromAmong(all);
        return option;
    }
}
