using System.Security.Cryptography;
using Nameward.Engine;
using Nameward.Engine.Cases;
using Nameward.Engine.Verdicts;

namespace Nameward.App.Settings;

/// <summary>A file that holds a site's own policy (docs/policy.md).</summary>
static class PolicyFile
{
    /// <summary>The flag that names it.</summary>
    public const string Option = "--policy";

    /// <summary>Levels of lists and groups of a policy: a condition of conditions of conditions has as many.</summary>
    public const int MostLevels = 12;

    /// <summary>Reads the policy.</summary>
    /// <param name="path">The file.</param>
    /// <param name="asNamed">The file as a mistake names it.</param>
    /// <exception cref="UserError">All that is wrong with it.</exception>
    public static PolicyDocument Read(string path, string asNamed)
    {
        var bytes = SettingsBytes.OfFile(Option, path, asNamed, "policy.yaml", "nameward policy show  prints one to begin with");
        var mistakes = new MistakeList(path);
        var top = YamlTree.Read(SettingsBytes.ToText(bytes, asNamed), path, mistakes, MostLevels);
        var read = top is null ? null : new PolicyFileReader(mistakes).Read(top);
        if (!mistakes.IsEmpty || read is null)
        {
            throw new UserError([.. mistakes.InOrder()]);
        }
        var policy = read.Policy with { Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes)) };
        return read with { Policy = policy, Warnings = PolicyCheck.NeverEscalates(policy) ? [$"{path}: no clause escalates, so that level 2 never hears of anything"] : [] };
    }
}
