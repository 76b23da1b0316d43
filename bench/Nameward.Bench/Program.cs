using System.Globalization;
using Nameward.Bench;

switch (args)
{
    case ["generate", "zeek", var rows, .. var rest] when long.TryParse(rows, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && rest is [] or ["--worst"]:
        using (var output = Console.OpenStandardOutput())
        {
            ZeekLog.Write(new Traffic(rest is [] ? Habits.Realistic : Habits.Worst), count, output);
        }
        return 0;
    case ["rollups", var path, .. var rest] when File.Exists(path) && rest.All(word => word is "--digest" || (int.TryParse(word, out var threads) && threads > 0)):
        var given = rest.FirstOrDefault(word => word is not "--digest", "1");
        RollupsRun.Measure(path, int.Parse(given, CultureInfo.InvariantCulture), rest.Contains("--digest"), Console.Out);
        return 0;
    default:
        Console.Error.WriteLine("usage: Nameward.Bench generate zeek ROWS [--worst] >FILE\n       Nameward.Bench rollups FILE [THREADS] [--digest]");
        return 2;
}
