using System.CommandLine;
using Nameward.Engine.Evidence.Formats;

namespace Nameward.App.Verbs;

/// <summary><c>formats</c>: what evidence the program reads.</summary>
static class FormatsVerb
{
    public static Command Create()
    {
        var verb = new Command("formats", "Lists the formats of evidence that can be read, and what each cannot show.");
        verb.SetAction(_ =>
        {
            foreach (var format in FormatList.All)
            {
                Console.WriteLine($"{format.Info.Id,-16}  {format.Info.Title}");
                Console.WriteLine($"{"",-16}  {format.Info.Kind}; {format.Info.Source}");
                Console.WriteLine($"{"",-16}  lacks: {(format.Info.Lacks.IsEmpty ? "nothing" : string.Join(", ", format.Info.Lacks))}");
            }
            return ExitStatus.Done;
        });
        return verb;
    }
}
