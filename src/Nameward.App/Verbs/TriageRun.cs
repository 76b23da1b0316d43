using System.Diagnostics;
using Nameward.App.Terminal;
using Nameward.Engine;
using Nameward.Engine.Cases;
using Nameward.Engine.Evidence;
using Nameward.Engine.Reports;
using Nameward.Engine.Rollups;

namespace Nameward.App.Verbs;

/// <summary>One triage from request to outputs.</summary>
sealed class TriageRun(TriageRequest request)
{
    readonly Screen _errors = Screen.ForErrors();

    /// <summary>Reads, decides, writes.</summary>
    /// <returns>The exit status.</returns>
    public int Run()
    {
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, press) =>
        {
            press.Cancel = true;
            stop.Cancel();
        };
        var progress = new ProgressWriter(Console.Error, !Console.IsErrorRedirected && !request.Quiet, _errors.WithSuffixes());
        var options = new ReadingOptions
        {
            As = request.As,
            Zone = request.Zone,
            Hash = request.Hash,
            StandardInput = Console.OpenStandardInput,
            Progress = new ReadingProgress(progress),
            Cancel = stop.Token,
        };
        using var evidence = new FileEvidence(request.Evidence, options);
        var document = new Investigation(new()
        {
            Threads = request.Threads,
            Indicators = request.Indicators,
            AsOf = request.AsOf,
            CommandLine = "nameward " + string.Join(' ', Environment.GetCommandLineArgs().Skip(1)),
        }, TimeProvider.System).Triage(evidence);
        progress.Clear();
        if (document.Evidence.All(source => source.Format is null))
        {
            throw MistakeText.NothingRead(document);
        }
        if (request.As is { } format && document.Evidence.All(source => source.Observed == 0 && source.Malformed > 0))
        {
            throw MistakeText.NotOfFormat(format, document);
        }
        Write(document);
        return Faults(evidence) ? ExitStatus.OurFault : request.ExitCode ? ExitStatus.Of(document.Decision.Decision) : ExitStatus.Done;
    }

    void Write(TriageDocument document)
    {
        var defang = new SuffixDefang(PublicSuffixes.Shipped);
        if (request.Out is { } folder)
        {
            CaseFolder.Write(folder, document, defang, ReportList.All);
        }
        if (request.Json)
        {
            using var output = Console.OpenStandardOutput();
            output.Write(TriageJson.Line(document));
        }
        else if (!request.Quiet)
        {
            var screen = Screen.ForOutput(request.NoColor);
            screen.Write(TerminalSummary.Render(document, screen.WithSuffixes() with
            {
                WrittenTo = request.Out,
                Written = request.Out is null ? [] : [.. ReportList.All.Select(file => file.Name)],
            }));
        }
    }

    static bool Faults(FileEvidence evidence)
    {
        foreach (var fault in evidence.OurFaults)
        {
            Console.Error.WriteLine($"fault   ours, in reading; the rest was done:\n{fault}");
        }
        return !evidence.OurFaults.IsEmpty;
    }

    sealed class ReadingProgress(ProgressWriter writer) : IProgress<ReadProgress>
    {
        readonly long _started = Stopwatch.GetTimestamp();

        public void Report(ReadProgress value) => writer.Show(new(value.Source, value.Bytes, value.Total, value.Records, Stopwatch.GetElapsedTime(_started)));
    }
}
