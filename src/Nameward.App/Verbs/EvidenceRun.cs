using System.Collections.Immutable;
using System.Diagnostics;
using Nameward.App.Settings;
using Nameward.App.Terminal;
using Nameward.Engine;
using Nameward.Engine.Cases;
using Nameward.Engine.Evidence;
using Nameward.Engine.Evidence.Mappings;
using Nameward.Engine.Evidence.Proposals;
using Nameward.Engine.Observations;
using Nameward.Engine.Reports;

namespace Nameward.App.Verbs;

/// <summary>The part of a run that all verbs share which read evidence: says by which site file it goes, shows how far it is, stops when asked, says our faults.</summary>
sealed class EvidenceRun(EvidenceRequest request)
{
    const int MostWarnings = 5;

    readonly Screen _errors = Screen.ForErrors();
    ImmutableArray<string> _faults = [];
    ProgressWriter? _progress;

    /// <summary>What the shared words of the command line say of the investigation.</summary>
    public InvestigationSettings Settings => new()
    {
        Threads = request.Threads,
        MemoryBytes = request.MemoryBytes,
        Site = request.Site.Settings.Facts,
        Policy = request.Site.Policy.Policy,
        Map = request.Map,
        CommandLine = "nameward " + string.Join(' ', Environment.GetCommandLineArgs().Skip(1)),
    };

    /// <summary>Opens the evidence and hands it to <paramref name="investigate"/>.</summary>
    /// <param name="hash">Whether to take the SHA-256 of each source.</param>
    /// <param name="investigate">What is done with it.</param>
    public T Read<T>(bool hash, Func<IEvidence, T> investigate)
    {
        SaySite();
        using var stop = new CancellationTokenSource();
        StopWhenAsked(stop);
        return Read(request.Evidence, hash, investigate, stop.Token);
    }

    /// <summary>The same for what reads all of it more than once.</summary>
    /// <exception cref="UserError">A part of it is standard input, which is there once.</exception>
    public T ReadOften<T>(Func<IEvidence, T> investigate)
    {
        if (request.Evidence.Sources.Any(source => source.IsStandardInput))
        {
            throw new UserError("-: this reads the evidence more than once, and standard input is there once", null, "write it to a file, and name that");
        }
        SaySite();
        using var stop = new CancellationTokenSource();
        StopWhenAsked(stop);
        using var evidence = new RepeatedEvidence(() => Open(request.Evidence, hash: false, stop.Token));
        var result = investigate(evidence);
        evidence.Dispose();
        _progress?.Clear();
        _faults = _faults.AddRange(evidence.OurFaults);
        return result;
    }

    /// <summary>Prints results while evidence is still read, beside the line that shows how far it is.</summary>
    public void Meanwhile(Action print) => _progress!.Between(print);

    /// <summary>Hands each file of the evidence over by itself, in order, with what opens it: its SHA-256 is taken.</summary>
    /// <exception cref="OperationCanceledException">The user stopped it.</exception>
    public void ReadEach(Action<SourceFile, Func<Func<IEvidence, EvidenceReport>, EvidenceReport>> each)
    {
        SaySite();
        using var stop = new CancellationTokenSource();
        StopWhenAsked(stop);
        foreach (var file in request.Evidence.Sources)
        {
            stop.Token.ThrowIfCancellationRequested();
            each(file, read => Read(new([file], []), hash: true, read, stop.Token));
        }
    }

    T Read<T>(LocatedEvidence located, bool hash, Func<IEvidence, T> investigate, CancellationToken stop)
    {
        using var evidence = Open(located, hash, stop);
        var result = investigate(evidence);
        _progress?.Clear();
        _faults = _faults.AddRange(evidence.OurFaults);
        return result;
    }

    FileEvidence Open(LocatedEvidence located, bool hash, CancellationToken stop)
    {
        _progress = new ProgressWriter(Console.Error, !Console.IsErrorRedirected && !request.Quiet, _errors.WithSuffixes());
        return new(located, new ReadingOptions
        {
            As = request.As,
            Map = request.Map,
            Zone = request.Zone,
            Dates = request.Dates,
            Hash = hash,
            StandardInput = Console.OpenStandardInput,
            Progress = new ReadingProgress(_progress),
            Cancel = stop,
        });
    }

    /// <summary>Says what was wrong with the evidence where nothing of it could be read.</summary>
    /// <exception cref="UserError">None of the sources has a format, or not one record has the format that was named.</exception>
    public void RequireSomething(ImmutableArray<TriageEvidence> evidence)
    {
        if (request.Map is { } map && evidence.All(source => source.Observed == 0))
        {
            throw NotMapped(map.Mapping);
        }
        if (evidence.All(source => source.Format is null))
        {
            throw MistakeText.NothingRead(evidence);
        }
        if (request.As is { } format && evidence.All(source => source.Observed == 0 && source.Malformed > 0))
        {
            throw MistakeText.NotOfFormat(format, evidence);
        }
    }

    /// <summary>The mistake of a mapping by which not one record could be read: what it names, and what there is.</summary>
    UserError NotMapped(Mapping mapping)
    {
        var mistakes = new List<Mistake>();
        foreach (var source in request.Evidence.Sources)
        {
            var there = source.IsStandardInput ? [] : MapProposer.ColumnsOf(source.Path, new());
            mistakes.Add(new($"{MapFile.Option}: no record of {source.Path} reads so", MapText.Absent(mapping, there), $"nameward map {source.Path}  proposes a mapping"));
        }
        return new([.. mistakes]);
    }

    /// <summary>The exit status: that of our faults, which are said, or <paramref name="otherwise"/>.</summary>
    public int Status(int otherwise) => SayFaults(_faults, otherwise);

    /// <summary>Says our faults.</summary>
    /// <returns>The exit status: that of our faults, or <paramref name="otherwise"/> where there are none.</returns>
    public static int SayFaults(IReadOnlyCollection<string> faults, int otherwise)
    {
        foreach (var fault in faults)
        {
            Console.Error.WriteLine($"fault   ours, in reading; the rest was done:\n{fault}");
        }
        return faults.Count == 0 ? otherwise : ExitStatus.OurFault;
    }

    /// <summary>Cancels the reading when the user interrupts the program, which then ends by itself with nothing half-written.</summary>
    public static void StopWhenAsked(CancellationTokenSource stop) => Console.CancelKeyPress += (_, press) =>
    {
        press.Cancel = true;
        stop.Cancel();
    };

    // A site file changes what is decided: which one was used is said, most of all where nobody named it.
    void SaySite()
    {
        if (request.Site.Path is { } site && !request.Quiet)
        {
            _errors.Write(SettingsText.Used(site, request.Site.Warnings, MostWarnings, _errors.Options));
        }
    }

    sealed class ReadingProgress(ProgressWriter writer) : IProgress<ReadProgress>
    {
        readonly long _started = Stopwatch.GetTimestamp();

        public void Report(ReadProgress value) => writer.Show(new(value.Source, value.Bytes, value.Total, value.Records, Stopwatch.GetElapsedTime(_started)));
    }
}
