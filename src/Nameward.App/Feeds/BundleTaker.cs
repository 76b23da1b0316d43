using System.Collections.Immutable;
using Nameward.Engine.Intelligence;

namespace Nameward.App.Feeds;

/// <summary>Takes feeds over from a bundle: each whole or not at all, and never an older reading in the place of a newer.</summary>
sealed class BundleTaker(IFeedShelf shelf, IFeedPacks packs, TimeProvider time)
{
    /// <summary>Whether an older reading may take the place of a newer.</summary>
    public bool Insists { get; init; }

    /// <summary>Takes them; the settings of a feed that is known here stay as they are.</summary>
    public ImmutableArray<FeedOutcome> Take(IEnumerable<BundledFeed> feeds) => [.. feeds.Select(Take)];

    FeedOutcome Take(BundledFeed bundled)
    {
        var (record, now) = (bundled.Record, time.GetUtcNow().UtcDateTime);
        var (before, reading) = (shelf.Find(record.Name), record.InForce!);
        if (Why(bundled, before) is { } because)
        {
            var (text, canForce) = because;
            var noted = (before ?? record with { InForce = null }) with { Tried = now, Fault = text, FailingSince = before?.FailingSince ?? now };
            if (before is not null)
            {
                shelf.Note(noted);
            }
            return new(OutcomeKind.Fault, noted) { Fault = text, CanForce = canForce, Counts = reading.Counts };
        }
        var taken = (before is null ? record : before with { InForce = reading, Validators = record.Validators }) with { Tried = now, Fault = null, FailingSince = null };
        if (before?.InForce?.Sha256 == reading.Sha256)
        {
            shelf.Note(taken);
            return new(OutcomeKind.Unchanged, taken) { Counts = reading.Counts };
        }
        shelf.Put(taken, bundled.Pack, bundled.Content ?? []);
        return new(OutcomeKind.Taken, taken) { Counts = reading.Counts };
    }

    (string Text, bool CanForce)? Why(BundledFeed bundled, FeedRecord? before)
    {
        if (!packs.IsPack(bundled.Pack))
        {
            return ("its entries in the bundle are of another version of the program, or broken", false);
        }
        var isOlder = before?.InForce is { } old && old.At > bundled.Record.InForce!.At && !Insists;
        return isOlder ? ($"the bundle's reading, of {FeedWords.Time(bundled.Record.InForce!.At)}, is older than what is in force", true) : null;
    }
}
