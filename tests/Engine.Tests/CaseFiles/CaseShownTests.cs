using Nameward.Engine.Cases;
using Nameward.Engine.Observations;
using Nameward.Engine.Reports;
using Nameward.Engine.Reports.CaseFiles;
using Nameward.Engine.Tests.Reports;
using Xunit;

namespace Nameward.Engine.Tests.CaseFiles;

/// <summary>A case on a terminal and in tables: what people and adversaries wrote does nothing there.</summary>
public sealed class CaseShownTests
{
    static readonly TerminalOptions Wide = new() { Columns = 120 };

    [Fact]
    public void NothingThatWasWrittenActsOnATerminalOrATable()
    {
        foreach (var text in HostileSample.Texts.Where(text => text.Length > 0))
        {
            var kept = CaseSamples.Of(HostileSample.With(HostileText.Text(text)), _ => TrailData.Noted(text), file => TrailData.Assigned(file, text), _ => TrailData.Ticket(text), _ => TrailData.Attached(text, new string('0', 64), 1));
            var lines = TerminalCase.Render(kept, CaseSamples.Noon, Wide).Concat(TerminalCases.List([kept], 0, CaseSamples.Noon, Wide)).Concat(TerminalCases.Done(kept, Sentence.Of($"{HostileText.Text(text)}"), [], Wide));
            Assert.All(lines, line => Assert.DoesNotContain(line.Text, c => char.IsControl(c) || c is '\u202e' or '\u200b' or '\ufeff'));
            var csv = System.Text.Encoding.UTF8.GetString(CasesJson.Csv([kept]));
            Assert.Equal(3, csv.Split("\r\n").Length);
            Assert.DoesNotContain(csv, c => c > '~');
        }
    }

    [Fact]
    public void NamesOfFindingsAreInBrackets()
    {
        var text = string.Join('\n', TerminalCase.Render(CaseSamples.Worked(), CaseSamples.Noon.AddDays(3), Wide).Select(line => line.Text));
        Assert.Contains("t.example[.]net", text, StringComparison.Ordinal);
        Assert.DoesNotContain("t.example.net", text.Replace("theirs: t.example.net", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("[x] deep-dive", text, StringComparison.Ordinal);
        Assert.Contains("[ ] review", text, StringComparison.Ordinal);
        Assert.Contains("[-] restore", text, StringComparison.Ordinal);
    }

    [Fact]
    public void AListBeginsWithWhatIsOpenAndGravest()
    {
        var (open, closed) = (CaseSamples.Of(TriageSamples.Watch), CaseSamples.Worked());
        var grave = CaseSamples.Of(EscalateSample.Document);
        Engine.Cases.Files.KeptCase[] all = [closed with { Head = closed.Head with { Case = 1 } }, open with { Head = open.Head with { Case = 2 } }, grave with { Head = grave.Head with { Case = 3 } }];
        Assert.Equal([3, 2, 1], all.Order(Engine.Cases.Files.KeptCase.GravestFirst).Select(kept => kept.Number));
    }

    [Fact]
    public void AgainstARecordOfItselfAllIsTheSame()
    {
        using var record = RecordedCase.OfStore(12, PackedRecord.Of(EscalateSample.Document));
        var since = CaseRecord.Since(record, EscalateSample.Document);
        Assert.Equal((0, 0, 0, 0, EscalateSample.Document.Findings.Length), (since.New.Length, since.Gone.Length, since.Grown.Length, since.Shrunk.Length, since.Same.Length));
    }

    [Fact]
    public void WhatIsNewGoneAndGrownGoesBySubjectAndNotByNumber()
    {
        var document = EscalateSample.Document;
        var (first, rest) = (document.Findings[0], document.Findings[1..]);
        TriageFinding[] now = [.. rest.Select((finding, at) => finding with { Id = $"F{at + 1}" }), first with { Id = "F9", Queries = first.Queries + 1 }];
        var other = first with { Id = "F7", Subject = new(TriageSamples.Host("10.0.9.9"), TriageSamples.Name("new.example.org"), [TriageSamples.Name("new.example.org")], null, null, null) };
        using var record = RecordedCase.OfStore(12, PackedRecord.Of(document with { Findings = [.. document.Findings, other with { Subject = other.Subject with { Client = TriageSamples.Host("10.0.9.8") } }] }));
        var since = CaseRecord.Since(record, document with { Findings = [.. now, other] });
        Assert.Equal(("F7", "F7"), (since.New.Single().Now!.Id, since.Gone.Single().Then!.Id));
        Assert.Equal(("F9", first.Id, first.Queries), (since.Grown.Single().Now!.Id, since.Grown.Single().Then!.Id, since.Grown.Single().Then!.Queries));
        Assert.Equal(rest.Length, since.Same.Length);
    }
}
