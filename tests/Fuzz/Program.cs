using Nameward.Engine;
using Nameward.Fuzz;

if (FuzzOptions.Parse(args) is not { } options)
{
    Console.Error.WriteLine("usage: Nameward.Fuzz [--seconds N] [--seed S] [--target ID] [--replay FILE]");
    return 2;
}

var root = Workplace.Root();
IFuzzTarget[] targets;
try
{
    targets = [.. TargetList.Named(TargetList.All(Path.Combine(root, "samples")), options.Target)];
}
catch (UserError mistakes)
{
    Console.Error.WriteLine($"{mistakes.Message}\n{mistakes.Mistakes[0].Do}");
    return 2;
}
var replayed = options.Replay is null ? null : File.ReadAllBytes(options.Replay);
var failed = 0;

// A reading that never ends keeps its core: side by side, no more targets than cores.
Parallel.ForEach(targets, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, target =>
{
    Func<Random, byte[]> inputs = replayed is null ? new Mutator(target.Seeds).Next : _ => replayed;
    var result = new FuzzRun(target, inputs, options.Seed).For(TimeSpan.FromSeconds(options.Seconds));
    var text = Workplace.Report(result, options.Seed, target.Seeds.Count, root);
    Interlocked.Add(ref failed, result.Find is null ? 0 : 1);
    lock (targets)
    {
        Console.WriteLine(text);
    }
});

Console.WriteLine($"{targets.Length - failed} passed, {failed} failed");
return failed > 0 ? 1 : 0;
