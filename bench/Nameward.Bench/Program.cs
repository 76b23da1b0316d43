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
    case ["rollups", var path, .. var rest] when File.Exists(path) && (rest is [] || (rest is [var text] && int.TryParse(text, out var given) && given > 0)):
        RollupsRun.Measure(path, rest is [var number] ? int.Parse(number, CultureInfo.InvariantCulture) : 1, Console.Out);
        return 0;
    default:
        Console.Error.WriteLine("usage: Nameward.Bench generate zeek ROWS [--worst] >FILE\n       Nameward.Bench rollups FILE [THREADS]");
        return 2;
}
