using Nameward.Engine;
using Nameward.Engine.Profiles;
using Nameward.Engine.Reports;

namespace Nameward.App.Verbs;

/// <summary>What the user asked of <c>profile</c>, checked.</summary>
/// <param name="Reading">What is asked of every verb that reads evidence.</param>
/// <param name="Subject">The zone or the server.</param>
/// <param name="All">Whether every item gets a line.</param>
sealed record ProfileRequest(EvidenceRequest Reading, ProfileSubject Subject, bool All);

/// <summary>One profile from request to output.</summary>
sealed class ProfileRun(ProfileRequest request)
{
    /// <summary>Reads, prints.</summary>
    /// <returns>The exit status.</returns>
    public int Run()
    {
        var run = new EvidenceRun(request.Reading);
        var document = run.Read(hash: false, evidence => new Investigation(run.Settings, TimeProvider.System).Profile(evidence, request.Subject));
        run.RequireSomething(document.Evidence);
        if (request.Reading.Format == OutputFormat.Json)
        {
            Screen.WriteData(ProfileJson.Line(document));
        }
        else if (!request.Reading.Quiet)
        {
            var screen = Screen.ForOutput(request.Reading.NoColor);
            screen.Write(TerminalProfile.Render(document, screen.WithSuffixes() with { ListsAll = request.All }));
        }
        return run.Status(ExitStatus.Done);
    }
}
