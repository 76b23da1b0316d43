using Nameward.Engine;
using Nameward.Engine.Cases;
using Nameward.Engine.Observations;
using Nameward.Engine.Reports;

namespace Nameward.App.Verbs;

/// <summary>One reconstruction from request to output.</summary>
/// <param name="request">What is asked of every verb that reads evidence.</param>
/// <param name="known">What intelligence and baseline say.</param>
/// <param name="choice">Which channels.</param>
sealed class ReconstructRun(EvidenceRequest request, Knowledge known, ChannelChoice choice)
{
    /// <summary>Folder for the record and the content; null for none.</summary>
    public string? Folder { get; init; }

    /// <summary>Whether every line of every transcript is printed.</summary>
    public bool ListsAll { get; init; }

    /// <summary>Reads, writes, prints.</summary>
    /// <returns>The exit status.</returns>
    public int Run()
    {
        var run = new EvidenceRun(request);
        var settings = run.Settings with { Indicators = known.Indicators, Normal = known.Normal };
        var document = run.Read(hash: Folder is not null, evidence => new Investigation(settings, TimeProvider.System).Reconstruct(evidence, choice));
        run.RequireSomething(document.Evidence);
        if (Folder is { } folder)
        {
            WholeFolder.Write(folder, SessionFiles.Of(document, new SuffixDefang(PublicSuffixes.Shipped)));
        }
        if (request.Format == OutputFormat.Json)
        {
            Screen.WriteData(ReconstructJson.Line(document));
        }
        else if (request.Format == OutputFormat.Html)
        {
            Screen.WriteData(HtmlReconstruct.Render(document, new SuffixDefang(PublicSuffixes.Shipped)));
        }
        else if (!request.Quiet)
        {
            var screen = Screen.ForOutput(request.NoColor);
            screen.Write(TerminalReconstruct.Render(document, screen.WithSuffixes() with { ListsAll = ListsAll, WrittenTo = Folder }));
        }
        return run.Status(ExitStatus.Done);
    }
}
