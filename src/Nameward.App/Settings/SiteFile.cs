using System.Collections.Immutable;
using Nameward.App.Verbs;
using Nameward.Engine;
using Nameward.Engine.Cases;
using Nameward.Engine.Findings.Sites;

namespace Nameward.App.Settings;

/// <summary>The site file that a run goes by.</summary>
/// <param name="Path">Its path; null where there is none and every setting stands at its default.</param>
/// <param name="Settings">What it says.</param>
/// <param name="Given">Paths of the keys that it gives a value.</param>
/// <param name="Warnings">What can be meant as it stands there, but seldom is, in the order of the file, each with its place.</param>
sealed record SiteFile(string? Path, SiteSettings Settings, ImmutableHashSet<string> Given, ImmutableArray<string> Warnings)
{
    /// <summary>The policy that it names; the shipped one where it names none.</summary>
    public PolicyDocument Policy { get; init; } = PolicyDocument.Shipped;

    /// <summary>The name under which a site file is found in the current folder.</summary>
    public const string UsualName = "nameward.yaml";

    /// <summary>What <c>--site</c> is given so that no file is looked for.</summary>
    public const string NoFile = "none";

    /// <summary>No site file.</summary>
    public static SiteFile None { get; } = new(null, SiteSettings.Default, [], []);

    /// <summary>The file that was named; the one of the current folder where none was, if there is one.</summary>
    /// <exception cref="UserError">All that is wrong with it.</exception>
    public static SiteFile Find(string? named)
    {
        var path = named ?? (File.Exists(UsualName) ? UsualName : NoFile);
        return path == NoFile ? None : Read(path, named is null ? path : $"--site {path}");
    }

    static SiteFile Read(string path, string asNamed)
    {
        var bytes = SettingsBytes.OfFile("--site", path, asNamed, UsualName, "nameward check --help  shows what a site file holds");
        var mistakes = new MistakeList(path);
        var reader = new SiteFileReader(path, mistakes, TimeProvider.System.GetUtcNow().UtcDateTime);
        var settings = YamlTree.Read(SettingsBytes.ToText(bytes, asNamed), path, mistakes) is { } top ? reader.Read(top) : SiteSettings.Default;
        var named = new List<Mistake>();
        settings = settings.Assets is { } file && File.Exists(file) ? settings with { KnownAssets = Checked.Try(() => AssetFile.Read(file, file), AssetList.None, named) } : settings;
        var policy = settings.Policy is { } own && File.Exists(own) ? Checked.Try(() => PolicyFile.Read(own, $"policy: {own}"), PolicyDocument.Shipped, named) : PolicyDocument.Shipped;
        return mistakes.IsEmpty && named.Count == 0
            ? new(path, settings, reader.Given, [.. reader.Warnings.Concat(SiteWarnings.Of(settings)).OrderBy(warning => warning.At).Select(warning => $"{warning.At}: {warning.Value}"), .. policy.Warnings]) { Policy = policy }
            : throw new UserError([.. mistakes.InOrder(), .. named]);
    }
}
