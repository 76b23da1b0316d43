using System.Collections.Immutable;
using Nameward.Engine.Cases;
using Nameward.Engine.Cases.Reviewing;
using Nameward.Engine.Reports.Sharing;

namespace Nameward.Engine.Reports.Review;

/// <summary>
/// The techniques of a case as a layer of the ATT&amp;CK Navigator, format 4.5 (github.com/mitre-attack/attack-navigator, layers/LAYERFORMATv4_5.md). The score is how sure the surest finding is, 0 to 100. Nothing of the
/// evidence stands in it: neither names nor hosts.
/// </summary>
public static class NavigatorLayer
{
    const string Attack = "18", Navigator = "5.1.0", Layer = "4.5", Domain = "enterprise-attack";
    const int MostScore = 100;

    /// <summary>The layer as JSON.</summary>
    public static byte[] Render(ReviewDocument review) => TriageJson.Render(TriageJson.JsonForm.Indented, json =>
    {
        json.WriteStartObject();
        json.WriteString("name", $"Nameward review, case {EscapeJsonWord(review.Case)}");
        json.WriteStartObject("versions");
        json.WriteString("attack", Attack);
        json.WriteString("navigator", Navigator);
        json.WriteString("layer", Layer);
        json.WriteEndObject();
        json.WriteString("domain", Domain);
        json.WriteString("description", "Techniques that the findings of the case carry, as judged by the use of DNS. The acquisition of a server cannot be seen from inside a network.");
        json.WriteNumber("sorting", 3);
        json.WriteBoolean("hideDisabled", false);
        TriageJson.Array(json, "techniques", Techniques(review), ProfileJson.Object<ReviewTechnique>((json, technique) =>
        {
            json.WriteString("techniqueID", technique.Technique.Id);
            json.WriteNumber("score", technique.Score);
            json.WriteString("comment", technique.Comment);
            json.WriteBoolean("enabled", true);
            TriageJson.Array(json, "links", [technique.Technique.Page], ProfileJson.Object<string>((json, page) =>
            {
                json.WriteString("label", "ATT&CK");
                json.WriteString("url", page);
            }));
        }));
        json.WriteStartObject("gradient");
        TriageJson.Texts(json, "colors", ["#fcefe9", "#a8330d"]);
        json.WriteNumber("minValue", 0);
        json.WriteNumber("maxValue", MostScore);
        json.WriteEndObject();
        TriageJson.Array(json, "legendItems", [("how sure the surest finding is", "#a8330d")], ProfileJson.Object<(string Label, string Colour)>((json, item) =>
        {
            json.WriteString("label", item.Label);
            json.WriteString("color", item.Colour);
        }));
        json.WriteEndObject();
    });

    /// <summary>Each technique once, by id.</summary>
    internal static ImmutableArray<ReviewTechnique> Techniques(ReviewDocument review) =>
        [.. review.Findings.SelectMany(finding => finding.Techniques.Select(id => (id, finding))).GroupBy(pair => pair.id, pair => pair.finding).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => new ReviewTechnique(AttackTechnique.Of(group.Key), [.. group]))];

    // The name of a case folder is a path of the user's: its last part.
    static string EscapeJsonWord(string name) => VisibleText.Whole(Path.GetFileName(Path.TrimEndingDirectorySeparator(name)));
}

/// <summary>A technique and the findings that carry it, gravest first.</summary>
sealed record ReviewTechnique(AttackTechnique Technique, ImmutableArray<TriageFinding> Findings)
{
    /// <summary>How sure the surest finding is, 0 to 100.</summary>
    public int Score => Findings.Max(finding => new SharedFinding(finding, []).Confidence);

    /// <summary>By what it was found, in words of ours alone.</summary>
    public string Comment => string.Join("\n", Findings.Select(finding => $"{finding.Id}: {new SharedFinding(finding, []).Description}"));
}
