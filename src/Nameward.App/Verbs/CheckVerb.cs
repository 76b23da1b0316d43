using System.CommandLine;
using Nameward.App.Notices;
using Nameward.App.Settings;
using Nameward.Engine;
using Nameward.Engine.Reports;

namespace Nameward.App.Verbs;

/// <summary><c>check</c>: the configuration gate. Everything that is wrong with a site file, with line and remedy; or what is set and what is not.</summary>
static class CheckVerb
{
    const string About = """
        Checks the site file: each mistake with its line and what to write instead; or what is set, and what stands at its default.
        Ends with 0 where the file can be used, with 2 where not.

        A site file, every key of which may be left out:
          networks: [10.0.0.0/8, "fd00::/8"]
          servers: { approved: [10.0.0.53, "fd00::53"] }
          zones: { internal: [corp.example], protected: [example.com] }
          budget: { alerts_per_1000_hosts_and_day: 0.1 }

        Examples:
          nameward check
          nameward check --site office.yaml && nameward triage dns.log --site office.yaml
        """;

    public static Command Create()
    {
        var site = EvidenceOptions.Site();
        var noColor = new Option<bool>("--no-color") { Description = "No colour; NO_COLOR does the same." };
        var verb = new Command("check", About) { site, noColor };
        verb.SetAction(parsed => Run(Whole(SiteFile.Find(parsed.GetValue(site))), Screen.ForOutput(parsed.GetValue(noColor))));
        return verb;
    }

    /// <summary>The site file, where the databases and the secrets that it names can be used, too: other verbs open them only where they need them.</summary>
    static SiteFile Whole(SiteFile site)
    {
        var mistakes = new List<Mistake>();
        GeoOption.Read(null, site, mistakes);
        if (!site.Settings.Notify.IsEmpty)
        {
            Checked.Try<ChannelDesk?>(() => ChannelDesk.Open(site, new()), null, mistakes)?.Dispose();
        }
        return mistakes.Count == 0 ? site : throw new UserError([.. mistakes]);
    }

    static int Run(SiteFile site, Screen screen)
    {
        var title = site.Path ?? "no site file: every setting stands at its default";
        screen.Write(SettingsText.Render(title, [.. SiteKey.All.Where(key => key.Show is not null).Select(key => Row(key, site))], site.Warnings, screen.Options));
        return ExitStatus.Done;
    }

    static SettingRow Row(SiteKey key, SiteFile site)
    {
        var isGiven = site.Given.Contains(key.Path);
        return new(key.Path, isGiven ? key.Show!(site.Settings) : key.Default, isGiven, key.IsUsed);
    }
}
