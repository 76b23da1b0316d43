using System.Collections.Immutable;
using System.CommandLine;
using Nameward.App.Settings;
using Nameward.Engine;
using Nameward.Engine.Intelligence;

namespace Nameward.App.Verbs;

/// <summary>The flag that names databases of places, and those that the site file names.</summary>
static class GeoOption
{
    const string Flag = "--geo";

    /// <summary>The flag.</summary>
    public static Option<string[]> Create() => new(Flag) { Description = "Database of autonomous systems or countries (MaxMind DB: GeoLite2, DB-IP, IPinfo); in place of those of the site file. Repeatable.", HelpName = "FILE" };

    /// <summary>Opens the databases that were named, else the site's; those that cannot be used are left out, with the mistakes added.</summary>
    public static IPlaces Read(string[]? paths, SiteFile site, List<Mistake> mistakes)
    {
        var named = paths is [_, ..] ? paths.Select(path => (Path: path, AsNamed: $"{Flag} {path}")) : site.Settings.Geo.Select(path => (Path: path, AsNamed: $"geo: {path}"));
        ImmutableArray<PlaceFile> files = [.. named.Select(file => Checked.Try<PlaceFile?>(() => PlaceFile.Open(file.Path, file.AsNamed), null, mistakes)).OfType<PlaceFile>()];
        return files.IsEmpty ? NoPlaces.Known : new PlaceFiles(files);
    }
}
