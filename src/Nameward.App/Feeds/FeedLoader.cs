using System.Collections.Immutable;
using System.Net;
using Nameward.Engine.Intelligence;

namespace Nameward.App.Feeds;

/// <summary>Brings the content of a feed from where it is: a file, standard input, a folder of MISP, the web, a TAXII server.</summary>
sealed class FeedLoader
{
    /// <summary>The origin that is standard input.</summary>
    public const string StandardInput = "-";

    /// <summary>The bounds.</summary>
    public FetchLimits Limits { get; init; } = new();

    /// <summary>Measures times.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Reads variables of the environment: secrets and proxies.</summary>
    public Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>Opens standard input.</summary>
    public Func<Stream> Input { get; init; } = Console.OpenStandardInput;

    /// <summary>Looks names up.</summary>
    public Func<string, CancellationToken, Task<IPAddress[]>> Look { get; init; } = GuardedConnector.System;

    /// <summary>Why an address is refused; null where it is not.</summary>
    public Func<IPAddress, string?> WhyRefused { get; init; } = AddressGuard.WhyRefused;

    /// <summary>Brings it.</summary>
    /// <param name="feed">The feed.</param>
    /// <param name="kept">The content that was kept of the last time; null for none, and where all is to be read anew.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="FeedFault">It did not come.</exception>
    /// <exception cref="Engine.UserError">Its URL, its proxy or its secret is none.</exception>
    public async Task<FeedContent> Load(FeedRecord feed, byte[]? kept, CancellationToken cancel)
    {
        if (FeedUrl.IsMeant(feed.Origin))
        {
            return await OfWeb(feed, FeedUrl.Check(feed.Origin), kept, cancel).ConfigureAwait(false);
        }
        if (Directory.Exists(feed.Origin))
        {
            return new() { Parts = [MispFeed.OfFolder(feed.Origin, Limits)] };
        }
        var content = feed.Origin == StandardInput ? OfInput() : FeedFiles.Read(feed.Origin, Limits.Unpacked);
        return new() { Parts = await FeedContainer.Open(content, Limits, cancel).ConfigureAwait(false) };
    }

    /// <summary>The feed with the URL and id of its TAXII collection in the place of its server and of a title; any other as it is.</summary>
    /// <exception cref="FeedFault">The server has no such collection.</exception>
    public async Task<FeedRecord> Resolve(FeedRecord feed, CancellationToken cancel)
    {
        if (feed.Settings.Collection is not { } wanted)
        {
            return feed;
        }
        var url = FeedUrl.Check(feed.Origin);
        var collection = TaxiiClient.OfUrl(url);
        if (collection is null)
        {
            using var fetcher = Fetcher(feed.Settings);
            collection = await new TaxiiClient(fetcher, Limits, Secret(feed.Settings)).Find(url, wanted.Length == 0 ? null : wanted, cancel).ConfigureAwait(false);
        }
        return feed with { Origin = collection.Url.OriginalString, Settings = feed.Settings with { Collection = collection.Id } };
    }

    /// <summary>Asks for feeds of the web with the settings of one.</summary>
    public FeedFetcher Fetcher(FeedSettings how) => new(Limits, Time, new(how.Proxy, Variable)) { MayBePrivate = how.MayBePrivate, Look = Look, WhyRefused = WhyRefused };

    /// <summary>The secret of a feed; null where it has none.</summary>
    /// <exception cref="Engine.UserError">It is not where it should be.</exception>
    public FeedSecret? Secret(FeedSettings how) => FeedSecret.Read(how.SecretFrom, how.User, how.HeaderName, Variable);

    byte[] OfInput()
    {
        using var input = Input();
        return FeedFiles.Read(input, Limits.Unpacked);
    }

    async Task<FeedContent> OfWeb(FeedRecord feed, Uri url, byte[]? kept, CancellationToken cancel)
    {
        using var fetcher = Fetcher(feed.Settings);
        var secret = Secret(feed.Settings);
        if (feed.Settings.Collection is not null)
        {
            return await OfTaxii(new(fetcher, Limits, secret), feed, url, kept, cancel).ConfigureAwait(false);
        }
        var fetched = await fetcher.Get(new(url) { Secret = secret, Validators = feed.Validators }, cancel).ConfigureAwait(false);
        if (fetched.IsUnchanged)
        {
            return new() { IsUnchanged = true, Validators = feed.Validators.SetItems(fetched.Validators) };
        }
        if (!url.AbsolutePath.EndsWith("/" + MispFeed.Manifest, StringComparison.Ordinal))
        {
            return new() { Parts = await FeedContainer.Open(fetched.Content, Limits, cancel).ConfigureAwait(false), Validators = fetched.Validators };
        }
        var events = await MispFeed.OfWeb(url, fetched.Content, kept, async file => (await fetcher.Get(new(file) { Secret = secret }, cancel).ConfigureAwait(false)).Content, Limits).ConfigureAwait(false);
        return new() { Parts = [events], IsKept = true, Validators = fetched.Validators };
    }

    async Task<FeedContent> OfTaxii(TaxiiClient taxii, FeedRecord feed, Uri collection, byte[]? kept, CancellationToken cancel)
    {
        var objects = new StixObjects(Limits);
        if (kept is not null)
        {
            objects.ReadKept(kept);
        }
        var after = kept is null ? null : feed.Validators.GetValueOrDefault(TaxiiClient.AddedLast);
        var last = await taxii.Objects(collection, after, objects, cancel).ConfigureAwait(false);
        var validators = last is null ? ImmutableSortedDictionary<string, string>.Empty : ImmutableSortedDictionary<string, string>.Empty.Add(TaxiiClient.AddedLast, last);
        return kept is not null && !objects.IsChanged
            ? new() { IsUnchanged = true, Validators = validators }
            : new() { Parts = [objects.Write()], IsKept = true, Validators = validators };
    }
}
