using System.Text;
using Nameward.App.Settings;
using Nameward.Engine;
using Nameward.Engine.Tests;
using Xunit;

namespace Nameward.App.Tests.Settings;

/// <summary>
/// Each site file in the folder gives what stands beside it: the keys that are set, and warnings; or every mistake with its place. With
/// NAMEWARD_ACCEPT=1 that is written anew: read the difference.
/// </summary>
public sealed class SiteFileTests
{
    const string Policy = "policy.yaml";

    static readonly string Folder = Samples.Own("tests/App.Tests/Settings/files");

    public static TheoryData<string> Files => [.. Directory.GetFiles(Folder, "*.yaml").Select(file => Path.GetFileName(file)).Where(file => file != Policy).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void ASiteFileGivesWhatStandsBesideIt(string file)
    {
        var said = Said(Path.Combine(Folder, file));
        var expected = Path.ChangeExtension(Path.Combine(Folder, file), ".expected");
        if (Environment.GetEnvironmentVariable("NAMEWARD_ACCEPT") == "1")
        {
            File.WriteAllText(expected, said);
        }
        Assert.Equal(File.ReadAllText(expected).ReplaceLineEndings("\n"), said);
    }

    [Fact]
    public void TheExampleIsWithoutMistakeAndWarning()
    {
        var site = SiteFile.Find(Samples.Own("samples/nameward.yaml"));
        Assert.Empty(site.Warnings);
        Assert.Equal(["10.60.1.0/24", "fd60:1::/64"], site.Settings.Facts.Networks.Select(network => network.ToString()));
    }

    [Fact]
    public void TheExampleGivesEveryKeyThatNeedsNoFileAndNamesTheRest()
    {
        var path = Samples.Own("samples/nameward.yaml");
        var text = File.ReadAllText(path);
        Assert.Equal(SiteKey.All.Where(key => key is { IsUsed: true, NeedsFile: false }).Select(key => key.Path).Except(SiteFile.Find(path).Given), []);
        Assert.All(SiteKey.All, key => Assert.Contains(key.Path.Split('.')[^1] + ":", text, StringComparison.Ordinal));
    }

    [Fact]
    public void EveryKeyIsExplainedInTheDocumentation()
    {
        var lines = File.ReadAllLines(Samples.Own("docs/site-file.md")).Where(line => line.StartsWith("| `", StringComparison.Ordinal)).ToList();
        Assert.Equal(SiteKey.All.Select(key => key.Path), lines.Select(line => line.Split('`')[1]));
        Assert.All(SiteKey.All.Zip(lines), pair => Assert.Contains(pair.First.Default.Split(';')[0], pair.Second.Replace("`", "", StringComparison.Ordinal), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("networks", "IsOurs|Networks")]
    [InlineData("servers.approved", "IsApproved|ApprovedServers")]
    [InlineData("zones.internal", "InternalZones")]
    [InlineData("zones.protected", "ProtectedZones")]
    [InlineData("zones.dynamic", "DynamicZones")]
    [InlineData("budget.alerts_per_1000_hosts_and_day", "AlertBudget")]
    public void AFactCountsAsUsedExactlyWhereSomethingLooksAtIt(string path, string members)
    {
        var pattern = new System.Text.RegularExpressions.Regex($@"\b\w*([sS]ite|[fF]acts)\.({members})\b");
        var readers = Directory.EnumerateFiles(Samples.Own("src/Nameward.Engine"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("Sites", StringComparison.Ordinal) && !file.EndsWith("SiteFacts.cs", StringComparison.Ordinal))
            .Where(file => pattern.IsMatch(File.ReadAllText(file))).Select(file => Path.GetFileName(file)).ToList();
        Assert.True(SiteKey.All.Single(key => key.Path == path).IsUsed == readers.Count > 0, $"{path} is read in {readers.Count} files: {string.Join(", ", readers)}; SiteKey.cs says otherwise");
    }

    [Fact]
    public void DamagedFilesGiveMistakesAndNothingElse()
    {
        var place = Directory.CreateTempSubdirectory("nameward-site-");
        var path = Path.Combine(place.FullName, "site.yaml");
        byte[][] seeds = [.. Files.Select(file => File.ReadAllBytes(Path.Combine(Folder, file.Data)))];
        try
        {
            for (var seed = 0; seed < 1000; seed++)
            {
                File.WriteAllBytes(path, Damaged(seeds, new(seed)));
                try
                {
                    SiteFile.Find(path);
                }
                catch (UserError error)
                {
                    Assert.True(error.Mistakes.All(mistake => mistake.What.Length < 1000), $"seed {seed}");
                }
                catch (Exception fault) when (fault is not UserError)
                {
                    Assert.Fail($"seed {seed}: {fault}");
                }
            }
        }
        finally
        {
            place.Delete(recursive: true);
        }
    }

    static byte[] Damaged(byte[][] seeds, Random random)
    {
        List<byte> bytes = [.. seeds[random.Next(seeds.Length)]];
        var special = "[]{}:,#&*!|>'\"%@`-? \t\n\r\\~\0\x7f\x85\xa0"u8;
        for (var edits = random.Next(1, 8); edits > 0; edits--)
        {
            var at = random.Next(bytes.Count + 1);
            if (at < bytes.Count && random.Next(3) == 0)
            {
                bytes.RemoveAt(at);
            }
            else
            {
                bytes.Insert(at, random.Next(8) == 0 ? (byte)random.Next(256) : special[random.Next(special.Length)]);
            }
        }
        return [.. bytes];
    }

    static string Said(string path)
    {
        var text = new StringBuilder();
        try
        {
            var site = SiteFile.Find(path);
            foreach (var key in SiteKey.All.Where(key => site.Given.Contains(key.Path)))
            {
                text.Append(key.Path).Append(": ").Append(key.Show!(site.Settings)).Append('\n');
            }
            text.AppendJoin("", site.Warnings.Select(warning => $"warning {warning}\n"));
        }
        catch (UserError error)
        {
            foreach (var mistake in error.Mistakes)
            {
                text.Append("error ").Append(mistake.What).Append("\n  here ").Append(mistake.Here).Append("\n  do ").Append(mistake.Do).Append('\n');
            }
        }
        return text.Replace(Folder + Path.DirectorySeparatorChar, "").Replace("\\", "\\\\").Replace("\x1b", "\\e").Replace("\0", "\\0").Replace("\r", "\\r").Replace("\a", "\\a").ToString();
    }
}
