using System.Text;
using Nameward.Engine.Cases.Blocks;
using Nameward.Engine.Reports.Html;

namespace Nameward.Engine.Reports.Contain;

/// <summary>The index of a containment pack as one page that opens without a network and loads nothing; in the style of <see cref="HtmlReport"/>.</summary>
public static class HtmlContain
{
    /// <summary>The page, UTF-8.</summary>
    public static byte[] Render(ContainDocument document, IDefang defang)
    {
        var page = new HtmlPage(defang, new Clock(document.Run.AsOf));
        PageFrame.Open(page, new("Containment. Nameward"), "blocks", "Skip to what is blocked");
        Header(page, document);
        PageFrame.Contents(page, "containment", [("blocks", "Blast radius"), .. HtmlIsolation.Contents(document.Isolation), ("alerts", "Alert rules"), (HtmlRestore.Id, "Restore"), .. document.Targets.Select(target => (target.Id, target.Product)), ("provenance", "Provenance")]);
        Blocks(page, document);
        HtmlIsolation.Write(page, document.Isolation);
        AlertSection.Html(page, document);
        HtmlRestore.Write(page, document.Restore, new Clock(document.Run.AsOf));
        foreach (var target in document.Targets)
        {
            Target(page, target);
        }
        ProvenanceSection.Write(page, document.Evidence, document.Run, ContainDocument.SchemaName);
        PageFrame.Close(page, document.Run.Version);
        return Encoding.UTF8.GetBytes(page.ToString());
    }

    static void Header(HtmlPage page, ContainDocument document)
    {
        page.Add($"<div class=\"mast\"><span><b>Nameward</b> containment</span><span>All times UTC</span></div>\n<header class=\"verdict profile\">\n");
        page.Add($"<h1>{ContainWords.Headline(document)}</h1>\n<dl class=\"facts\">\n");
        Fact(page, "Label", document.Label, "all that is added carries it");
        Fact(page, "Ends", document.Expires.ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture), "take it out by then, or decide anew");
        Fact(page, "Answer", BlockWords.Id(document.Request.Action), "what a blocked query gets, from stage 2 on");
        Fact(page, "Outside the findings", Figures.Count(document.Blocked.Select(block => block.Radius?.ClientsOutside ?? 0).DefaultIfEmpty().Max()), "clients at most that one block would have hit");
        page.Add($"</dl>\n</header>\n");
    }

    static void Blocks(HtmlPage page, ContainDocument document)
    {
        page.Section("blocks", "Containment: blast radius first", "What is blocked, and whom that would have hit");
        foreach (var note in document.Notes)
        {
            page.Add($"<p>{note}.</p>\n");
        }
        if (document.Blocks.IsEmpty)
        {
            page.Add($"<p>There is nothing to block.</p>\n</section>\n");
            return;
        }
        page.Table("Replayed over the evidence. What is left alone would hurt others: --force takes it in all the same, with a written reason.", "Block", "What", "Findings", "Whom it would have hit", "Decision");
        foreach (var block in document.Blocks)
        {
            page.Add($"<tr role=\"row\"><td role=\"cell\" data-h=\"Block\" class=\"lead\">{block.Value} {page.Copy(block.Value)}</td><td role=\"cell\" data-h=\"What\">{BlockWords.Of(block.Kind)}</td>");
            page.Add($"<td role=\"cell\" data-h=\"Findings\">{string.Join(", ", block.Findings)}</td><td role=\"cell\" data-h=\"Whom it would have hit\">{ContainWords.Of(block.Radius)}");
            foreach (var client in block.Radius?.Outside ?? [])
            {
                page.Add($"<br>{Observations.HostileText.Address(client)}");
            }
            if (ContainWords.InTheStore(block.Remembered) is { } remembered)
            {
                page.Add($"<br>{remembered}");
            }
            page.Add($"</td><td role=\"cell\" data-h=\"Decision\">{Decided(block)}</td></tr>\n");
        }
        page.EndTable();
        page.Add($"</section>\n");
    }

    static Observations.Sentence Decided(Block block) => block switch
    {
        { Refusal: null } => Observations.Sentence.Of("block"),
        { Justification: { } why } => Observations.Sentence.Of($"block, forced although it is {block.Refusal}: {why}"),
        _ => Observations.Sentence.Of($"left alone: {block.Refusal}"),
    };

    static void Target(HtmlPage page, TargetPack target)
    {
        page.Section(target.Id, $"Folder {target.Id}", target.Product);
        if (target.Files.Length > 0)
        {
            page.Add($"<p>Files: {string.Join(", ", target.Files.Select(file => file.Name))}.</p>\n");
        }
        foreach (var stage in target.Steps.GroupBy(step => step.Stage).OrderBy(stage => stage.Key))
        {
            page.Add($"<h3>{Title(stage.Key)}</h3>\n<ol>\n");
            foreach (var step in stage)
            {
                page.Add($"<li>{step.Text}");
                if (step.Command is { } command)
                {
                    page.Add($"<br><code>{command}</code>");
                }
                page.Add($"</li>\n");
            }
            page.Add($"</ol>\n");
        }
        if (target.LeftOut.Length > 0)
        {
            page.Add($"<h3>What it cannot say</h3>\n<ul>\n");
            foreach (var (block, why) in target.LeftOut)
            {
                page.Add($"<li>{block.Value}: {why}</li>\n");
            }
            page.Add($"</ul>\n");
        }
        page.Add($"</section>\n");
    }

    static string Title(PackStage stage) => stage switch
    {
        PackStage.Log => "Stage 1: changes nothing",
        PackStage.Apply => "Stage 2: puts it in force",
        PackStage.Verify => "See that it is in force",
        _ => "Roll back",
    };

    static void Fact(HtmlPage page, string label, string value, string exactly) => page.Add($"<div><dt>{label}</dt><dd><b>{value}</b>{exactly}</dd></div>\n");
}
