using Nameward.App;
using Nameward.App.Verbs;
using Nameward.Engine;

if (args is ["--version"])
{
    Console.Out.WriteLine(Product.Version);
    return ExitStatus.Done;
}
try
{
    return CommandLine.Run(VerbList.All, args);
}
catch (UserError mistakes)
{
    return Screen.ForErrors().Say(mistakes);
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("stopped; no file was written");
    return ExitStatus.Stopped;
}
#pragma warning disable CA1031 // The one place where a fault of ours that nothing else caught is said, loudly.
catch (Exception fault)
#pragma warning restore CA1031
{
    Console.Error.WriteLine($"fault   ours: {fault}");
    return ExitStatus.OurFault;
}
