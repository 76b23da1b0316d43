using System.Collections.Immutable;
using Nameward.Engine;
using Nameward.Engine.Findings.Sites;

namespace Nameward.App.Settings;

/// <summary>The site file that a run goes by.</summary>
/// <param name="Path">Its path; null where there is none and every setting stands at its default.</param>
/// <param name="Settings">What it says.</param>
/// <param name="Given">Paths of the keys that it gives a value.</param>
/// <param name="Warnings">What can be meant as it stands there, but seldom is, in the order of the file, each with its place.</param>
sealed record SiteFile(string? Path, SiteSettings Settings, ImmutableHashSet<string> Given, ImmutableArray<string> Warnings)
{
    /// <summary>The name under which a site file is found in the current folder.</summary>
    public const string UsualName = "nameward.yaml";

    /// <summary>What <c>--site</c> is given so that no file is looked for.</summary>
    public const string NoFile = "none";

    /// <summary>Larger files are no settings.</summary>
    const int MostBytes = 1 << 20;

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
        var bytes = Bytes(path, asNamed);
        var mistakes = new MistakeList(path);
        var reader = new SiteFileReader(path, mistakes);
        var settings = YamlTree.Read(SettingsBytes.ToText(bytes, asNamed), path, mistakes) is { } top ? reader.Read(top) : SiteSettings.Default;
        return mistakes.IsEmpty
            ? new(path, settings, reader.Given, [.. reader.Warnings.Concat(SiteWarnings.Of(settings)).OrderBy(warning => warning.At).Select(warning => $"{warning.At}: {warning.Value}")])
            : throw new UserError([.. mistakes.InOrder()]);
    }

    static byte[] Bytes(string path, string asNamed)
    {
        if (Directory.Exists(path))
        {
            throw new UserError($"{asNamed}: this is a folder", null, $"name a file, as in {System.IO.Path.Join(path, UsualName)}");
        }
        if (!File.Exists(path))
        {
            var missing = Engine.Evidence.NearNames.MissingPath(path);
            throw new UserError($"{asNamed}: there is no such file", missing.Here, missing.Do is { } near ? $"--site {near}" : "nameward check --help  shows what a site file holds");
        }
        try
        {
            using var file = File.OpenRead(path);
            var bytes = new byte[MostBytes + 1];
            var length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return length <= MostBytes ? bytes[..length] : throw new UserError($"{asNamed}: larger than 1 MiB", null, "name a site file; lists of indicators are given with --intel FILE");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"{asNamed}: this user may not read the file", null, "give read access to it, or copy it");
        }
    }
}
