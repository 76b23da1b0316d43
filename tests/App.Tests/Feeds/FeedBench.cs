using System.Collections.Immutable;
using System.Net;
using System.Text;
using Nameward.App.Feeds;
using Nameward.Engine.Intelligence;
using Nameward.Engine.Intelligence.Feeds;
using Nameward.Engine.Observations;

namespace Nameward.App.Tests.Feeds;

/// <summary>Everything that takes feeds, with a shelf in memory, a clock that stands still, and the loopback alone for a network.</summary>
sealed class FeedBench
{
    public static readonly FetchLimits Small = new() { Wait = TimeSpan.FromMilliseconds(1500), Packed = 1 << 20, Unpacked = 4 << 20, Pages = 20 };

    public static readonly FetchLimits Impatient = Small with { Idle = TimeSpan.FromMilliseconds(300) };

    public FetchLimits Limits { get; set; } = Small;

    public MemoryShelf Shelf { get; } = new();

    public StandingClock Clock { get; } = new();

    public Dictionary<string, string> Environment { get; } = [];

    /// <summary>Whether 127.0.0.1 counts as public; every other address is judged as always.</summary>
    public bool LoopbackIsPublic { get; init; }

    public FeedLoader Loader => new()
    {
        Limits = Limits,
        Time = Clock,
        Variable = name => Environment.GetValueOrDefault(name),
        Look = (host, _) => Task.FromResult<IPAddress[]>(host == "inside.example" ? [IPAddress.Parse("10.1.2.3")] : [IPAddress.Loopback]),
        WhyRefused = address => LoopbackIsPublic && address.Equals(IPAddress.Loopback) ? null : AddressGuard.WhyRefused(address),
    };

    public FeedTaker Taker(bool insists = false) => new(Shelf, [new WordList()], Clock) { Packs = new WordPacks(), Loader = Loader, Insists = insists };

    public static FeedRecord Feed(string origin, FeedSettings? settings = null) => new() { Name = "theirs", Origin = origin, Settings = settings ?? new() { MayBePrivate = true } };

    public Task<FeedOutcome> Take(string origin, FeedSettings? settings = null, bool insists = false) => Taker(insists).Take(Feed(origin, settings), Xunit.TestContext.Current.CancellationToken);

    /// <summary>The entries in force.</summary>
    public string InForce => Shelf.Pack("theirs") is { } pack ? Encoding.UTF8.GetString(pack) : "none";

    public FeedRecord Record => Shelf.Find("theirs")!;
}

/// <summary>A clock that stands still until a test moves it; what waits by it waits for the real one.</summary>
sealed class StandingClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 3, 18, 9, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}

/// <summary>A shelf in memory.</summary>
sealed class MemoryShelf : IFeedShelf
{
    readonly SortedDictionary<string, (FeedRecord Record, byte[]? Pack, byte[]? Content)> _feeds = new(StringComparer.Ordinal);
    readonly Dictionary<(string Feed, string Entry), DateTime> _sightings = [];

    public int Puts { get; private set; }

    public ImmutableArray<FeedRecord> All() => [.. _feeds.Values.Select(feed => feed.Record)];

    public FeedRecord? Find(string name) => _feeds.TryGetValue(name, out var feed) ? feed.Record : null;

    public byte[]? Pack(string name) => _feeds.TryGetValue(name, out var feed) ? feed.Pack : null;

    public byte[]? Content(string name) => _feeds.TryGetValue(name, out var feed) ? feed.Content : null;

    public void Put(FeedRecord record, ReadOnlySpan<byte> pack, ReadOnlySpan<byte> content)
    {
        Puts++;
        _feeds[record.Name] = (record, pack.ToArray(), content.IsEmpty ? null : content.ToArray());
    }

    public void Note(FeedRecord record) => _feeds[record.Name] = _feeds.TryGetValue(record.Name, out var old) ? (record, old.Pack, old.Content) : (record, null, null);

    public bool Remove(string name) => _feeds.Remove(name);

    public void Sight(string feed, string entry, DateTime at) => _sightings[(feed, entry)] = at;

