using System.Collections.Immutable;
using Nameward.App.Settings;
using Nameward.Engine;
using Nameward.Engine.Cases.Blocks;
using Nameward.Engine.Containment;
using Nameward.Engine.Evidence;
using Nameward.Engine.Observations;
using Nameward.Engine.Reports;
using Nameward.Engine.Reports.Contain;
using Nameward.Engine.Rollups;
using Nameward.Store.Sqlite;

namespace Nameward.App.Verbs;

/// <summary>One containment from request to output.</summary>
/// <param name="request">What is asked of every verb that reads evidence; no sources where the evidence is gone.</param>
/// <param name="asked">What is to be contained.</param>
/// <param name="targets">Ids of the targets.</param>
sealed class ContainRun(EvidenceRequest request, ContainRequest asked, ImmutableHashSet<string> targets)
{
    /// <summary>Folder for the pack; null for none.</summary>
    public string? Folder { get; init; }

    /// <summary>The store whose days the blocks are replayed over too; null for none.</summary>
    public string? Store { get; init; }

    /// <summary>Change requests, against which changes of the configuration are held; null for those of the record.</summary>
    public TicketBook? Tickets { get; init; }

    /// <summary>Evidence that is known to be good; none where none was named.</summary>
    public LocatedEvidence Benign { get; init; } = EvidenceOptions.Nothing;

    /// <summary>Evidence of the case that is not there any more.</summary>
    public ImmutableArray<string> Gone { get; init; } = [];

    /// <summary>Reads, writes, prints.</summary>
    /// <returns>The exit status.</returns>
    public int Run()
    {
        var run = new EvidenceRun(request);
        var investigation = new Investigation(run.Settings with { Site = run.Settings.Site with { Tickets = Tickets } }, TimeProvider.System);
        var read = request.Evidence.Sources.IsEmpty ? investigation.Contain(asked) : run.Read(hash: Folder is not null, evidence => investigation.Contain(evidence, asked with { Benign = Good() }));
        read = Store is { } path ? Remembering(read, path) : read;
        if (!read.Benign.IsEmpty)
        {
            run.RequireSomething(read.Benign);
        }
        var document = TargetList.Packed(read with { Notes = [.. read.Notes, .. NotReplayed()] }, targets);
        if (Folder is { } folder)
        {
            WholeFolder.Write(folder, ContainFiles.Of(document, new SuffixDefang(PublicSuffixes.Shipped)));
        }
        switch (request.Format)
        {
            case OutputFormat.Json:
                Screen.WriteData(ContainJson.Line(document));
                break;
            case OutputFormat.Html:
                Screen.WriteData(HtmlContain.Render(document, new SuffixDefang(PublicSuffixes.Shipped)));
                break;
            default:
                Print(document);
                break;
        }
        return run.Status(ExitStatus.Done);
    }

    ContainDocument Remembering(ContainDocument document, string path)
    {
        using var store = SqliteStore.OpenToRead(path);
        return document.Remembering(Remembered.Between(store.Rollups, DateOnly.MinValue, DateOnly.MaxValue, request.MemoryBytes is { } memory ? RollupLimits.Of(memory) : RollupLimits.Default), store.PassiveDns);
    }

    /// <summary>Reads the evidence that is known to be good, on one thread: its sink is one.</summary>
    Func<IObservationSink, EvidenceReport>? Good() => Benign.Sources.IsEmpty ? null
        : sink => new EvidenceRun(request with { Evidence = Benign, Site = SiteFile.None }).Read(hash: Folder is not null, evidence => evidence.ReadAll(() => sink, 1));

    IEnumerable<Sentence> NotReplayed()
    {
        if (!Gone.IsEmpty)
        {
            yield return Sentence.Of($"{HostileText.Joined(Gone.Select(HostileText.Text))}: not there any more, so not replayed; name the evidence: nameward contain CASE PATH");
        }
    }

    void Print(ContainDocument document)
    {
        if (!request.Quiet)
        {
            var screen = Screen.ForOutput(request.NoColor);
            screen.Write(TerminalContain.Render(document, screen.WithSuffixes() with { WrittenTo = Folder }));
        }
    }
}
