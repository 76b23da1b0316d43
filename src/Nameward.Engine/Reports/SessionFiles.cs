using Nameward.Engine.Cases;

namespace Nameward.Engine.Reports;

/// <summary>The files of a reconstruction: the record, the page, and a folder for each session with its content.</summary>
public static class SessionFiles
{
    /// <summary>Names of ours, and the bytes of each.</summary>
    public static IEnumerable<(string Name, Func<ReadOnlyMemory<byte>> Render)> Of(ReconstructDocument document, IDefang defang)
    {
        yield return ("reconstruct.json", () => ReconstructJson.Indented(document));
        yield return ("transcript.html", () => HtmlReconstruct.Render(document, defang));
        foreach (var session in document.Sessions)
        {
            foreach (var file in session.Session.Files)
            {
                yield return ($"{session.Id}/{file.Name}", () => file.Content);
            }
        }
    }
}
