using Nameward.Engine;
using Nameward.Engine.Cases;
using Nameward.Engine.Observations;
using Nameward.Engine.Reports;

namespace Nameward.App.Verbs;

/// <summary>One triage from request to outputs.</summary>
sealed class TriageRun(TriageRequest request)
{
    /// <summary>Reads, decides, writes.</summary>
    /// <returns>The exit status.</returns>
    public int Run()
    {
        var run = new EvidenceRun(request.Reading);
        var site = run.Settings.Site with { Tickets = request.Tickets };
        var settings = run.Settings with { Site = request.Assets is { } assets ? site with { Assets = assets } : site, Indicators = request.Indicators, Normal = request.Normal, Places = request.Places, AsOf = request.AsOf };
        var document = run.Read(request.Hash, evidence => new Investigation(settings, TimeProvider.System).Triage(evidence));
        run.RequireSomething(document.Evidence);
        document = document with { Tlp = document.Tlp > request.Tlp ? document.Tlp : request.Tlp };
        Write(document);
        if (request.Notify is { } notify && !new NotifyRun(notify).Tell(document, request.Out is { } folder ? Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))) : null))
        {
            return run.Status(ExitStatus.UserMistake);
        }
        return run.Status(request.ExitCode ? ExitStatus.Of(document.Decision.Decision) : ExitStatus.Done);
    }

    void Write(TriageDocument document)
    {
        if (request.Out is { } folder)
        {
            CaseFolder.Write(folder, document, new SuffixDefang(PublicSuffixes.Shipped), ReportList.All);
        }
        if (request.Reading.Format == OutputFormat.Json)
        {
            Screen.WriteData(TriageJson.Line(document));
        }
        else if (!request.Reading.Quiet)
        {
            var screen = Screen.ForOutput(request.Reading.NoColor);
            screen.Write(TerminalSummary.Render(document, screen.WithSuffixes() with
            {
                WrittenTo = request.Out,
                Written = request.Out is null ? [] : [.. ReportList.All.Select(file => file.Name)],
            }));
        }
    }
}
