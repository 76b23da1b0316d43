namespace Nameward.Engine.Tests.Sources;

/// <summary>The direction of the stages: code looks only to the left (docs/architecture.md).</summary>
static class StageRules
{
    const string Engine = "src/Nameward.Engine/";
    const string Namespace = "Nameward.Engine";
    static readonly string[] Middle = ["Observations", "Rollups", "Baselines", "Intelligence", "Transcripts", "Profiles"];

    static readonly string[] Whole = [Engine + "Investigation.cs", Engine + "InvestigationSettings.cs"];

    /// <summary>Each stage and those that it may name.</summary>
    static readonly Dictionary<string, string[]> Sees = new()
    {
        ["Observations"] = [],
        ["Evidence"] = ["Observations"],
        ["Rollups"] = ["Observations"],
        ["Baselines"] = ["Observations", "Rollups"],
        ["Intelligence"] = ["Observations"],
        ["Transcripts"] = ["Observations"],
        ["Profiles"] = ["Observations"],
        ["Findings"] = Middle,
        ["Verdicts"] = [.. Middle, "Findings"],
        ["Cases"] = [.. Middle, "Findings", "Verdicts"],
        ["Containment"] = [.. Middle, "Findings", "Verdicts", "Cases"],
        ["Evaluation"] = [.. Middle, "Findings", "Verdicts", "Cases"],
        ["Reports"] = [.. Middle, "Findings", "Verdicts", "Cases", "Evaluation"],
    };

    public static SourceRule[] All { get; } =
    [
        SourceRule.OnFile("stages-look-left", "a stage names only the stages to its left; Investigation.cs and its settings alone name all",
            file => file.IsIn(Engine) && !Whole.Contains(file.Path) && file.Path.EndsWith(".cs", StringComparison.Ordinal),
            WrongWay,
            [
                new(Engine + "Evidence/A.cs", "var all = Rollups.Table.New();"),
                new(Engine + "Rollups/A.cs", "using Nameward.Engine.Evidence.Formats;"),
                new(Engine + "Rollups/B.cs", "using static Nameward.Engine.Reports.Escape;"),
                new(Engine + "Findings/Detectors/A.cs", "Engine.Verdicts.Policy policy = new();"),
                new(Engine + "A.cs", """var text = $"{Cases.Case.Id}";"""),
            ],
            [
                new(Engine + "Cases/A.cs", "using Nameward.Engine.Verdicts;\nvar a = document.Evidence.Length + item.Reports.Count; // Reports.All"),
                new(Engine + "Cases/B.cs", "if (a is { Evidence.Length: > 0, Reports.Count: 0 })"),
                new(Engine + "Verdicts/A.cs", "var a = Findings.Subject.None; var b = MyReports.All;"),
                new(Engine + "Investigation.cs", "using Nameward.Engine.Evidence;\nusing Nameward.Engine.Reports;"),
            ]),
        SourceRule.OnCode("no-global-using", "a stage in a global using would be seen by every other", @"^\s*global\s+using\b.*\bNameward\b", file => file.IsIn("src"),
            [new(Engine + "A.cs", "global using Nameward.Engine.Evidence;")],
            [new(Engine + "A.cs", "using Nameward.Engine.Observations;")]),
        SourceRule.OnText("no-using-in-projects", "a stage in a global using would be seen by every other", @"<Using\s+Include=.Nameward\.",
            file => file.Path.EndsWith(".csproj", StringComparison.Ordinal) || file.Path.EndsWith(".props", StringComparison.Ordinal),
            [new("src/A.csproj", """<Using Include="Nameward.Engine.Evidence" />""")],
            [new("src/A.csproj", """<Using Include="Xunit" />""")]),
        SourceRule.OnFile("namespace-is-folder", "a file's namespace is its folder, or the direction of stages could not be read from it",
            file => file.IsIn(Engine) && file.Path.EndsWith(".cs", StringComparison.Ordinal),
            file => SourceRule.Matches(file, file.Code, @"^namespace\s+(?!" + NamespaceOf(file).Replace(".", @"\.", StringComparison.Ordinal) + @"\s*;)"),
            [new(Engine + "Rollups/A.cs", "namespace Nameward.Engine.Evidence;")],
            [new(Engine + "Evidence/Formats/A.cs", "namespace Nameward.Engine.Evidence.Formats;")]),
        SourceRule.OnText("engine-stands-alone", "the engine needs no package", "<PackageReference", file => file.IsIn(Engine),
            [new(Engine + "A.csproj", """<PackageReference Include="Newtonsoft.Json" />""")],
            [new("src/Nameward.App/A.csproj", """<PackageReference Include="Spectre.Console" />""")]),
        SourceRule.OnCode("reputation-decides-nothing", "no finding and no verdict knows of a reputation: it is shown beside the facts",
            @"\bReputation", file => file.IsIn(Engine + "Findings") || file.IsIn(Engine + "Verdicts"),
            [new(Engine + "Findings/A.cs", "var score = new ReputationBuilder(scene, []);"), new(Engine + "Verdicts/A.cs", "if (finding.Reputations is [{ Score: < 30 }])")],
            [new(Engine + "Cases/A.cs", "var reputations = new ReputationBuilder(scene, []);"), new(Engine + "Findings/B.cs", "// a reputation is no evidence")]),
        SourceRule.OnCode("engine-has-no-network", "the engine opens no connection and asks no database",
            @"\b(Socket|TcpClient|TcpListener|UdpClient|HttpClient|ClientWebSocket)\b|\bDns\.Get|\bSystem\.(Net\.Http|Data)\b", file => file.IsIn(Engine),
            [new(Engine + "Intelligence/A.cs", "using var client = new HttpClient();"), new(Engine + "Intelligence/B.cs", "Dns.GetHostEntry(name);")],
            [new("src/Nameward.App/Feeds/A.cs", "using System.Net.Http;"), new(Engine + "Observations/A.cs", "using System.Net.Sockets; // AddressFamily")]),
    ];

    static string StageOf(SourceFile file) => file.Path[Engine.Length..].Split('/') is [var stage, _, ..] ? stage : "";

    static string NamespaceOf(SourceFile file) => string.Join('.', [Namespace, .. file.Path[Engine.Length..].Split('/')[..^1]]);

    static IEnumerable<Offence> WrongWay(SourceFile file)
    {
        var stage = StageOf(file);
        var hidden = string.Join('|', Sees.Keys.Where(other => other != stage && !Sees.GetValueOrDefault(stage, []).Contains(other)));
        // Not a property of that name in a pattern: { Evidence.Length: > 0 }.
        const string NotProperty = @"(?!(?<=[{,]\s*)[\w.]+\s*:)";
        return SourceRule.Matches(file, file.Code, $@"(?<![.\w]){NotProperty}({hidden})\.|\bEngine\.({hidden})\b");
    }
}
