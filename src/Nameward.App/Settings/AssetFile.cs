using Nameward.Engine;
using Nameward.Engine.Findings.Sites;

namespace Nameward.App.Settings;

/// <summary>The file with a site's inventory of hosts: CSV with a header, in UTF-8.</summary>
static class AssetFile
{
    /// <summary>The flag that names one.</summary>
    public const string Option = "--assets";

    const int MostMebibytes = 64;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="asNamed">The file as a mistake names it.</param>
    /// <exception cref="UserError">All that is wrong with it.</exception>
    public static AssetList Read(string path, string asNamed)
    {
        var bytes = SettingsBytes.OfFile(Option, path, asNamed, "assets.csv", "name a CSV file: address,host,owner,role,criticality", MostMebibytes);
        var mistakes = new MistakeList(path);
        var assets = new AssetFileReader(path, mistakes).Read(SettingsBytes.ToText(bytes, asNamed));
        return mistakes.IsEmpty ? new(assets) : throw new UserError([.. mistakes.InOrder()]);
    }
}
