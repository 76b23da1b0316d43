using System.Collections.Immutable;
using Nameward.Engine.Evidence.Carving;
using Nameward.Engine.Evidence.Envelopes.Archives;
using Nameward.Engine.Evidence.Layouts;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence;

/// <summary>Evidence that lies in files (or came through standard input): read once on all cores, then again in part.</summary>
public sealed class FileEvidence : IEvidence, IDisposable
{
    readonly ReadingOptions _options;
    readonly LocatedEvidence _located;
    readonly FaultLog _faults = new();
    readonly ArchiveSpool _spool;
    readonly ImmutableArray<EvidenceFile> _files;
    ImmutableArray<SourceState> _sources = [];
    bool _isRead;

    /// <summary>Nothing is opened yet.</summary>
    public FileEvidence(LocatedEvidence located, ReadingOptions options)
    {
        (_located, _options) = (located, options);
        _spool = new(options.SpoolFolder, options.SpoolBytes);
        _files = [.. located.Sources.Select(file => new EvidenceFile(file, _spool, options))];
    }

    /// <summary>The faults of ours met so far, those of revisits too; each a kind and a stack, without names and addresses.</summary>
    public ImmutableArray<string> OurFaults => _faults.Faults;

    /// <inheritdoc/>
    /// <remarks>More sinks may be asked for than threads, by one thread at a time: those that cut sources take the records that only order can read.</remarks>
    /// <exception cref="OperationCanceledException">Reading was cancelled.</exception>
    /// <exception cref="InvalidOperationException">It was read before.</exception>
    public EvidenceReport ReadAll(Func<IObservationSink> perThread, int threads, IReadingOrder? order = null)
    {
        if (_isRead)
        {
            throw new InvalidOperationException("Evidence is read once as a whole.");
        }
        _isRead = true;
        var listing = new EvidenceListing(_faults, _spool, _options);
        foreach (var file in _files)
        {
            listing.List(file);
        }
        _sources = [.. _files.SelectMany(file => file.Sources)];
        new WholeReading(_options, _files, _faults, perThread, order).Run(threads);
        return new([.. _sources.Select(source => source.ToReport())]) { OurFaults = OurFaults, Notes = [.. _located.Notes, .. listing.Notes] };
    }

    /// <inheritdoc/>
    /// <remarks>A source that changed or went since the first reading is left out, and the rest is read; so is a block that meets a fault of ours.</remarks>
    public bool Revisit(IReadOnlySet<SegmentId> segments, IObservationSink sink, int threads)
    {
        using var shared = new SharedRevisit(sink, _faults, threads, _options.Cancel);
        using var reading = new SegmentReading(new(sink, _faults, RowChoice.Wanted), new(sink, _faults, RowChoice.Wanted), _options.Cancel);
        var isComplete = true;
        foreach (var ofSource in segments.Order().GroupBy(segment => segment.Source))
        {
            isComplete &= SourceAt(ofSource.Key) is { } source
                && (threads > 1 && SharedRevisit.IsFor(source, ofSource) ? shared.Read(source, ofSource) : reading.Read(source, ofSource));
        }
        return isComplete;
    }

    /// <inheritdoc/>
    public ImmutableDictionary<SourcePosition, HostileText> Excerpts(IEnumerable<SourcePosition> positions)
    {
        using var reading = new ExcerptReading();
        var excerpts = ImmutableDictionary.CreateBuilder<SourcePosition, HostileText>();
        foreach (var ofSource in positions.Distinct().Order().GroupBy(position => position.Source))
        {
            if (SourceAt(ofSource.Key) is { } source)
            {
                reading.Read(source, ofSource, excerpts);
            }
        }
        return excerpts.ToImmutable();
    }

    /// <inheritdoc/>
    public CarvedSource? Carve(int source, CarveWish wish) => SourceAt(source) is { } state ? SourceCarving.Carve(state, wish) : null;

    /// <inheritdoc/>
    public StatedText? Text(int source) => SourceAt(source) is { } state ? TextLayout.Read(state) : null;

    SourceState? SourceAt(int ordinal) => ordinal >= 0 && ordinal < _sources.Length ? _sources[ordinal] : null;

    /// <summary>Lets go of what standard input and archives within archives were kept in.</summary>
    public void Dispose()
    {
        foreach (var file in _files)
        {
            file.Dispose();
        }
        _spool.Dispose();
    }
}
