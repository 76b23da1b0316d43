using Nameward.Engine;
using Nameward.Engine.Baselines;
using Nameward.Engine.Cases;
using Nameward.Engine.Intelligence;
using Nameward.Engine.Observations;
using Nameward.Engine.Profiles;
using Nameward.Engine.Reports;

namespace Nameward.App.Verbs;

/// <summary>What the user asked of <c>profile</c>, checked.</summary>
/// <param name="Reading">What is asked of every verb that reads evidence.</param>
/// <param name="Subject">The zone or the server.</param>
/// <param name="All">Whether every item gets a line.</param>
sealed record ProfileRequest(EvidenceRequest Reading, ProfileSubject Subject, bool All)
{
    /// <summary>What intelligence says.</summary>
    public Indicators Indicators { get; init; } = Indicators.None;
    /// <summary>What is normal at the site; null where that is not known.</summary>
    public Baseline? Normal { get; init; }
    /// <summary>Where addresses stand.</summary>
    public IPlaces Places { get; init; } = NoPlaces.Known;
    /// <summary>File for the page; null for none.</summary>
    public string? Output { get; init; }
}

/// <summary>One profile from request to output.</summary>
sealed class ProfileRun(ProfileRequest request)
{
    /// <summary>The flag that names the file for the page.</summary>
    public const string OutputFlag = "--output";

    /// <summary>Reads, writes, prints.</summary>
    /// <returns>The exit status.</returns>
    public int Run()
    {
        var run = new EvidenceRun(request.Reading);
        var settings = run.Settings with { Indicators = request.Indicators, Normal = request.Normal, Places = request.Places };
        var document = run.Read(hash: false, evidence => new Investigation(settings, TimeProvider.System).Profile(evidence, request.Subject));
        run.RequireSomething(document.Evidence);
        if (request.Output is { } path)
        {
            WholeFile.Write(OutputFlag, path, HtmlProfile.Render(document, new SuffixDefang(PublicSuffixes.Shipped)));
        }
        Print(document);
        return run.Status(ExitStatus.Done);
    }

    void Print(ProfileDocument document)
    {
        switch (request.Reading.Format)
        {
            case OutputFormat.Json:
                Screen.WriteData(ProfileJson.Line(document));
                break;
            case OutputFormat.Html:
                Screen.WriteData(HtmlProfile.Render(document, new SuffixDefang(PublicSuffixes.Shipped)));
                break;
            default:
                PrintTable(document);
                break;
        }
    }

    void PrintTable(ProfileDocument document)
    {
        if (!request.Reading.Quiet)
        {
            var screen = Screen.ForOutput(request.Reading.NoColor);
            screen.Write(TerminalProfile.Render(document, screen.WithSuffixes() with { ListsAll = request.All, WrittenTo = request.Output }));
        }
    }
}
