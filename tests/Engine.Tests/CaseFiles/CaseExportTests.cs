using System.Formats.Tar;
using System.Text;
using System.Text.Json;
using Nameward.Engine.Cases.Trails;
using Nameward.Engine.Reports.CaseFiles;
using Nameward.Engine.Tests.Reports;
using Xunit;

namespace Nameward.Engine.Tests.CaseFiles;

/// <summary>A case as a file comes back as it was, or not at all; its evidence has the same bytes each time.</summary>
public sealed class CaseExportTests
{
    [Fact]
    public void ACaseComesBackAsItWas()
    {
        var kept = CaseSamples.Worked();
        var file = CaseExport.Write(kept, CaseSamples.Content);
        var back = CaseExport.Read("a", file);
        Assert.Equal(kept.File.Rows, back.File.Rows);
        Assert.Equal(kept.Head.Hash, back.Head.Hash);
        Assert.Equal(CaseSamples.Mail, back.Contents[CaseSamples.Sum(CaseSamples.Mail)]);
        Assert.Equal(file, CaseExport.Write(CaseSamples.Kept(back.File.Rows), back.Contents.GetValueOrDefault));
    }

    [Fact]
    public void AnyByteThatIsChangedIsFound()
    {
        var kept = CaseSamples.Worked();
        var file = CaseExport.Write(kept, CaseSamples.Content);
        var random = new Random(11);
        for (var i = 0; i < 2000; i++)
        {
            var at = random.Next(file.Length);
            var changed = file.ToArray();
            changed[at] ^= (byte)(1 << random.Next(7));
            if (Record.Exception(() => CaseExport.Read("a", changed)) is not { } fault)
            {
                Assert.Equal(kept.File.Rows, CaseExport.Read("a", changed).File.Rows);
                continue;
            }
            Assert.IsType<UserError>(fault);
        }
    }

    [Fact]
    public void AFileThatIsCutIsFound()
    {
        var file = CaseExport.Write(CaseSamples.Worked(), CaseSamples.Content);
        for (var length = 0; length < file.Length; length += 97)
        {
            Assert.Throws<UserError>(() => CaseExport.Read("a", file.AsMemory(0, length)));
        }
        Assert.Throws<UserError>(() => CaseExport.Read("a", (byte[])[.. file, (byte)'\n']));
    }

    [Theory]
    [InlineData("case-file/1", "case-file/2", "a: a newer version of the program wrote this case file")]
    [InlineData("case-file/1", "triage/1", "a: this is no case file")]
    [InlineData("j.doe", "m.doe", "a: the case file is damaged, or somebody changed it")]
    [InlineData("\"contents\":2", "\"contents\":1", "a: the case file is damaged, or somebody changed it")]
    [InlineData("\"rows\":9", "\"rows\":8", "a: the case file is damaged, or somebody changed it")]
    public void WhatIsWrongIsSaid(string was, string @is, string what)
    {
        var text = Encoding.UTF8.GetString(CaseExport.Write(CaseSamples.Worked(), CaseSamples.Content)).Replace(was, @is, StringComparison.Ordinal);
        Assert.Equal(what, Assert.Throws<UserError>(() => CaseExport.Read("a", Encoding.UTF8.GetBytes(text))).Mistakes.Single().What);
    }

    [Fact]
    public void OnlyRowsThatFollowAreNew()
    {
        var kept = CaseSamples.Worked();
        var (rows, exported) = (kept.File.Rows, CaseExport.Read("a", CaseExport.Write(kept, CaseSamples.Content)));
        Assert.Equal(rows, exported.NewFor([])!.Value);
        Assert.Equal(rows[3..], exported.NewFor(rows[..3])!.Value);
        Assert.Empty(exported.NewFor(rows)!.Value);
        Assert.Empty(exported.NewFor([.. rows, .. TrailChain.After(CaseSamples.Subject, rows[^1], CaseSamples.Noon, "x", new TrailEntry("noted", "{}"))])!.Value);
        Assert.Null(exported.NewFor([.. rows[..3], .. TrailChain.After(CaseSamples.Subject, rows[2], CaseSamples.Noon, "x", new TrailEntry("noted", "{}"))]));
    }

    [Fact]
    public void ABundleHasTheSameBytesTwiceAndItsSumsHold()
    {
        var kept = CaseSamples.Worked();
        var bundle = EvidenceBundle.Write(kept, CaseSamples.Content);
        Assert.Equal(bundle, EvidenceBundle.Write(kept with { Head = kept.Head with { Case = 3 } }, CaseSamples.Content));
        var files = new Dictionary<string, byte[]>();
        using (var tar = new TarReader(new MemoryStream(bundle)))
        {
            while (tar.GetNextEntry() is { } entry)
            {
                using var content = new MemoryStream();
                entry.DataStream?.CopyTo(content);
                Assert.Equal(DateTimeOffset.UnixEpoch, entry.ModificationTime);
                files.Add(entry.Name[$"case-{CaseSamples.Uid:D}/".Length..], content.ToArray());
            }
        }
        Assert.Equal(["SHA256SUMS", $"attachments/{CaseSamples.Sum(CaseSamples.Mail)}", "manifest.json", "runs/1/case.json", "runs/1/evidence.jsonl", "runs/1/sources.csv", "trail.jsonl"], files.Keys);
        string[] sums = [.. Encoding.ASCII.GetString(files["SHA256SUMS"]).Split('\n', StringSplitOptions.RemoveEmptyEntries)];
        Assert.Equal(files.Keys.Skip(1).Select(name => $"{CaseSamples.Sum(files[name])}  {name}"), sums);
        string[] rows = [.. Encoding.UTF8.GetString(files["runs/1/evidence.jsonl"]).Split('\n', StringSplitOptions.RemoveEmptyEntries)];
        var shown = EscalateSample.Document.Findings.SelectMany(finding => finding.Evidence.Select(row => (finding.Id, row.Position))).ToList();
        Assert.NotEmpty(shown);
        Assert.Equal(shown, rows.Select(row => JsonDocument.Parse(row).RootElement).Select(row => (row.GetProperty("finding").GetString()!, row.GetProperty("position").GetInt64())));
    }
}
