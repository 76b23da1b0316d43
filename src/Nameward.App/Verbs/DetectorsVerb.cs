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
                Console.WriteLine($"{detector.Id,-19}  {detector.Title} ({string.Join(", ", detector.Techniques)})");
                Console.WriteLine($"{"",-19}  harmless: {detector.Harmless}");
                Console.WriteLine($"{"",-19}  cannot see: {detector.Blind}");
            }
            return ExitStatus.Done;
        });
        return verb;
    }
}
