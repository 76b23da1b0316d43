using System.CommandLine;

namespace Nameward.App.Verbs;

/// <summary><c>intel remove NAME</c>: takes a feed out of the store.</summary>
static class IntelRemoveVerb
{
    const string About = """
        Takes a feed away, with its entries and their sightings.

        Examples:
          nameward intel remove theirs
        """;

    public static Command Create(IntelDesk desk)
    {
        var name = new Argument<string>("NAME") { Description = "The feed." };
        var (store, noColor) = (StoreOption.Create(), EvidenceOptions.NoColor());
        var verb = new Command("remove", About) { name, store, noColor };
        verb.SetAction(parsed => desk.With(parsed.GetValue(store), forWriting: true, shelf =>
        {
            var feed = IntelDesk.One(shelf, parsed.GetValue(name)!);
            shelf.Remove(feed.Name);
            desk.Page(_ => [FeedLine.Of($"{feed.Name} is removed, with {feed.InForce?.Counts.Entries ?? 0} entries")], parsed.GetValue(noColor));
            return ExitStatus.Done;
        }));
        return verb;
    }
}
