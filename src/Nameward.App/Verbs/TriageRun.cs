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
    const int MostWarnings = 5;

    readonly Screen _errors = Screen.ForErrors();
    readonly EvidenceRequest _reading = request.Reading;

    /// <summary>Reads, decides, writes.</summary>
    /// <returns>The exit status.</returns>
    public int Run()
    {
        SaySite();
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, press) =>
        {
            press.Cancel = true;
            stop.Cancel();
        };
        var progress = new ProgressWriter(Console.Error, !Console.IsErrorRedirected && !_reading.Quiet, _errors.WithSuffixes());
        var options = new ReadingOptions
        {
            As = _reading.As,
            Zone = _reading.Zone,
            Dates = _reading.Dates,
            Hash = request.Hash,
            StandardInput = Console.OpenStandardInput,
            Progress = new ReadingProgress(progress),
            Cancel = stop.Token,
        };
        using var evidence = new FileEvidence(_reading.Evidence, options);
        var document = new Investigation(new()
        {
            Threads = _reading.Threads,
            Indicators = request.Indicators,
            AsOf = request.AsOf,
            Site = _reading.Site.Settings.Facts,
            CommandLine = "nameward " + string.Join(' ', Environment.GetCommandLineArgs().Skip(1)),
        }, TimeProvider.System).Triage(evidence);
        progress.Clear();
        if (document.Evidence.All(source => source.Format is null))
        {
            throw MistakeText.NothingRead(document);
        }
        if (_reading.As is { } format && document.Evidence.All(source => source.Observed == 0 && source.Malformed > 0))
        {
            throw MistakeText.NotOfFormat(format, document);
        }
        Write(document);
        return Faults(evidence) ? ExitStatus.OurFault : request.ExitCode ? ExitStatus.Of(document.Decision.Decision) : ExitStatus.Done;
    }

    // A site file changes what is decided: which one was used is said, most of all where nobody named it.
    void SaySite()
    {
        if (_reading.Site.Path is { } site && !_reading.Quiet)
        {
            _errors.Write(SettingsText.Used(site, _reading.Site.Warnings, MostWarnings, _errors.Options));
        }
    }

    void Write(TriageDocument document)
    {
        var defang = new SuffixDefang(PublicSuffixes.Shipped);
        if (request.Out is { } folder)
        {
            CaseFolder.Write(folder, document, defang, ReportList.All);
        }
        if (_reading.Json)
        {
            using var output = Console.OpenStandardOutput();
            output.Write(TriageJson.Line(document));
        }
        else if (!_reading.Quiet)
        {
            var screen = Screen.ForOutput(_reading.NoColor);
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
