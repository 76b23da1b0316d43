using System.Security.Cryptography;
using Nameward.Engine;
using Nameward.Engine.Cases;
using Nameward.Engine.Evidence;
using Nameward.Engine.Observations;
using Nameward.Engine.Reports;
using Nameward.Engine.Rollups;
using Nameward.Engine.Rollups.Intake;
using Nameward.Store.Sqlite;

namespace Nameward.App.Verbs;

/// <summary>One intake from request to outputs: each file by itself, read and kept in one transaction.</summary>
sealed class IngestRun(EvidenceRequest request, string path)
{
    readonly List<IngestedFile> _files = [];
    readonly List<SourceReport> _sources = [];
    readonly RollupLimits _limits = request.MemoryBytes is { } memory ? RollupLimits.Of(memory) : RollupLimits.Default;

    /// <summary>Reads, keeps, says what came of it.</summary>
    /// <returns>The exit status.</returns>
    public int Run()
    {
        var run = new EvidenceRun(request);
        using var store = StoreOption.Open(path);
        try
        {
            run.ReadEach((file, open) => _files.Add(IsKnown(store, file) ? new() { Path = HostileText.Text(file.Path), Outcome = IngestOutcome.KnownFile } : Take(store, file, open)));
        }
        catch (OperationCanceledException) when (_files.Count > 0)
        {
            Console.Error.WriteLine($"stopped; what was taken in until then is kept, {_files.Count} of {request.Evidence.Sources.Length} files");
            return ExitStatus.Stopped;
        }
        catch (UserError) when (_files.Count > 0)
        {
            Console.Error.WriteLine($"kept    what was taken in before, {_files.Count} of {request.Evidence.Sources.Length} files");
            throw;
        }
        var evidence = IngestDocument.EvidenceOf(_sources);
        if (_files.All(file => file.Outcome == IngestOutcome.NotRead))
        {
            run.RequireSomething(evidence);
        }
        Print(new() { Store = HostileText.Text(path), Files = [.. _files], Evidence = evidence, Notes = request.Evidence.Notes });
        return run.Status(ExitStatus.Done);
    }

    IngestedFile Take(SqliteStore store, SourceFile file, Func<Func<IEvidence, EvidenceReport>, EvidenceReport> open)
    {
        var taken = new IngestedFile { Path = HostileText.Text(file.Path), Outcome = IngestOutcome.NotRead };
        store.Together(() =>
        {
            var intake = new SourceIntake(store.Seed, store.Intake.Next(), _limits, store.Intake.Fingerprints);
            var report = open(evidence => evidence.ReadAll(intake.Sink, request.Threads));
            var sum = report.Sources.Select(source => source.Sha256).FirstOrDefault(sum => sum is not null);
            if (sum is not null && store.Intake.Knows(Convert.FromHexString(sum)))
            {
                taken = taken with { Outcome = IngestOutcome.KnownFile };
                return;
            }
            _sources.AddRange(report.Sources);
            if (sum is not null && report.Sources.Any(source => source.Format is not null && source.Records > 0))
            {
                taken = Keep(store, file, report, intake.Finish(), Convert.FromHexString(sum));
            }
        });
        return taken;
    }

    static IngestedFile Keep(SqliteStore store, SourceFile file, EvidenceReport report, IntakeResult result, byte[] sum)
    {
        var records = report.Sources.Sum(source => source.Records);
        store.Intake.Keep(store, new()
        {
            Sha256 = sum,
            Bytes = file.Length,
            Path = file.Path,
            Taken = TimeProvider.System.GetUtcNow().UtcDateTime,
            Records = records,
            Members = report.Sources.Length,
            IsWhole = report.OurFaults.IsEmpty,
        }, result);
        return new()
        {
            Path = HostileText.Text(file.Path),
            Outcome = result.New > 0 ? IngestOutcome.Taken : IngestOutcome.NothingNew,
            Records = records,
            New = result.New,
            Known = result.Known,
            From = Day(result.From),
            To = Day(result.To),
            LeftOut = result.LeftOut,
        };
    }

    static DateOnly? Day(DateOnly day) => day == DateOnly.MinValue ? null : day;

    // The sum of a file is only taken before it is read where one of its length is known. Standard input can be read once.
    static bool IsKnown(SqliteStore store, SourceFile file)
    {
        if (file.IsStandardInput || file.Length == 0 || !store.Intake.KnowsLength(file.Length))
        {
            return false;
        }
        try
        {
            using var content = File.OpenRead(file.Path);
            return store.Intake.Knows(SHA256.HashData(content));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    void Print(IngestDocument document)
    {
        if (request.Format == OutputFormat.Json)
        {
            Screen.WriteData(IngestJson.Line(document));
        }
        else if (!request.Quiet)
        {
            var screen = Screen.ForOutput(request.NoColor);
            screen.Write(TerminalIngest.Render(document, screen.WithSuffixes()));
        }
    }
}
