using System.Globalization;
using Nameward.Bench;
using Nameward.Bench.Generating;
using Nameward.Bench.Speeds;
using Nameward.Engine.Evidence.Formats;

switch (args)
{
    case ["generate", var name, var given, .. var rest] when Generator.Forms.TryGetValue(name, out var form) && LookUps(given) is { } lookUps && rest is [] or ["--worst"]:
        using (var output = Console.OpenStandardOutput())
        {
            Generator.Write(form(), HabitsOf(rest), lookUps, output);
        }
        return 0;
    case ["pairs", var given, .. var rest] when LookUps(given) is { } lookUps && rest is [] or ["--worst"]:
        Console.WriteLine(Generator.CountPairs(HabitsOf(rest), lookUps));
        return 0;
    case ["rollups", var path, .. var rest] when File.Exists(path) && rest.All(word => word is "--digest" || (int.TryParse(word, out var threads) && threads > 0)):
        var threads = rest.FirstOrDefault(word => word is not "--digest", "1");
        RollupsRun.Measure(path, int.Parse(threads, CultureInfo.InvariantCulture), rest.Contains("--digest"), Console.Out);
        return 0;
    case ["formats", .. var ids] when ids.All(id => FormatList.All.Any(format => format.Info.Id == id)):
        FormatSpeeds.Measure(ids, Console.Out);
        return 0;
    case ["layers"]:
        LayerSpeeds.Measure(Console.Out);
        return 0;
    default:
        Console.Error.WriteLine($"""
            usage: Nameward.Bench generate {string.Join('|', Generator.Forms.Keys)} EVENTS [--worst] >FILE
                   Nameward.Bench pairs EVENTS [--worst]
                   Nameward.Bench rollups FILE [THREADS] [--digest]
                   Nameward.Bench formats [ID...]
                   Nameward.Bench layers
            """);
        return 2;
}

static long? LookUps(string given) => long.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;

static Habits HabitsOf(string[] rest) => rest is [] ? Habits.Realistic : Habits.Worst;
