using System.Collections.Immutable;
using System.Text;
using Nameward.Engine.Cases.Restoring;
using Nameward.Engine.Evidence;
using Nameward.Engine.Evidence.Formats;
using Nameward.Engine.Evidence.Layouts;
using Nameward.Engine.Observations;
using Xunit;

namespace Nameward.Engine.Tests.Restoring;

/// <summary>Single settings of configurations that were edited at random are taken back: exactly those, whatever else was edited beside them.</summary>
public class TakingBackTests
{
    static readonly string[] Zones = ["a.example", "b.example", "c.example", "d.example", "e.example"];

    public static TheoryData<string, int> Runs => [.. from product in (string[])["named-conf", "unbound-conf"] from seed in Enumerable.Range(0, 150) select (product, seed)];

    /// <summary>What takes back a half of the edits gives the text in which only the other half was made.</summary>
    [Theory, MemberData(nameof(Runs))]
    public void ExactlyTheUnapprovedEditsGoBack(string product, int seed)
    {
        var random = new Random(seed);
        var good = Model(random);
        var (today, expected) = (new SortedDictionary<string, string>(good, StringComparer.Ordinal), new SortedDictionary<string, string>(good, StringComparer.Ordinal));
        var (taken, edited) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        for (var edits = random.Next(1, 6); edits > 0; edits--)
        {
            var zone = Zones[random.Next(Zones.Length)];
            Edit(random, today, zone);
            if (taken.Contains(zone) || (random.Next(2) == 0 && edited.Add(zone)))
            {
                taken.Add(zone);
            }
            else if (edited.Add(zone) || !taken.Contains(zone))
            {
                Set(expected, zone, today.GetValueOrDefault(zone));
            }
        }
        var before = Cut(product, Write(product, good));
        var now = Cut(product, Write(product, today));
        var settings = Settings(before).Concat(Settings(now)).Where(setting => taken.Contains(setting.Object.Raw)).ToImmutableHashSet();
        var restored = TakingBack.Of(before, now, settings);
        Assert.NotNull(restored);
        Assert.Equal(Blocks(Write(product, expected)), Blocks(Encoding.ASCII.GetString(restored.Bytes)));
    }

    [Fact]
    public void OneOfTwoSettingsOnOneLineGoesBack()
    {
        const string Before = "zone \"x\" { type primary; allow-transfer { none; }; also-notify { 10.0.0.1; }; };\n";
        var today = Cut("named-conf", Before.Replace("none", "any", StringComparison.Ordinal).Replace("10.0.0.1", "10.0.0.2", StringComparison.Ordinal));
        var restored = TakingBack.Of(Cut("named-conf", Before), today, Settings(today).Where(setting => setting.Kind == ConfigurationKind.Transfers).ToImmutableHashSet());
        Assert.Equal(Before.Replace("10.0.0.1", "10.0.0.2", StringComparison.Ordinal), Encoding.ASCII.GetString(restored!.Bytes));
    }

    [Fact]
    public void AClauseGoesBackBehindTheOneThatAnotherChangedBesideIt()
    {
        const string Before = "forward-zone:\n  name: \"c\"\n  forward-addr: 10.0.0.1\nforward-zone:\n  name: \"d\"\n  forward-addr: 10.0.0.2\n", Today = "forward-zone:\n  name: \"c\"\n  forward-addr: 10.0.0.9\n";
        var (before, today) = (Cut("unbound-conf", Before), Cut("unbound-conf", Today));
        var restored = TakingBack.Of(before, today, Settings(before).Where(setting => setting.Object.Raw == "d").ToImmutableHashSet());
        Assert.Equal(Before.Replace("10.0.0.1", "10.0.0.9", StringComparison.Ordinal), Encoding.ASCII.GetString(restored!.Bytes));
    }

