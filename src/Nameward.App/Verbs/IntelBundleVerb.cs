using System.CommandLine;
using System.Security.Cryptography;
using Nameward.App.Feeds;
using Nameward.Engine.Reports;

namespace Nameward.App.Verbs;

/// <summary><c>intel bundle FILE</c>: feeds as one file, for a site without a way out.</summary>
static class IntelBundleVerb
{
    const string About = """
        Writes feeds into one file, as they are in force, with a hash of each part: to be carried to a site without a way out, and taken there by update --offline.
        What feeds are asked with stays behind. The file is not signed: compare the SHA-256 that is printed.

        Examples:
          nameward intel bundle feeds.zip
          nameward intel bundle feeds.zip theirs sharing
        """;

    public static Command Create(IntelDesk desk)
    {
        var file = new Argument<string>("FILE") { Description = "The file to write, whole or not at all." };
        var names = new Argument<string[]>("NAME") { Description = "Feeds; all where none is named.", Arity = ArgumentArity.ZeroOrMore };
        var (store, noColor) = (StoreOption.Create(), EvidenceOptions.NoColor());
        var verb = new Command("bundle", About) { file, names, store, noColor };
        verb.SetAction(parsed => desk.With(parsed.GetValue(store), forWriting: false, shelf =>
        {
            var path = parsed.GetValue(file)!;
            WholeFile.Check("FILE", path);
            var feeds = IntelDesk.Named(shelf, parsed.GetValue(names)).Where(feed => feed.InForce is not null).ToList();
            var bytes = FeedBundle.Write(feeds.Select(feed => new BundledFeed(feed, shelf.Pack(feed.Name) ?? [], shelf.Content(feed.Name))));
            WholeFile.Write("FILE", path, bytes);
            var said = $"{path}: {feeds.Count} {(feeds.Count == 1 ? "feed" : "feeds")}, SHA-256 {Convert.ToHexStringLower(SHA256.HashData(bytes))}";
            desk.Page(options => [FeedLine.Of(said)], parsed.GetValue(noColor));
            return ExitStatus.Done;
        }));
        return verb;
    }
}
