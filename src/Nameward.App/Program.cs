using System.CommandLine;
using Nameward.App;
using Nameward.App.Verbs;
using Nameward.Engine;

var root = new RootCommand("Reads DNS evidence and decides whether an adversary's DNS server is being used: what, why, and what could not be seen.");
foreach (var verb in VerbList.All)
{
    root.Subcommands.Add(verb());
}
if (args is ["--version"])
{
    Console.Out.WriteLine(Product.Version);
    return ExitStatus.Done;
}
try
{
    var parsed = root.Parse(args);
    return parsed.Errors.Count > 0 ? Mistakes.Say(parsed) : parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (UserError mistakes)
{
    return Mistakes.Say(mistakes);
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("stopped; nothing was written");
    return ExitStatus.UserMistake;
}
#pragma warning disable CA1031 // The one place where a fault of ours that nothing else caught is said, loudly.
catch (Exception fault)
#pragma warning restore CA1031
{
    Console.Error.WriteLine($"fault   ours: {fault}");
    return ExitStatus.OurFault;
}
