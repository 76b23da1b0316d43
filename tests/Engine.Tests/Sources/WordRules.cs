namespace Nameward.Engine.Tests.Sources;

/// <summary>Words that may not stand in the code, or only in a few places.</summary>
static class WordRules
{
    const string Engine = "src/Nameward.Engine/";
    const string App = "src/Nameward.App/";

    /// <summary>Each may catch everything once: the program, one block of one source, one detector, one web request.</summary>
    static readonly string[] LastResorts = [App + "Program.cs", Engine + "Evidence/", Engine + "Findings/", App + "Console/"];

    /// <summary>A filter that names the types (<c>when (fault is IOException or ...)</c>) catches those alone.</summary>
    const string CatchesAll = @"\bcatch\s*(\(\s*(System\.)?Exception\b[^)]*\)(?!\s*when \(\w+ is (?!not\b))|\{|$|when\b)";

    // Written in two pieces, or this file would break its own rules.
    const string Later = "TO" + "DO";
    const string Work = "/wor" + "k/";
    const string Root = "/roo" + "t/";

    public static SourceRule[] All { get; } =
    [
        SourceRule.OnCode("no-clock", "the engine has no clock: times come from the evidence, or from a TimeProvider that is handed in",
            @"\b(DateTime|DateTimeOffset)\.(Now|UtcNow|Today)\b|\bEnvironment\.TickCount", file => file.IsIn(Engine),
            [new(Engine + "A.cs", "var now = DateTime.UtcNow;"), new(Engine + "B.cs", "var now = Environment.TickCount64;")],
            [new(Engine + "A.cs", "var now = time.GetUtcNow(); // not DateTime.Now"), new(App + "A.cs", "var now = DateTime.UtcNow;")]),
        SourceRule.OnCode("no-chance", "two runs on the same evidence are alike: seeds are handed in",
            @"\bnew Random\(\s*\)|\bRandom\.Shared\b|\bGuid\.(NewGuid|CreateVersion7)\b", file => file.IsIn(Engine),
            [new(Engine + "A.cs", "var id = Guid.NewGuid();"), new(Engine + "B.cs", "var random = new Random();")],
            [new(Engine + "A.cs", "var random = new Random(seed);")]),
        SourceRule.OnCode("no-hash-code", "a hash code differs from run to run: order, sampling and storage use WyHash",
            @"\b(GetHashCode|HashCode)\b", file => file.IsIn(Engine),
            [new(Engine + "A.cs", "public override int GetHashCode() => HashCode.Combine(a, b);")],
            [new(Engine + "A.cs", "var hash = WyHash.Of(name, seed); // no GetHashCode")]),
        SourceRule.OnCode("hostile-text-stays-closed", "only the escapers of Reports, Containment and the console read HostileText.Raw", @"\.Raw\b",
            file => file.IsIn("src") && !file.IsIn(Engine + "Reports") && !file.IsIn(Engine + "Containment") && !file.IsIn(App + "Console") && file.Stem != "HostileText",
            [new(Engine + "Findings/A.cs", "var text = zone.Raw;"), new(App + "Verbs/A.cs", "Console.WriteLine(zone?.Raw);")],
            [new(Engine + "Reports/A.cs", "var text = zone.Raw;"), new(Engine + "Rollups/A.cs", "var name = batch.Bytes(row.RawName);")]),
        new("few-last-resorts", "everything is caught in four places: Program.cs, once in Evidence, once in Findings, once in the console", LastResortOffences)
        {
            Broken =
            [
                new(Engine + "Rollups/A.cs", "catch (Exception error)"),
                new(App + "Verbs/A.cs", "catch (System.Exception) when (i > 0)"),
                new(App + "Verbs/B.cs", "catch (Exception fault) when (fault is not IOException)"),
                new(Engine + "Reports/A.cs", "catch\n{"),
                new(Engine + "Evidence/B.cs", "catch (Exception)"),
            ],
            Kept =
            [
                new(Engine + "Evidence/A.cs", "catch (Exception fault)"),
                new(App + "Program.cs", "catch (Exception)"),
                new(Engine + "Cases/A.cs", "catch (IOException)"),
                new(Engine + "Cases/B.cs", "catch (Exception fault) when (fault is IOException or FormatException)"),
            ],
        },
        SourceRule.OnCode("safe", "unsafe stands nowhere but in Evidence/Scanning and the table of the rollups", @"\bunsafe\b",
            file => file.IsIn("src") && !file.IsIn(Engine + "Evidence/Scanning") && !file.IsIn(Engine + "Rollups"),
            [new(Engine + "Evidence/Wire/A.cs", "unsafe void Read(byte* at)")],
            [new(Engine + "Evidence/Scanning/A.cs", "unsafe void Read(byte* at)"), new(Engine + "A.cs", "// this is unsafe")]),
        new("one-unsafe-table", "one file of the rollups, its table, may be unsafe", UnsafeTables)
        {
            Broken = [new(Engine + "Rollups/B.cs", "unsafe int A;")],
            Kept = [new(Engine + "Rollups/A.cs", "unsafe int A;\nunsafe int B;")],
        },
        SourceRule.OnText("finished", "what is committed is finished",
            $@"\b({Later}|FIX{"ME"}|XX{"X"}|HA{"CK"}|NotImplemented{"Exception"})\b", file => file.IsIn("src") || file.IsIn("tests"),
            [new(Engine + "A.cs", $"// {Later}: more"), new(Engine + "B.cs", "throw new NotImplemented" + "Exception();")],
            [new(Engine + "A.cs", "Todo(); // nothing to do")]),
        SourceRule.OnText("no-paths-of-a-machine", "no path of one machine",
            $@"(?<![\w.\-*])({Work}|{Root}|/home/\w|/Users/\w|[A-Z]:\\Users)", file => !file.IsIn("samples"),
            [new("docs/a.md", $"see {Work}shared"), new(Engine + "A.cs", "var path = \"/ho" + "me/me/a\";")],
            [new("docs/a.md", "see docs/work/a.md and src/home/x")]),
        SourceRule.OnText("no-temporary-paths", "temporary files are asked of the system", "(?<![\\w.])/tm" + "p/", file => file.IsIn("src"),
            [new(Engine + "A.cs", "var path = \"/tm" + "p/spool\";")],
            [new(Engine + "A.cs", "var path = Path.GetTempFileName();")]),
        SourceRule.OnText("no-regions", "a file that needs regions is two files; what differs between builds is not tested", @"^\s*#(region|if|else|endif)\b",
            file => file.Path.EndsWith(".cs", StringComparison.Ordinal),
            [new(Engine + "A.cs", "  #reg" + "ion Parsing"), new(Engine + "B.cs", "#i" + "f DEBUG")],
            [new(Engine + "A.cs", "#pragma warning disable CA1031 // one block of one source")]),
    ];

    static IEnumerable<Offence> LastResortOffences(IReadOnlyList<SourceFile> files)
    {
        var all = files.Where(file => file.IsIn("src") && file.Path.EndsWith(".cs", StringComparison.Ordinal))
            .SelectMany(file => SourceRule.Matches(file, file.Code, CatchesAll).Select(offence => (Place: LastResorts.FirstOrDefault(file.IsIn), offence)));
        return all.GroupBy(found => found.Place).SelectMany(group => group.Skip(group.Key is null ? 0 : 1)).Select(found => found.offence);
    }

    static IEnumerable<Offence> UnsafeTables(IReadOnlyList<SourceFile> files) =>
        files.Where(file => file.IsIn(Engine + "Rollups")).Select(file => SourceRule.Matches(file, file.Code, @"\bunsafe\b").ToArray()).Where(found => found.Length > 0)
            .Skip(1).Select(found => found[0]);
}
