using System.Collections.Immutable;
using System.Security.Cryptography;
using Nameward.Engine;
using Nameward.Engine.Intelligence;
using Nameward.Engine.Intelligence.Feeds;

namespace Nameward.App.Feeds;

/// <summary>Takes feeds over: content, form, entries, checks, and then all at once; or nothing, with the fault written down, and what was in force stays so.</summary>
/// <param name="shelf">Where feeds are kept.</param>
/// <param name="formats">The forms that can be read.</param>
/// <param name="time">Tells the time.</param>
sealed class FeedTaker(IFeedShelf shelf, ImmutableArray<IFeedFormat> formats, TimeProvider time)
{
    const int Head = 1 << 16;

    /// <summary>Key among a feed's validators: until when its server does not want to be asked, RFC 3339.</summary>
    public const string RetryAfterKey = "Retry-After";

    /// <summary>Makes packs.</summary>
    public IFeedPacks Packs { get; init; } = new IndicatorPacks();

    /// <summary>Brings contents.</summary>
    public FeedLoader Loader { get; init; } = new();

    /// <summary>Whether a reading is taken over that the checks speak against, and all is asked for anew.</summary>
    public bool Insists { get; init; }

    /// <summary>Takes one feed.</summary>
    /// <param name="wanted">Name, origin and settings; what is in force is what the shelf says.</param>
    /// <param name="cancel">Ends it; nothing is written then.</param>
    public async Task<FeedOutcome> Take(FeedRecord wanted, CancellationToken cancel)
    {
        var before = shelf.Find(wanted.Name);
        var now = time.GetUtcNow().UtcDateTime;
        try
        {
            return await Try(wanted, before, now, cancel).ConfigureAwait(false);
        }
        catch (FeedFault fault)
        {
            return Failed(wanted, before, now, fault.Message, fault.NotBefore);
        }
        catch (UserError mistake) when (before is not null)
        {
            return Failed(wanted, before, now, mistake.Message, null);
        }
    }

    async Task<FeedOutcome> Try(FeedRecord asked, FeedRecord? before, DateTime now, CancellationToken cancel)
    {
        var wanted = await Loader.Resolve(asked, cancel).ConfigureAwait(false);
        var isSame = before?.InForce is not null && IsReadAlike(wanted, before) && !Insists;
        var feed = wanted with { InForce = before?.InForce, Validators = isSame ? before!.Validators.Remove(RetryAfterKey) : ImmutableSortedDictionary<string, string>.Empty };
        var content = await Loader.Load(feed, isSame ? shelf.Content(feed.Name) : null, cancel).ConfigureAwait(false);
        feed = feed with { Tried = now, Fault = null, FailingSince = null, Validators = content.Validators };
        var sha = content.IsUnchanged ? "" : Sha256(content.Parts);
        if (content.IsUnchanged || isSame && sha == feed.InForce!.Sha256)
        {
            shelf.Note(feed);
            return new(OutcomeKind.Unchanged, feed) { Counts = feed.InForce?.Counts };
        }
        return Read(feed, before, content, sha, now);
    }

    FeedOutcome Read(FeedRecord feed, FeedRecord? before, FeedContent content, string sha, DateTime now)
    {
        ImmutableArray<FeedPart> parts = [.. content.Parts.Select(part => new FeedPart(Format(feed.Settings.Format, part), part))];
        var packed = Packs.Make(parts, feed.Settings.Reading);
        var reading = new FeedReading { At = now, Format = parts[0].Format.Info.Id, Sha256 = sha, Bytes = content.Bytes, Counts = packed.Counts, About = packed.About };
        var (never, perhaps) = (FeedChecks.OfReading(packed.Counts), Insists ? null : FeedChecks.OfChange(reading, feed.InForce));
        if ((never ?? perhaps) is { } because)
        {
            return Failed(feed, before, now, because, null) with { CanForce = never is null, Counts = packed.Counts, Samples = packed.Samples };
        }
        feed = feed with { InForce = reading };
        shelf.Put(feed, packed.Pack, content.IsKept ? content.Parts[0] : []);
        return new(OutcomeKind.Taken, feed) { Counts = packed.Counts, Samples = packed.Samples };
    }

    // What a feed was read from, and how: where one of these is another, what was told with the old content says nothing.
    static bool IsReadAlike(FeedRecord one, FeedRecord other) => (one.Origin, one.Settings.Format, one.Settings.Reading, one.Settings.Collection) == (other.Origin, other.Settings.Format, other.Settings.Reading, other.Settings.Collection);

    IFeedFormat Format(string? id, byte[] part)
    {
        if (FeedChecks.OfContent(part) is { } because)
        {
            throw new FeedFault(because);
        }
        var head = part.AsSpan(0, Math.Min(part.Length, Head));
        IFeedFormat? best = null;
        var most = FeedLikeness.No;
        foreach (var format in formats)
        {
            if (id is null ? format.Sniff(head) is var likeness && likeness > most : format.Info.Id == id)
            {
                (best, most) = (format, id is null ? format.Sniff(head) : FeedLikeness.Certain);
            }
        }
        return best ?? throw new FeedFault(id is null ? "it is of no form that can be read; --format names one" : $"there is no form {id}");
    }

    // The settings and the origin that are in force stay with what is in force; of a feed that never was, nothing is kept.
    FeedOutcome Failed(FeedRecord wanted, FeedRecord? before, DateTime now, string because, DateTime? notBefore)
    {
        if (before is null)
        {
            return new(OutcomeKind.Fault, wanted with { Tried = now, Fault = because, FailingSince = now }) { Fault = because };
        }
        var validators = notBefore is { } then ? before.Validators.SetItem(RetryAfterKey, FeedSchedule.Text(then)) : before.Validators.Remove(RetryAfterKey);
        var noted = before with { Tried = now, Fault = because, FailingSince = before.FailingSince ?? now, Validators = validators };
        shelf.Note(noted);
        return new(OutcomeKind.Fault, noted) { Fault = because };
    }

    static string Sha256(ImmutableArray<byte[]> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in parts)
        {
            hash.AppendData(part);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
