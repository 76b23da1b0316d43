using System.Security.Cryptography;
using Nameward.Engine;
using Nameward.Engine.Evidence.Mappings;

namespace Nameward.App.Settings;

/// <summary>A file that holds a mapping (docs/map.md).</summary>
static class MapFile
{
    /// <summary>The flag that names it.</summary>
    public const string Option = "--map";

    /// <summary>Reads the mapping.</summary>
    /// <exception cref="UserError">All that is wrong with it.</exception>
    public static Mapping Read(string path)
    {
        var asNamed = $"{Option} {path}";
        var bytes = SettingsBytes.OfFile(Option, path, asNamed, "map.yaml", "nameward map FILE --out MAP  proposes one");
        var mistakes = new MistakeList(path);
        var top = YamlTree.Read(SettingsBytes.ToText(bytes, asNamed), path, mistakes);
        var mapping = top is null ? null : new MapFileReader(mistakes).Read(top);
        return mistakes.IsEmpty && mapping is not null
            ? mapping with { Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes)) }
            : throw new UserError([.. mistakes.InOrder()]);
    }
}
