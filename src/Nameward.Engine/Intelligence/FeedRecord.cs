using System.Collections.Immutable;
using Nameward.Engine.Intelligence.Feeds;

namespace Nameward.Engine.Intelligence;

/// <summary>A feed as it is kept: where it comes from, how it is taken, and how its last reading and its last try went.</summary>
public sealed record FeedRecord
{
    /// <summary>What it is called in commands and reports: letters, digits, dot, dash and underscore, 64 at most.</summary>
    public required string Name { get; init; }

    /// <summary>Where it comes from: a URL, without its secrets, or a file's path as it was given.</summary>
    public required string Origin { get; init; }

    /// <summary>How it is taken.</summary>
    public FeedSettings Settings { get; init; } = new();

    /// <summary>What is in force: the last reading that was taken over; null before the first.</summary>
    public FeedReading? InForce { get; init; }

    /// <summary>When it was last asked for, UTC; null for never.</summary>
    public DateTime? Tried { get; init; }

    /// <summary>Why the last try brought nothing, in words; null where it went well. What is in force stays so.</summary>
    public string? Fault { get; init; }

    /// <summary>Since when it fails, UTC; null where the last try went well.</summary>
    public DateTime? FailingSince { get; init; }

    /// <summary>What the origin wants back to tell whether there is something new: an entity tag, a date, a time of TAXII; by header name.</summary>
    public ImmutableSortedDictionary<string, string> Validators { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}

/// <summary>How a feed is taken.</summary>
public sealed record FeedSettings
{
    /// <summary>What its entries are.</summary>
    public FeedUse Use { get; init; }

    /// <summary>How far it is trusted.</summary>
    public Trust Trust { get; init; } = Trust.Medium;

    /// <summary>Age at which an entry no longer counts; null for the usual of its kind (<see cref="FeedUse"/>).</summary>
    public TimeSpan? Expires { get; init; }

    /// <summary>Id of its form; null to tell it from the content.</summary>
    public string? Format { get; init; }

    /// <summary>How its columns are named.</summary>
    public FeedReadingOptions Reading { get; init; } = FeedReadingOptions.None;

    /// <summary>How often it is asked for; null for only when somebody says so.</summary>
    public TimeSpan? Every { get; init; }

    /// <summary>To whom what it says may be shown; where the feed says itself, the stricter holds.</summary>
    public Tlp Tlp { get; init; }

    /// <summary>Name of the environment variable, or path behind <c>file:</c>, that holds the secret it is asked with; null for none. The secret itself is never kept.</summary>
    public string? SecretFrom { get; init; }

    /// <summary>User name of HTTP Basic; null for none, where a secret is a bearer's token.</summary>
    public string? User { get; init; }

    /// <summary>Name of the header that carries the secret as it is (<c>Auth-Key</c>); null where it goes into <c>Authorization</c> as token or HTTP Basic.</summary>
    public string? HeaderName { get; init; }

    /// <summary>URL of the proxy it is asked through; null for the environment's, empty for none.</summary>
    public string? Proxy { get; init; }

    /// <summary>Id of the TAXII collection that the origin is; null where it is none.</summary>
    public string? Collection { get; init; }

    /// <summary>Whether its origin may stand on a private or loopback address.</summary>
    public bool MayBePrivate { get; init; }
}

/// <summary>One reading of a feed, as it was taken over.</summary>
public sealed record FeedReading
{
    /// <summary>When it was read, UTC.</summary>
    public required DateTime At { get; init; }

    /// <summary>Id of the form it was read in.</summary>
    public required string Format { get; init; }

    /// <summary>SHA-256 of its content, in hexadecimal digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Length of its content in bytes, unpacked.</summary>
    public required long Bytes { get; init; }

    /// <summary>What was in it.</summary>
    public required FeedCounts Counts { get; init; }

    /// <summary>What it says of itself.</summary>
    public FeedAbout About { get; init; } = new();
}

/// <summary>What was in a feed. Every statement of it is counted once.</summary>
public sealed record FeedCounts
{
    /// <summary>Entries that are names.</summary>
    public long Names { get; init; }

    /// <summary>Entries that are addresses or prefixes.</summary>
    public long Networks { get; init; }

    /// <summary>How many of these are exceptions.</summary>
    public long Exceptions { get; init; }

    /// <summary>Entries that stand there more than once: said, and kept once.</summary>
    public long Repeated { get; init; }

    /// <summary>What DNS evidence cannot show, by what it is.</summary>
    public ImmutableSortedDictionary<string, long> Passed { get; init; } = ImmutableSortedDictionary<string, long>.Empty;

    /// <summary>What was not understood, by reason.</summary>
    public ImmutableSortedDictionary<string, long> Rejected { get; init; } = ImmutableSortedDictionary<string, long>.Empty;

    /// <summary>Names and addresses together, without repetitions.</summary>
    public long Entries => Names + Networks;

    /// <summary>How many statements were not understood.</summary>
    public long AllRejected => Rejected.Values.Sum();
}

/// <summary>What the entries of a feed are.</summary>
public enum FeedUse
{
    /// <summary>What adversaries use: a match is evidence.</summary>
    Indicators,
    /// <summary>What the site knows to be harmless: it marks matches of other feeds, and lowers nothing else.</summary>
    Harmless,
    /// <summary>Domains registered a short while ago.</summary>
    NewlyRegistered,
    /// <summary>Suffixes under which anybody gets a name that follows a changing address.</summary>
    DynamicDns,
    /// <summary>Names, name servers and addresses of parked domains.</summary>
    Parking,
    /// <summary>Names, name servers and addresses of those who took domains from adversaries.</summary>
    Sinkholes,
    /// <summary>DNS resolvers that are open to the public, over any transport.</summary>
    Resolvers,
    /// <summary>Names and addresses that many customers share: content networks, shared hosting, clouds.</summary>
    Shared,
    /// <summary>The most asked domains of the world.</summary>
    Popular,
}
