using System.Collections.Immutable;
using System.Globalization;

namespace Nameward.App.Feeds;

/// <summary>
/// Asks a TAXII server (TAXII 2.1, OASIS Standard, 10 June 2021): discovery (section 4.1), API roots (4.2), collections (5.1), objects in pages (3.4, 5.4).
/// What was added since the last time is asked for by <c>added_after</c>.
/// </summary>
sealed class TaxiiClient(FeedFetcher fetcher, FetchLimits limits, FeedSecret? secret)
{
    /// <summary>The header that says when the last object of a page was added (section 3.4).</summary>
    public const string AddedLast = "X-TAXII-Date-Added-Last";

    const string MediaType = "application/taxii+json", Version = MediaType + ";version=2.1", OfVersion20 = "application/vnd.oasis.taxii+json";
    const int PageSize = 1000, MostRoots = 20, MostListed = 12;

    /// <summary>The collection that a URL is of itself; null where it is that of a server.</summary>
    /// <param name="url">As the user gave it.</param>
    public static TaxiiCollection? OfUrl(Uri url)
    {
        var parts = url.AbsolutePath.Trim('/').Split('/');
        var end = parts is [.., "objects"] ? parts.Length - 1 : parts.Length;
        return end >= 2 && parts[end - 2] == "collections"
            ? new(new(url, $"/{string.Join('/', parts[..end])}/"), Uri.UnescapeDataString(parts[end - 1]), "", CanRead: true) : null;
    }

    /// <summary>Finds a collection of a server.</summary>
    /// <param name="server">URL of its discovery, or of one API root.</param>
    /// <param name="wanted">Id, alias or title; null for the only one there is.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="FeedFault">There is none, or several, or the server is none of TAXII 2.1.</exception>
    public async Task<TaxiiCollection> Find(Uri server, string? wanted, CancellationToken cancel)
    {
        var all = ImmutableArray.CreateBuilder<TaxiiCollection>();
        foreach (var root in await Roots(server, cancel).ConfigureAwait(false))
        {
            var collections = new Uri(root, "collections/");
            all.AddRange(TaxiiAnswers.Collections((await Get(collections, cancel).ConfigureAwait(false)).Content, collections));
        }
        var found = all.Where(collection => collection.CanRead && (wanted is null || collection.Is(wanted))).ToList();
        return found.Count == 1 ? found[0] : throw new FeedFault(Which(all, wanted, found.Count));
    }

    static string Which(IEnumerable<TaxiiCollection> all, string? wanted, int found)
    {
        var readable = all.Where(collection => collection.CanRead).ToList();
        var list = string.Join(", ", readable.Take(MostListed).Select(collection => collection.Shown)) + (readable.Count > MostListed ? $" and {readable.Count - MostListed} more" : "");
        var what = (wanted, found) switch { (null, 0) => "the server shows no collection that may be read", (null, _) => "the server has several collections", (_, 0) => $"the server has no readable collection {wanted}", _ => $"the server has several collections {wanted}" };
        return readable.Count == 0 ? what : $"{what}: --collection takes one of {list}";
    }

    async Task<ImmutableArray<Uri>> Roots(Uri server, CancellationToken cancel)
    {
        var at = server.AbsolutePath.EndsWith('/') ? server : new Uri(server, server.AbsolutePath + "/");
        var roots = TaxiiAnswers.Roots((await Get(at, cancel).ConfigureAwait(false)).Content, at);
        if (roots.FirstOrDefault(root => !string.Equals(root.IdnHost, at.IdnHost, StringComparison.OrdinalIgnoreCase) || root.Port != at.Port || root.Scheme != at.Scheme) is { } other)
        {
            throw new FeedFault($"the server names an API root on another host, {FeedUrl.Shown(other)}: import that URL itself, if its secret may go there");
        }
        return roots.Length <= MostRoots ? roots : throw new FeedFault($"the server has more than {MostRoots} API roots: import one by its URL");
    }

    /// <summary>Asks for the objects of a collection, all pages.</summary>
    /// <param name="collection">The collection.</param>
    /// <param name="addedAfter">Only those that were added after this time, as the server wrote it; null for all.</param>
    /// <param name="into">Takes the objects.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>When the last of them was added, as the server wrote it; <paramref name="addedAfter"/> where none came.</returns>
    /// <exception cref="FeedFault">A page did not come, is none, or leads back to an earlier one.</exception>
    public async Task<string?> Objects(Uri collection, string? addedAfter, StixObjects into, CancellationToken cancel)
    {
        var (after, last, next) = (addedAfter, addedAfter, (string?)null);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        long bytes = 0;
        for (var pages = 1; ; pages++)
        {
            var fetched = await Get(Page(collection, after, next), cancel).ConfigureAwait(false);
            var page = TaxiiAnswers.Page(fetched.Content, into);
            last = Time(fetched) ?? last;
            bytes += fetched.Content.Length;
            if (!page.More)
            {
                return last;
            }
            if (pages == limits.Pages || bytes > limits.Unpacked)
            {
                throw new FeedFault($"the collection is larger than {FeedWords.Count(pages)} pages of {FeedWords.Size(bytes)} altogether");
            }
            if (page.New == 0)
            {
                throw new FeedFault("the server's paging makes no progress: a page says that more follows and brings nothing new");
            }
            // Without a value for the next page, what was added later is the next page (section 3.4).
            (next, after) = page.Next is null ? (null, last) : (page.Next, after);
            if (!seen.Add(next ?? "added after " + after))
            {
                throw new FeedFault("the server's paging leads back to a page that was read already");
            }
        }
    }

    static Uri Page(Uri collection, string? after, string? next)
    {
        var query = $"objects/?limit={PageSize.ToString(CultureInfo.InvariantCulture)}"
            + (after is null ? "" : "&added_after=" + Uri.EscapeDataString(after)) + (next is null ? "" : "&next=" + Uri.EscapeDataString(next));
        return new(collection, query);
    }

    static string? Time(Fetched fetched) => fetched.Validators.TryGetValue(AddedLast, out var text)
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _) ? text : null;

    async Task<Fetched> Get(Uri url, CancellationToken cancel)
    {
        var fetched = await fetcher.Get(new(url) { Accept = Version, Secret = secret }, cancel).ConfigureAwait(false);
        return fetched.MediaType.ToLowerInvariant() switch
        {
            MediaType => fetched,
            OfVersion20 => throw new FeedFault("the server speaks TAXII 2.0 alone; 2.1 is needed"),
            _ => throw new FeedFault($"what answers is no TAXII server: its answer is not {MediaType}"),
        };
    }
}

/// <summary>A collection of a TAXII server.</summary>
/// <param name="Url">Its URL, with a slash at the end.</param>
/// <param name="Id">Its id.</param>
/// <param name="Title">Its title, the server's words.</param>
/// <param name="CanRead">Whether the user may read it.</param>
sealed record TaxiiCollection(Uri Url, string Id, string Title, bool CanRead)
{
    const int MostShown = 60;

    /// <summary>A name that may be used in place of the id; empty for none.</summary>
    public string Alias { get; init; } = "";

    /// <summary>Whether it is meant by an id, an alias or a title.</summary>
    public bool Is(string wanted) => string.Equals(Id, wanted, StringComparison.OrdinalIgnoreCase) || Alias.Length > 0 && Alias == wanted || string.Equals(Title, wanted, StringComparison.OrdinalIgnoreCase);

    /// <summary>Id and title, for a message.</summary>
    public string Shown => Title.Length == 0 ? Id : $"{Id} ({(Title.Length > MostShown ? Title[..MostShown] + "..." : Title)})";
}
