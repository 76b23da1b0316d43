using System.Collections.Immutable;
using Nameward.Engine.Evidence.Envelopes.Archives;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence;

/// <summary>
/// Finds the sources in the located files before any is read, so that their order, and with it every position, is known and the same for any number of
/// threads. Of most files this takes one look at the first block; a packed tar archive is gone over once.
/// </summary>
sealed class EvidenceListing(FaultLog faults, ArchiveSpool spool, ReadingOptions options)
{
    readonly List<Sentence> _notes = [];
    int _sources;
    int _hidden;

    /// <summary>What was left out of archives and why.</summary>
    public ImmutableArray<Sentence> Notes => _hidden == 0 ? [.. _notes] : [.. _notes, Sentence.Of($"hidden members of archives left out: {_hidden}; unpack the archive to have them read")];

    /// <summary>Gives a file its sources.</summary>
    public void List(EvidenceFile file)
    {
        options.Cancel.ThrowIfCancellationRequested();
        var listing = new ArchiveListing(spool, options.Cancel);
        var itself = new ListedSource(null, file.Path, null);
        var isDone = faults.Guard(new(file, itself, _sources), 0, 0, () => Look(file, listing));
        file.Sources = (isDone, listing.Sources) switch
        {
            (false, _) => [StateOf(file, itself with { Refusal = $"{FaultLog.Reason}: its members could not be listed" })],
            (true, []) => [StateOf(file, itself)],
            _ => [.. listing.Sources.Select(source => StateOf(file, source))],
        };
        Note(file, listing);
    }

    static void Look(EvidenceFile file, ArchiveListing listing)
    {
        using var open = file.Open();
        if (open is not null)
        {
            using var peeled = open.Open(null);
            listing.Add(peeled, null, file.Path);
        }
    }

    SourceState StateOf(EvidenceFile file, ListedSource source) => new(file, source, _sources++);

    void Note(EvidenceFile file, ArchiveListing listing)
    {
        _hidden += listing.Hidden;
        if (listing.LeftOut > 0)
        {
            _notes.Add(Sentence.Of($"{HostileText.Text(file.Path)}: the first {ArchiveListing.MostSources} members were read, {listing.LeftOut} more were left out; unpack the archive to have them read"));
        }
    }
}
