using System.Globalization;
using Nameward.Transform;
using Nameward.Transform.Generated;
using Nameward.Transform.Quantiles;
using Nameward.Transform.Robustness;

var seed = Arguments.TakeSeed(ref args);
switch (args)
{
    case ["copy", var table, var folder, .. var words] when File.Exists(table):
        if (TransformationList.Parse(words, out var problem) is not { } chain)
        {
            Console.Error.WriteLine(problem);
            return 2;
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{CopyRun.Write(table, folder, chain, seed)} copies in {folder}"));
        return 0;
    case ["robustness", var shared, .. var only] when Directory.Exists(Path.Combine(shared, "lab")) && Directory.Exists(Path.Combine(shared, "captures")):
        RobustnessRun.Print(shared, only, seed, Console.Out);
        return 0;
    case ["generated", var shared] when Directory.Exists(Path.Combine(shared, "lab")) && Directory.Exists(Path.Combine(shared, "intel")):
        GeneratedRun.Print(shared, seed, Console.Out);
        return 0;
    case ["quantiles", var shared] when Directory.Exists(Path.Combine(shared, "lab")) && Directory.Exists(Path.Combine(shared, "captures")):
        QuantilesRun.Print(shared, Console.Out, Console.Error);
        return 0;
    default:
        Console.Error.WriteLine(Arguments.Usage);
        return 2;
}
