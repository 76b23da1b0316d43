using System.Collections.Immutable;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Nameward.Engine.Intelligence;

namespace Nameward.App.Feeds;

/// <summary>
/// Feeds as one file, for a site without a way out: a zip of <c>feeds.json</c> (each feed with how it is taken, without what it is asked with, and the SHA-256
/// of its parts), and of each its entries and, where it was kept, its content. What is not what its hash says is not taken. It is not signed: whoever carries
/// it is trusted, as with the store itself.
/// </summary>
static class FeedBundle
{
    const string Index = "feeds.json", Schema = "nameward/feeds/1";
    const int MostFeeds = 1000;

    // The same feeds give the same file.
    static readonly DateTimeOffset Stamp = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The bundle of feeds.</summary>
    public static byte[] Write(IEnumerable<BundledFeed> feeds)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            var listed = ImmutableArray.CreateBuilder<ListedFeed>();
            foreach (var feed in feeds)
            {
                listed.Add(new(feed.Record with { Settings = feed.Record.Settings with { SecretFrom = null, User = null, HeaderName = null, Proxy = null } }, Hash(feed.Pack), feed.Content is { } kept ? Hash(kept) : null));
                Add(zip, $"{listed.Count}.pack", feed.Pack);
                if (feed.Content is { } content)
                {
                    Add(zip, $"{listed.Count}.content", content);
                }
            }
            Add(zip, Index, JsonSerializer.SerializeToUtf8Bytes(new(Schema, listed.ToImmutable()), FeedsFile.Default.FeedIndex));
        }
        return bytes.ToArray();
    }

    /// <summary>Reads a bundle.</summary>
    /// <exception cref="FeedFault">It is none, broken, or not what its hashes say.</exception>
    public static ImmutableArray<BundledFeed> Read(byte[] bundle, FetchLimits limits)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(bundle), ZipArchiveMode.Read);
            var index = JsonSerializer.Deserialize(Member(zip, Index, limits), FeedsFile.Default.FeedIndex);
            if (index is not { Schema: Schema } || index.Feeds.IsDefault || index.Feeds.Length > MostFeeds)
            {
                throw new FeedFault($"its list of feeds is not {Schema}");
            }
            return [.. index.Feeds.Select((feed, at) => new BundledFeed(
                feed.Record is { InForce: not null, Settings: not null } && FeedNames.IsName(feed.Record.Name) ? feed.Record : throw new FeedFault("one of its feeds has no name, or was never read"),
                Checked(zip, $"{at + 1}.pack", feed.Pack, limits), feed.Content is { } hash ? Checked(zip, $"{at + 1}.content", hash, limits) : null))];
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException or JsonException or NotSupportedException)
        {
            throw new FeedFault("it is no whole bundle of nameward intel bundle", fault);
        }
    }

    static byte[] Checked(ZipArchive zip, string name, string hash, FetchLimits limits) =>
        Member(zip, name, limits) is var bytes && Hash(bytes) == hash ? bytes : throw new FeedFault($"{name} in it is not what its SHA-256 says");

    static byte[] Member(ZipArchive zip, string name, FetchLimits limits)
    {
        using var stream = (zip.GetEntry(name) ?? throw new FeedFault($"{name} is missing in it")).Open();
        return FeedFiles.Read(stream, limits.Unpacked);
    }

    static void Add(ZipArchive zip, string name, byte[] content)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
        entry.LastWriteTime = Stamp;
        using var stream = entry.Open();
        stream.Write(content);
    }

    static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}

/// <summary>A feed in a bundle.</summary>
/// <param name="Record">The feed, as it was in force where the bundle was made.</param>
/// <param name="Pack">Its entries.</param>
/// <param name="Content">What was kept to be added to; null for nothing.</param>
sealed record BundledFeed(FeedRecord Record, byte[] Pack, byte[]? Content);
