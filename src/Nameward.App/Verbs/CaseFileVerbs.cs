using System.CommandLine;
using Nameward.Engine;
using Nameward.Engine.Observations;
using Nameward.Engine.Reports;
using Nameward.Engine.Reports.CaseFiles;

namespace Nameward.App.Verbs;

/// <summary>A case as a file: <c>case export</c>, <c>case import</c>, <c>case bundle</c>.</summary>
static class CaseFileVerbs
{
    const string AboutExport = """
        Writes a whole case into one file: trail, records and attached files. nameward case import FILE takes it into another store.

        Examples:
          nameward case export 12 --out case-12.jsonl
        """;

    const string AboutImport = """
        Takes a case of another store from its file, with its trail as it is. Every hash and sum is checked before anything is written. Where the case is here already,
        the rows that are new are added; where both went on apart, nothing is done.

        Examples:
          nameward case import case-12.jsonl
        """;

    const string AboutBundle = """
        Writes the evidence of a case into one tar file: hashes of sources, the exact lines and packet numbers, trail, versions of program and configuration, attached
        files, and a list of sums (sha256sum -c SHA256SUMS). The same case gives the same bytes.

        Examples:
          nameward case bundle 12 --out case-12.tar
        """;

    const string Flag = "--out";

    public static Command Export() => Writing("export", AboutExport, "the case", (desk, number) => CaseExport.Write(desk.FindWhole(number), desk.Store.Cases.Content));

    public static Command Bundle() => Writing("bundle", AboutBundle, "the evidence", (desk, number) => EvidenceBundle.Write(desk.FindWhole(number), desk.Store.Cases.Content));

    public static Command Import()
    {
        var file = new Argument<string>("FILE") { Description = "What nameward case export wrote." };
        var (store, noColor) = (StoreOption.Create(), EvidenceOptions.NoColor());
        var verb = new Command("import", AboutImport) { file, store, noColor };
        verb.SetAction(parsed =>
        {
            var exported = CaseExport.Read(parsed.GetValue(file)!, Bytes(parsed.GetValue(file)!));
            using var desk = CaseDesk.OrMake(parsed.GetValue(store), "");
            var added = Take(desk, exported, parsed.GetValue(file)!);
            var number = desk.Store.Cases.Heads().Single(head => head.Subject == exported.Head.Subject).Case!.Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
            return desk.Say(number, added == 0 ? Sentence.Of("nothing new") : Sentence.Of($"{added} of {exported.Head.Count} rows taken"), parsed.GetValue(noColor));
        });
        return verb;
    }

    static int Take(CaseDesk desk, ExportedCase exported, string file)
    {
        var added = 0;
        desk.Store.Together(() =>
        {
            var rows = exported.NewFor(desk.Store.Cases.Rows(exported.Head.Subject))
                ?? throw new UserError($"{file}: this case went on here and there, and nothing was done", $"id {exported.File.Uid:D}", "go on with one of both; nameward case note  holds what the other says");
            foreach (var content in rows.IsEmpty ? [] : exported.Contents.Values)
            {
                desk.Store.Cases.Put(content);
            }
            added = rows.IsEmpty || desk.Store.Cases.Append(rows) ? rows.Length : throw new UserError($"{file}: the trail of this case is not whole here, and nothing was done", null, "nameward store check");
        });
        return added;
    }

    static byte[] Bytes(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            if (file.Length > CaseExport.MostBytes)
            {
                throw new UserError($"{path}: larger than any case file", null, "name a file that nameward case export wrote");
            }
            var bytes = new byte[file.Length];
            return bytes[..file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"{path}: it cannot be read", File.Exists(path) ? fault.Message : "there is no such file", "name a file that nameward case export wrote");
        }
    }

    static Command Writing(string name, string about, string what, Func<CaseDesk, string, byte[]> write)
    {
        var number = CaseWorkVerbs.Number();
        var file = new Option<string>(Flag) { Description = $"The file for {what}, which is not there yet.", HelpName = "FILE", Required = true };
        var (store, noColor) = (StoreOption.Create(), EvidenceOptions.NoColor());
        var verb = new Command(name, about) { number, file, store, noColor };
        verb.SetAction(parsed =>
        {
            var path = parsed.GetValue(file)!;
            WholeFile.Check(Flag, path);
            using var desk = CaseDesk.ToRead(parsed.GetValue(store));
            WholeFile.Write(Flag, path, write(desk, parsed.GetValue(number)!));
            return desk.Say(parsed.GetValue(number)!, Sentence.Of($"written to {HostileText.Text(path)}"), parsed.GetValue(noColor));
        });
        return verb;
    }
}
