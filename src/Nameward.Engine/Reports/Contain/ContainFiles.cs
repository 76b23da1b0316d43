using Nameward.Engine.Cases.Blocks;

namespace Nameward.Engine.Reports.Contain;

/// <summary>The files of a containment pack: the record, the page, and a folder for each target.</summary>
public static class ContainFiles
{
    /// <summary>Names of ours, and the bytes of each.</summary>
    public static IEnumerable<(string Name, Func<ReadOnlyMemory<byte>> Render)> Of(ContainDocument document, IDefang defang)
    {
        yield return ("contain.json", () => ContainJson.Indented(document));
        yield return ("index.html", () => HtmlContain.Render(document, defang));
        foreach (var target in document.Targets)
        {
            foreach (var file in target.Files)
            {
                yield return ($"{target.Id}/{file.Name}", () => file.Content);
            }
        }
    }
}
