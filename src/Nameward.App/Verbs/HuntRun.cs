using System.Collections.Immutable;
using Nameward.Engine;
using Nameward.Engine.Cases;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Reports;
using Nameward.Engine.Rollups;
using Nameward.Store.Sqlite;

namespace Nameward.App.Verbs;

/// <summary>What the user asked of <c>hunt</c>, checked.</summary>
/// <param name="Reading">What is asked of every verb that reads evidence.</param>
/// <param name="Query">What is hunted for.</param>
/// <param name="Known">What intelligence says.</param>
/// <param name="Grouping">How look-ups are put together; null where they are not.</param>
/// <param name="IsSummary">Whether who, where and when is told instead of the look-ups themselves.</param>
/// <param name="Most">Most rows that are told.</param>
/// <param name="All">Whether every record gets a line.</param>
sealed record HuntRequest(EvidenceRequest Reading, HuntQuery Query, Knowledge Known, HuntGrouping? Grouping, bool IsSummary, int Most, bool All);

/// <summary>One hunt from request to output.</summary>
sealed class HuntRun(HuntRequest request)
{
    readonly Screen _screen = Screen.ForOutput(request.Reading.NoColor);
    bool _hasHeader;

    /// <summary>Hunts in a store.</summary>
    /// <returns>The exit status.</returns>
    public int InStore(string path)
    {
        using var store = SqliteStore.OpenToRead(path);
        var set = Remembered.Between(store.Rollups, DateOnly.MinValue, DateOnly.MaxValue, request.Reading.MemoryBytes is { } memory ? RollupLimits.Of(memory) : RollupLimits.Default);
        Print(HuntBuilder.Of(SceneOf(set), request.Query, store.PassiveDns.All(), request.Most, leftOut: 0, request.Grouping) with { Store = HostileText.Text(path) });
        return ExitStatus.Done;
    }

    /// <summary>Hunts in evidence.</summary>
    /// <returns>The exit status.</returns>
    public int InEvidence()
    {
        var run = new EvidenceRun(request.Reading);
        var document = run.Read(hash: false, evidence => Read(run, evidence));
        if (!document.IsStopped)
        {
            run.RequireSomething(document.Evidence);
        }
        Print(document);
        return run.Status(ExitStatus.Done);
    }

    HuntDocument Read(EvidenceRun run, IEvidence evidence)
    {
        var (query, threads) = (request.Query, request.Reading.Threads);
        if (request.Grouping is { } by)
        {
            return HuntGroups.Read(evidence, threads, SceneOf(new()), query, by, request.Most);
        }
        return request.IsSummary
            ? new Investigation(run.Settings with { Indicators = request.Known.Indicators, Normal = request.Known.Normal }, TimeProvider.System).Hunt(evidence, query, request.Most)
            : HuntMessages.Read(evidence, threads, SceneOf(new()), query, request.Most, messages => Print(run, messages));
    }

    Scene SceneOf(RollupSet seen) => new(new(seen)) { Indicators = request.Known.Indicators, Normal = request.Known.Normal, Site = request.Reading.Site.Settings.Facts };

    // A document is printed whole or not at all; lines are printed at once.
    void Print(EvidenceRun run, ImmutableArray<HuntMessage> messages)
    {
        if (request.Reading.Format == OutputFormat.Csv)
        {
            PrintHeader();
            Screen.WriteData(HuntCsv.Messages(messages));
        }
        else if (request.Reading.Format == OutputFormat.Table)
        {
            run.Meanwhile(() => _screen.Write(TerminalHunt.Messages(messages, _screen.WithSuffixes())));
        }
    }

    void PrintHeader()
    {
        if (!_hasHeader)
        {
            Screen.WriteData(HuntCsv.MessageHeader);
            _hasHeader = true;
        }
    }

    void Print(HuntDocument document)
    {
        switch (request.Reading.Format)
        {
            case OutputFormat.Json:
                Screen.WriteData(HuntJson.Line(document));
                break;
            case OutputFormat.Csv when document.TellsMessages:
                PrintHeader();
                break;
            case OutputFormat.Csv:
                Screen.WriteData(HuntCsv.Rows(document.Rows));
                break;
            default:
                PrintPage(document);
                break;
        }
    }

    void PrintPage(HuntDocument document)
    {
        if (!request.Reading.Quiet)
        {
            _screen.Write(TerminalHunt.Render(document, _screen.WithSuffixes() with { ListsAll = request.All }));
        }
    }
}
