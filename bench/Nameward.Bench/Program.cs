using System.Globalization;
using Nameward.Bench;
using Nameward.Bench.Generating;
using Nameward.Bench.Speeds;
using Nameward.Engine.Evidence.Formats;

switch (args)
{
    case ["generate", var name, var given, .. var rest] when Generator.Forms.TryGetValue(name, out var form) && LookUps(given) is { } lookUps && IsOfHabits(rest):
        using (var output = Console.OpenStandardOutput())
        {
            Generator.Write(form(), HabitsOf(rest), lookUps, output);
        }
        return 0;
    case ["pairs", var given, .. var rest] when LookUps(given) is { } lookUps && IsOfHabits(rest):
        Console.WriteLine(Generator.CountPairs(HabitsOf(rest), lookUps));
        return 0;
    case ["rollups", var path, .. var rest] when File.Exists(path) && rest.All(IsOfRollups):
        var threads = rest.FirstOrDefault(word => word is not "--digest", "1");
        RollupsRun.Measure(path, int.Parse(threads, CultureInfo.InvariantCulture), rest.Contains("--digest"), Console.Out);
        return 0;
    case ["formats", .. var ids] when ids.All(id => FormatList.All.Any(format => format.Info.Id == id)):
        FormatSpeeds.Measure(ids, Console.Out);
        return 0;
    case [var what, .. var evidence] when Measurers().TryGetValue(what, out var measure):
        measure(evidence);
        return 0;
    default:
        Console.Error.WriteLine($"""
            usage: Nameward.Bench generate {string.Join('|', Generator.Forms.Keys)} EVENTS [--worst] >FILE
                   Nameward.Bench pairs EVENTS [--worst]
                   Nameward.Bench rollups FILE [THREADS] [--digest]
                   Nameward.Bench formats [ID...]
                   Nameward.Bench layers
                   Nameward.Bench intel [FILE]
            """);
        return 2;
}

static Dictionary<string, Action<string[]>> Measurers() => new()
{
    ["intel"] = evidence => IntelRun.Measure(evidence.FirstOrDefault(File.Exists), Console.Out),
    ["layers"] = _ => LayerSpeeds.Measure(Console.Out),
};

static bool IsOfHabits(string[] rest) => rest is [] or ["--worst"];

static bool IsOfRollups(string word) => word is "--digest" || (int.TryParse(word, out var threads) && threads > 0);

static long? LookUps(string given) => long.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;

static Habits HabitsOf(string[] rest) => rest is [] ? Habits.Realistic : Habits.Worst;
