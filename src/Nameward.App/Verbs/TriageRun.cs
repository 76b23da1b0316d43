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
        using var since = request.Since;
        var run = new EvidenceRun(request.Reading);
        var site = run.Settings.Site with { Tickets = request.Tickets, Suppressions = request.Memory.Suppressions };
        var settings = run.Settings with { Site = request.Assets is { } assets ? site with { Assets = assets } : site, Policy = request.Policy, Indicators = request.Indicators, Normal = request.Normal, Places = request.Places, AsOf = request.AsOf };
        var document = run.Read(request.Hash, evidence => new Investigation(settings, TimeProvider.System).Triage(evidence));
        run.RequireSomething(document.Evidence);
        document = request.Memory.Add(document, request.Case?.Number) with { Tlp = document.Tlp > request.Tlp ? document.Tlp : request.Tlp, Since = since is null ? null : CaseRecord.Since(since, document) };
        document = request.Case?.Keep(document) ?? document;
        Write(document);
        if (request.Notify is { } notify && !new NotifyRun(notify).Tell(document, CaseOf(document)))
        {
            return run.Status(ExitStatus.UserMistake);
        }
        return run.Status(request.ExitCode ? ExitStatus.Of(document.Decision.Decision) : ExitStatus.Done);
    }

    // What a receiver is told to look for: the case in the store, else the case folder.
    string? CaseOf(TriageDocument document) => document.Case is { } kept ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{kept.Number}")
        : request.Out is { } folder ? Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))) : null;

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
                Written = request.Out is null ? [] : [.. ReportList.All.Where(file => file.Has(document)).Select(file => file.Name)],
            }));
        }
    }
}
