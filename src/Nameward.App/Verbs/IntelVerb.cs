using System.CommandLine;

namespace Nameward.App.Verbs;

/// <summary><c>intel</c>: feeds of threat intelligence and reference lists, kept in the store.</summary>
static class IntelVerb
{
    const string About = """
        Feeds: lists of names and addresses that adversaries use, that are harmless, newly registered, parked, shared ..., each with where it is from, how far it is
        trusted and how old it is. They are kept in the store, and every verb that judges evidence compares it with them.

        Examples:
          nameward intel import indicators.csv --name ours --trust high --expires 30d
          nameward intel import https://feeds.example/list.txt --name theirs --every 1d
          nameward intel update --due
          nameward intel list
          nameward intel lookup c2.example 192.0.2.7
        """;

    public static Command Create() => Create(IntelDesk.OfStore());

    /// <summary>The verb over another shelf, clock or network.</summary>
    public static Command Create(IntelDesk desk) => new("intel", About)
    {
        IntelBundleVerb.Create(desk), IntelExportVerb.Create(desk), IntelImportVerb.Create(desk), IntelListVerb.Create(desk), IntelLookupVerb.Create(desk), IntelRemoveVerb.Create(desk),
        IntelShowVerb.Create(desk), IntelSightVerb.Create(desk), IntelUpdateVerb.Create(desk),
    };
}
