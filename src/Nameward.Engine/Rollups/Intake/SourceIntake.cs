using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups.Intake;

/// <summary>
/// Takes one file of evidence into a store: what of it is new, however often it or a part of it was taken in before, in whatever file or order. The result is
/// to be kept whole or not at all.
/// </summary>
/// <param name="seed">The store's own seed of hashes.</param>
/// <param name="firstSource">The number of the file, or of the first member of the archive that it is, in the store's list of sources.</param>
/// <param name="limits">How much may be remembered of it.</param>
/// <param name="fingerprints">The runs of fingerprints that the store knows of a day (<see cref="FingerprintRun"/>); asked for by one thread at a time.</param>
public sealed class SourceIntake(ulong seed, int firstSource, RollupLimits limits, Func<DateOnly, IEnumerable<ReadOnlyMemory<byte>>> fingerprints)
{
    readonly List<NewRowsSink> _sinks = [];

    internal ulong Seed => seed;
    internal int FirstSource => firstSource;
    internal RollupSet Rollups { get; } = new(limits);
    internal KnownRows Rows { get; } = new(fingerprints);

    /// <summary>A sink for one thread.</summary>
    public IObservationSink Sink()
    {
        var sink = new NewRowsSink(this);
        lock (_sinks)
        {
            _sinks.Add(sink);
        }
        return sink;
    }

    /// <summary>What is to be kept. Called once, when the file is read.</summary>
    /// <exception cref="UserError">The store cannot be read.</exception>
    /// <exception cref="InvalidDataException">What the store knows is damaged.</exception>
    public IntakeResult Finish()
    {
        if (Rows.Failure is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
        var passive = new PassiveTable(seed);
        foreach (var sink in _sinks)
        {
            sink.Finish();
            passive.Merge(sink.Passive);
        }
        var runs = Runs();
        return new()
        {
            New = runs.Sum(run => run.Count),
            Known = _sinks.Sum(sink => sink.Known),
            Runs = runs,
            Rollups = runs.IsEmpty ? default : Bytes(),
            Passive = passive.Rows(),
            LeftOut = passive.LeftOut,
        };
    }

    ImmutableArray<FingerprintRun> Runs()
    {
        var runs = ImmutableArray.CreateBuilder<FingerprintRun>();
        foreach (var day in _sinks.SelectMany(sink => sink.Days.Where(day => day.Value.Count > 0)).GroupBy(day => day.Key, day => day.Value).OrderBy(day => day.Key))
        {
            List<ulong> all = [.. day.SelectMany(part => part)];
            runs.Add(FingerprintRun.Of(day.Key, CollectionsMarshal.AsSpan(all)));
        }
        return runs.DrainToImmutable();
    }

    ReadOnlyMemory<byte> Bytes()
    {
        var bytes = new ArrayBufferWriter<byte>();
        Rollups.WriteTo(bytes);
        return bytes.WrittenMemory;
    }
}

/// <summary>What is new of one file of evidence.</summary>
public sealed record IntakeResult
{
    /// <summary>Rows that are new: messages, flows, statements about configuration, leases, programs.</summary>
    public required long New { get; init; }
    /// <summary>Rows that were known.</summary>
    public required long Known { get; init; }
    /// <summary>The fingerprints of the new rows, by day, ascending; empty where nothing is new.</summary>
    public required ImmutableArray<FingerprintRun> Runs { get; init; }
    /// <summary>The rollups of the new rows; empty where nothing is new.</summary>
    public required ReadOnlyMemory<byte> Rollups { get; init; }
    /// <summary>What was asked and answered in the new rows, in the order of <see cref="PassiveOrder"/>.</summary>
    public required ImmutableArray<PassiveRow> Passive { get; init; }
    /// <summary>Answers, and questions without one, that are in no passive row, since there are more names than are kept.</summary>
    public required long LeftOut { get; init; }

    /// <summary>First UTC day of the new rows; <see cref="DateOnly.MinValue"/> where nothing is new or a row has no time.</summary>
    public DateOnly From => Runs.IsEmpty ? DateOnly.MinValue : Runs[0].Day;
    /// <summary>Last UTC day of the new rows.</summary>
    public DateOnly To => Runs.IsEmpty ? DateOnly.MinValue : Runs[^1].Day;
}