    [Fact]
    public void WhatWouldNotReadAsItShouldIsNotTakenBack()
    {
        // The zone that the setting stood in is gone, as a ticket asked: there is no place for it.
        var (before, today) = (Cut("named-conf", "options { recursion no; };\nzone \"x\" { type primary; allow-transfer { none; }; };\n"), Cut("named-conf", "options { recursion yes; };\n"));
        Assert.Null(TakingBack.Of(before, today, Settings(before).Where(setting => setting.Kind == ConfigurationKind.Transfers).ToImmutableHashSet()));
    }

    [Fact]
    public void DifferencesAreShortestAndRebuildTheOther()
    {
        var random = new Random(7);
        for (var run = 0; run < 2000; run++)
        {
            int[] old = [.. Enumerable.Range(0, random.Next(12)).Select(_ => random.Next(4))], now = [.. Enumerable.Range(0, random.Next(12)).Select(_ => random.Next(4))];
            var hunks = SequenceDifference.Of(old, now)!.Value;
            var (rebuilt, at) = (new List<int>(), 0);
            foreach (var hunk in hunks)
            {
                rebuilt.AddRange(old[at..hunk.OldStart]);
                Assert.Equal(rebuilt.Count, hunk.NewStart);
                rebuilt.AddRange(now[hunk.NewStart..(hunk.NewStart + hunk.NewLength)]);
                at = hunk.OldStart + hunk.OldLength;
            }
            rebuilt.AddRange(old[at..]);
            Assert.Equal(now, rebuilt);
            Assert.Equal(old.Length + now.Length - 2 * Common(old, now), hunks.Sum(hunk => hunk.OldLength + hunk.NewLength));
        }
    }

    /// <summary>For each zone that is there, where it is forwarded to.</summary>
    static SortedDictionary<string, string> Model(Random random)
    {
        var model = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var zone in Zones.Where(_ => random.Next(4) > 0))
        {
            model[zone] = $"10.0.0.{random.Next(1, 9)}";
        }
        return model;
    }

    static void Edit(Random random, SortedDictionary<string, string> model, string zone) => Set(model, zone, random.Next(4) == 0 ? null : $"10.0.1.{random.Next(1, 9)}");

    static void Set(SortedDictionary<string, string> model, string zone, string? server)
    {
        model.Remove(zone);
        if (server is not null)
        {
            model[zone] = server;
        }
    }

    static string Write(string product, SortedDictionary<string, string> model)
    {
        var text = new StringBuilder(product == "named-conf" ? "options {\n\trecursion yes;\n\tmax-cache-size 10m;\n};\n" : "server:\n    verbosity: 1\n    log-queries: yes\n");
        foreach (var (zone, server) in model)
        {
            text.Append(product == "named-conf" ? $"zone \"{zone}\" {{\n\ttype forward;\n\tforward only;\n\tforwarders {{ {server}; }};\n}};\n" : $"forward-zone:\n    name: \"{zone}\"\n    forward-first: yes\n    forward-addr: {server}\n");
        }
        return text.ToString();
    }

    /// <summary>What came between two zones may stand before or behind what goes back.</summary>
    static IEnumerable<string> Blocks(string text) => text.Replace("\nzone", "\0zone", StringComparison.Ordinal).Replace("\nforward-zone", "\0forward-zone", StringComparison.Ordinal).Split('\0').Select(block => block.TrimEnd('\n')).Order(StringComparer.Ordinal);

    static int Common(int[] old, int[] now)
    {
        var lengths = new int[old.Length + 1, now.Length + 1];
        for (var i = 1; i <= old.Length; i++)
        {
            for (var j = 1; j <= now.Length; j++)
            {
                lengths[i, j] = old[i - 1] == now[j - 1] ? lengths[i - 1, j - 1] + 1 : Math.Max(lengths[i - 1, j], lengths[i, j - 1]);
            }
        }
        return lengths[old.Length, now.Length];
    }

    static IEnumerable<SettingName> Settings(StatedText text) => text.Pieces.SelectMany(piece => piece.Says).Select(SettingName.Of);

    static StatedText Cut(string format, string text) => TextLayout.Cut(Encoding.ASCII.GetBytes(text), format, FormatList.All.Single(one => one.Info.Id == format).Open(new SourceContext(0, TimeZoneInfo.Utc)));
}