    public ImmutableSortedDictionary<string, DateTime> Sightings(string feed) => _sightings.Where(sighting => sighting.Key.Feed == feed).ToImmutableSortedDictionary(sighting => sighting.Key.Entry, sighting => sighting.Value);
}

/// <summary>A form of feed for tests: a word a line is an entry, <c>!</c> begins a statement that is not understood, <c>=</c> the number of entries; or the ids of STIX and MISP in JSON.</summary>
sealed class WordList : IFeedFormat
{
    public FeedFormatInfo Info { get; } = new() { Id = "word-list", Title = "words", Source = "these tests" };

    public FeedLikeness Sniff(ReadOnlySpan<byte> head) => head.IndexOf((byte)0) < 0 ? FeedLikeness.Possible : FeedLikeness.No;

    public void Read(ReadOnlyMemory<byte> content, FeedReadingOptions how, IFeedWriter to)
    {
        var text = Encoding.UTF8.GetString(content.Span);
        string[] words = text.StartsWith('{')
            ? [.. System.Text.RegularExpressions.Regex.Matches(text, "\"(?:id|uuid)\":\"(?!bundle)([^\"]+)\"").Select(match => match.Groups[1].Value + (text[match.Index..].Split('}')[0].Contains("\"revoked\":true") ? ":revoked" : ""))]
            : text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var (at, word) in words.Index())
        {
            switch (word[0])
            {
                case '!':
                    to.Rejected(at + 1, "begins with a mark", Encoding.UTF8.GetBytes(word));
                    break;
                case '=':
                    to.About(new() { Declared = long.Parse(word[1..], System.Globalization.CultureInfo.InvariantCulture) });
                    break;
                default:
                    to.Entry(new() { At = at + 1, Name = Encoding.UTF8.GetBytes(word) });
                    break;
            }
        }
    }
}

/// <summary>Packs of words: the words with a space between each.</summary>
sealed class WordPacks : IFeedPacks
{
    const int MostSamples = 3;

    public PackedFeed Make(ImmutableArray<FeedPart> parts, FeedReadingOptions how)
    {
        var words = new Words();
        foreach (var part in parts)
        {
            part.Format.Read(part.Content, how, words);
        }
        var counts = new FeedCounts { Names = words.All.Count, Rejected = words.Rejections == 0 ? ImmutableSortedDictionary<string, long>.Empty : ImmutableSortedDictionary<string, long>.Empty.Add("begins with a mark", words.Rejections) };
        return new(counts, words.Said, [.. words.Samples], Encoding.UTF8.GetBytes(string.Join(' ', words.All)));
    }

    public bool IsPack(ReadOnlyMemory<byte> pack) => !Encoding.UTF8.GetString(pack.Span).Contains("broken", StringComparison.Ordinal);

    public IEnumerable<ListedEntry> Entries(ReadOnlyMemory<byte> pack) => Encoding.UTF8.GetString(pack.Span).Split(' ').Select((word, at) => new ListedEntry { Text = HostileText.Name(word), At = at + 1 });

    public ImmutableArray<ImmutableArray<ListedEntry>> Covering(ReadOnlyMemory<byte> pack, ImmutableArray<LookedUp> asked) =>
        [.. asked.Select(what => Entries(pack).Where(entry => entry.Text == what.Text || what.Text.IsBelow(entry.Text)).ToImmutableArray())];

    sealed class Words : IFeedWriter
    {
        public SortedSet<string> All { get; } = new(StringComparer.Ordinal);

        public List<RejectedStatement> Samples { get; } = [];

        public long Rejections { get; private set; }

        public FeedAbout Said { get; private set; } = new();

        public void Entry(in FeedEntry entry) => All.Add(Encoding.UTF8.GetString(entry.Name));

        public void Passed(long at, string because)
        {
        }

        public void Rejected(long at, string because, ReadOnlySpan<byte> text)
        {
            Rejections++;
            if (Samples.Count < MostSamples)
            {
                Samples.Add(new(at, because, HostileText.Text(text)));
            }
        }

        public void About(FeedAbout about) => Said = about;
    }
}
