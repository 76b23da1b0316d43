using Nameward.Engine.Intelligence;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings;

/// <summary>When a zone was registered, as lists of new domains and answers of RDAP tell it (feeds of use newly-registered).</summary>
/// <param name="Entry">The entry that tells it.</param>
/// <param name="On">When it was registered, UTC; where a list tells no dates, when the list was made: that it is on it says that it was new then.</param>
sealed record Registration(Indicator Entry, DateTime On)
{
    /// <summary>The latest registration of a zone that is known; null where none is. Of a domain that most networks ask it is a mistake of the list.</summary>
    public static Registration? Of(byte[] zone, Scene scene) => scene.Indicators[FeedUse.Popular].Of(zone).IsEmpty
        ? scene.Indicators[FeedUse.NewlyRegistered].Of(zone).Where(entry => entry.Name.AsSpan().SequenceEqual(zone))
            .Select(entry => (entry.From ?? entry.LastSeen ?? entry.Feed.Made) is { } on ? new Registration(entry, on) : null).OfType<Registration>().MaxBy(registration => registration.On)
        : null;

    /// <summary>Days from the registration to a time; negative where that is before.</summary>
    public int DaysBefore(DateTime time) => (int)Math.Floor((time - On).TotalDays);

    /// <summary>What is known, in words.</summary>
    public Sentence Words => Entry.From is null && Entry.LastSeen is null
        ? Sentence.Of($"{HostileText.Text(Entry.List)} of {On:yyyy-MM-dd} has {Entry.Text} among new domains")
        : Sentence.Of($"{Entry.Text} was registered on {On:yyyy-MM-dd} ({HostileText.Text(Entry.List)}, line {Entry.Line})");
}
