using Nameward.Engine;
using Nameward.Engine.Cases;
using Nameward.Engine.Reports;

namespace Nameward.App.Verbs;

/// <summary>What the user asked of <c>census</c>, checked.</summary>
/// <param name="Reading">What is asked of every verb that reads evidence.</param>
/// <param name="All">Whether every server gets a line.</param>
/// <param name="SiteFile">Where the proposed site file goes; null for none.</param>
sealed record CensusRequest(EvidenceRequest Reading, bool All, string? SiteFile);

/// <summary>One census from request to outputs.</summary>
sealed class CensusRun(CensusRequest request)
{
    /// <summary>The flag that names the site file to write.</summary>
    public const string WriteSite = "--write-site";

    /// <summary>Reads, writes.</summary>
    /// <returns>The exit status.</returns>
    public int Run()
    {
        var run = new EvidenceRun(request.Reading);
        var document = run.Read(hash: false, evidence => new Investigation(run.Settings, TimeProvider.System).Census(evidence));
        run.RequireSomething(document.Evidence);
        if (request.SiteFile is { } path)
        {
            WholeFile.Write(WriteSite, path, SiteFileText.Render(document));
        }
        Print(document);
        return run.Status(ExitStatus.Done);
    }

    void Print(CensusDocument document)
    {
        switch (request.Reading.Format)
        {
            case OutputFormat.Json:
                Screen.WriteData(CensusJson.Line(document));
                break;
            case OutputFormat.Csv:
                Screen.WriteData(CensusCsv.Render(document));
                break;
            default:
                PrintTable(document);
                break;
        }
    }

    void PrintTable(CensusDocument document)
    {
        if (!request.Reading.Quiet)
        {
            var screen = Screen.ForOutput(request.Reading.NoColor);
            screen.Write(TerminalCensus.Render(document, screen.WithSuffixes() with { ListsAll = request.All, WrittenTo = request.SiteFile }));
        }
    }
}
