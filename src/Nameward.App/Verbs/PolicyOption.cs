using System.CommandLine;
using Nameward.App.Settings;
using Nameward.Engine;
using Nameward.Engine.Cases;

namespace Nameward.App.Verbs;

/// <summary>The flag that names a policy, in place of that of the site file.</summary>
static class PolicyOption
{
    /// <summary>The flag.</summary>
    public static Option<string> Create() => new(PolicyFile.Option) { Description = "Policy of your own (docs/policy.md), in place of that of the site file.", HelpName = "FILE" };

    /// <summary>The policy that was named, else the site's, which is the shipped one where it names none.</summary>
    public static PolicyDocument Read(string? named, SiteFile site, List<Mistake> mistakes) =>
        named is null ? site.Policy : Checked.Try(() => PolicyFile.Read(named, $"{PolicyFile.Option} {named}"), PolicyDocument.Shipped, mistakes);
}
