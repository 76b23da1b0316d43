using System.CommandLine;
using Nameward.Engine.Findings;

namespace Nameward.App.Verbs;

/// <summary><c>detectors</c>: what the program looks for.</summary>
static class DetectorsVerb
{
    public static Command Create()
    {
        var verb = new Command("detectors", "Lists the detectors: what each looks for, what harmless traffic looks the same, what it cannot see.");
        verb.SetAction(_ =>
        {
            foreach (var detector in DetectorInfo.All)
            {
                Console.WriteLine($"{detector.Id,-18}  {detector.Title} ({string.Join(", ", detector.Techniques)})");
                Console.WriteLine($"{"",-18}  harmless: {detector.Harmless}");
                Console.WriteLine($"{"",-18}  cannot see: {detector.Blind}");
            }
            return ExitStatus.Done;
        });
        return verb;
    }
}
