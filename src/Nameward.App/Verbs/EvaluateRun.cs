using System.Collections.Concurrent;
using System.Collections.Immutable;
using Nameward.Engine;
using Nameward.Engine.Cases;
using Nameward.Engine.Cases.Reviewing;
using Nameward.Engine.Evaluation;
using Nameward.Engine.Evidence;
using Nameward.Engine.Observations;
using Nameward.Engine.Reports;

namespace Nameward.App.Verbs;

/// <summary>
/// One evaluation from request to outputs. Files are triaged each by itself: small ones side by side with a thread each, large ones one after another with
/// all threads, so that memory stays that of a few small files or of one large one.
/// </summary>
sealed class EvaluateRun(EvaluateRequest request)
{
    const long LargeBytes = 16 << 20;
    const int MostAtOnce = 8;

    readonly ConcurrentQueue<string> _faults = [];

    /// <summary>Reads, compares, writes.</summary>
    /// <returns>The exit status.</returns>
    public int Run()
    {
        var document = Document();
        if (request.Plot is { } path)
        {
            WholeFile.Write(EvaluateOptions.PlotFlag, path, EvaluationPlot.Render(document, new SuffixDefang(PublicSuffixes.Shipped)));
        }
        Print(document);
        return EvidenceRun.SayFaults([.. _faults.Order(StringComparer.Ordinal)], ExitStatus.Done);
    }

    /// <summary>Reads and compares.</summary>
    public EvaluationDocument Document()
    {
        var clock = TimeProvider.System;
        var (started, startedAt) = (clock.GetTimestamp(), clock.GetUtcNow().UtcDateTime);
        var (files, configuration) = Evaluate();
        return EvaluationDocument.Of(files,
            new(Product.Version, startedAt, Math.Round(clock.GetElapsedTime(started).TotalSeconds, 3), null, "nameward " + string.Join(' ', Environment.GetCommandLineArgs().Skip(1)), configuration));
    }

    (ImmutableArray<EvaluatedFile> Files, string Configuration) Evaluate()
    {
        using var stop = new CancellationTokenSource();
        EvidenceRun.StopWhenAsked(stop);
        var errors = Screen.ForErrors();
        var progress = new EvaluateProgress(new(Console.Error, !Console.IsErrorRedirected && !request.Quiet, errors.WithSuffixes()), request.Files.Sum(file => file.Bytes));
        var results = new EvaluatedFile[request.Files.Length];
        var configuration = "";
        void One(int at, int threads)
        {
            progress.Begin(request.Files[at]);
            var (document, counts, moment) = Triage(request.Files[at], threads, stop.Token);
            results[at] = EvaluatedFile.Of(request.Files[at].Truth, document, counts) with { Moment = moment, IsTimed = request.When };
            configuration = document.Run.ConfigurationSha256;
            progress.End(request.Files[at], document.Evidence.Sum(source => source.Records));
        }
        var (small, large) = (Indices(bytes => bytes <= LargeBytes), Indices(bytes => bytes > LargeBytes));
        var atOnce = new ParallelOptions { MaxDegreeOfParallelism = Math.Min(request.Threads, MostAtOnce), CancellationToken = stop.Token };
        Parallel.ForEach(Partitioner.Create(small, EnumerablePartitionerOptions.NoBuffering), atOnce, at => One(at, threads: 1));
        large.ForEach(at => One(at, request.Threads));
        progress.Clear();
        return ([.. results], configuration);
    }

    // The largest first, so that none of them is waited for at the end.
    List<int> Indices(Func<long, bool> isChosen) =>
        [.. Enumerable.Range(0, request.Files.Length).Where(at => isChosen(request.Files[at].Bytes)).OrderByDescending(at => request.Files[at].Bytes)];

    (TriageDocument Document, EvidenceCounter Counts, EscalationMoment? Moment) Triage(LabelledEvidence file, int threads, CancellationToken cancel)
    {
        using var evidence = new RepeatedEvidence(() => new(file.Evidence, new() { Cancel = cancel }));
        var (counts, settings) = (new EvidenceCounter(evidence), request.Settings with { Threads = threads });
        TriageDocument Judge(IEvidence part) => new Investigation(settings, TimeProvider.System).Triage(part);
        var document = Judge(counts);
        var moment = request.When ? EscalationMoment.Of(evidence, document, Judge) : null;
        evidence.Dispose();
        foreach (var fault in evidence.OurFaults)
        {
            _faults.Enqueue(fault);
        }
        return (document, counts, moment);
    }

    void Print(EvaluationDocument document)
    {
        switch (request.Format)
        {
            case OutputFormat.Json:
                Screen.WriteData(EvaluationJson.Line(document));
                break;
            case OutputFormat.Csv:
                Screen.WriteData(EvaluationCsv.Render(document));
                break;
            default:
                PrintTable(document);
                break;
        }
    }

    void PrintTable(EvaluationDocument document)
    {
        if (!request.Quiet)
        {
            var screen = Screen.ForOutput(request.NoColor);
            screen.Write(TerminalEvaluation.Render(document, screen.WithSuffixes() with { ListsAll = request.All, WrittenTo = request.Plot }));
        }
    }
}
