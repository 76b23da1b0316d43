using System.Text.RegularExpressions;

namespace Nameward.Engine.Tests.Sources;

/// <summary>The size of files, and what stands in one.</summary>
static class ShapeRules
{
    const string Engine = "src/Nameward.Engine/";
    const string Detectors = Engine + "Findings/Detectors/";
    const int MostLines = 400;

    const string TopLevelType = @"^(?:(?<public>public)\s+)?(?:(?:internal|file|static|sealed|abstract|readonly|ref|partial|unsafe)\s+)*" +
        @"(?:(?:record\s+struct|record\s+class|record|class|struct|interface|enum)\s+(?<name>\w+)|delegate\s.*?(?<name>\w+)(?:<[^()]*>)?\().*$";

    /// <summary>Files that hold everything together and must stay thin, with the lines they may have.</summary>
    static readonly Dictionary<string, int> Thin = new() { ["src/Nameward.App/Program.cs"] = 59, [Engine + "Investigation.cs"] = 149 };

    public static SourceRule[] All { get; } =
    [
        SourceRule.OnFile("short-files", $"a file ends at {MostLines} lines, Program.cs before 60, Investigation.cs before 150", IsCode, TooLong,
            [
                new(Engine + "A.cs", Lines(MostLines + 1)),
                new("src/Nameward.App/Program.cs", Lines(60)),
                new(Engine + "Investigation.cs", Lines(150)),
            ],
            [
                new(Engine + "A.cs", Lines(MostLines)),
                new("src/Nameward.App/Program.cs", Lines(59)),
                new(Engine + "Investigation.cs", Lines(149)),
            ]),
        SourceRule.OnFile("file-is-type", "a file is named after one of its types (Type.cs, or Type.Aspect.cs); small doubles of tests need not be", IsCode, WrongName,
            [
                new(Engine + "A.cs", "namespace N;\n\npublic sealed class B\n{\n    class A;\n}"),
                new(Engine + "B.cs", "static class D;"),
                new("tests/BTests.cs", "public class CTests;"),
            ],
            [
                new(Engine + "A.Wire.cs", "public sealed partial class A;\n"),
                new(Engine + "B.cs", "[Flags]\npublic enum Sides : byte;\nreadonly record struct B(int C);"),
                new(Engine + "C.cs", "delegate ref readonly Span<byte> C(int d);"),
                new("src/Nameward.App/Program.cs", "return 0;"),
                new("tests/Doubles.cs", "sealed class FixedClock;"),
            ]),
        new("detectors-are-strangers", "no detector names another: one combination weighs their signals", NamedDetectors)
        {
            Broken = [new(Detectors + "Beaconing.cs", "sealed class Beaconing : IDetector<Pair>;\nvar a = FastFlux.Id;")],
            Kept =
            [
                new(Detectors + "FastFlux.cs", "sealed class FastFlux : IDetector<Pair>; // unlike Beaconing"),
                new(Detectors + "DetectorList.cs", "ImmutableArray<IDetector<Pair>> All = [new Beaconing(), new FastFlux()]"),
            ],
        },
    ];

    static bool IsCode(SourceFile file) => file.Path.EndsWith(".cs", StringComparison.Ordinal);

    static string Lines(int count) => string.Concat(Enumerable.Repeat("//\n", count));

    static IEnumerable<Offence> TooLong(SourceFile file)
    {
        var lines = file.Lines is [.., ""] ? file.Lines.Length - 1 : file.Lines.Length;
        var most = Thin.GetValueOrDefault(file.Path, MostLines);
        return lines > most ? [new(file.Path, most + 1, $"{lines} lines")] : [];
    }

    static IEnumerable<Offence> WrongName(SourceFile file)
    {
        var types = file.Code.Select(line => Regex.Match(line, TopLevelType, RegexOptions.CultureInvariant)).Where(type => type.Success).ToArray();
        var isExempt = types.Length == 0 || (file.IsIn("tests") && !types.Any(type => type.Groups["public"].Success));
        return isExempt || types.Any(type => type.Groups["name"].Value == file.Stem)
            ? []
            : [new(file.Path, Array.IndexOf(file.Code, types[0].Value) + 1, types[0].Value)];
    }

    static IEnumerable<Offence> NamedDetectors(IReadOnlyList<SourceFile> files)
    {
        var detectors = files.Where(IsDetector).ToArray();
        return detectors.SelectMany(file =>
            detectors.Where(other => other.Stem != file.Stem).SelectMany(other => SourceRule.Matches(file, file.Code, $@"\b{other.Stem}\b")));
    }

    static bool IsDetector(SourceFile file) =>
        file.IsIn(Detectors) && !file.Stem.EndsWith("List", StringComparison.Ordinal) && file.Code.Any(line => line.Contains("IDetector<", StringComparison.Ordinal));
}
