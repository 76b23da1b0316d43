namespace Nameward.Engine.Evidence.Envelopes.Archives;

/// <summary>
/// What there is to be read in one file: itself, or the members of the archive that it is and of the archives in that, in their order. An archive is a source
/// of its own only where something is wrong with it.
/// </summary>
sealed class ArchiveListing(ArchiveSpool spool, CancellationToken cancel)
{
    /// <summary>Sources of one file; a year of hourly logs is 8,760.</summary>
    public const int MostSources = 10_000;

    readonly List<ListedSource> _sources = [];

    /// <summary>The sources.</summary>
    public IReadOnlyList<ListedSource> Sources => _sources;

    /// <summary>Hidden members, which were left out.</summary>
    public int Hidden { get; private set; }

    /// <summary>Members left out because there were too many.</summary>
    public long LeftOut { get; private set; }

    /// <summary>Adds what is in one file or member.</summary>
    public void Add(Peeled peeled, ArchiveMember? member, string path)
    {
        if (peeled.Kind == ArchiveKind.None)
        {
            _sources.Add(new(member, path, peeled.Refusal));
            return;
        }
        var (first, leftOut, hidden) = (_sources.Count, LeftOut, Hidden);
        var damage = peeled.Kind == ArchiveKind.Zip ? AddZip(peeled, member, path) : AddTar(peeled, member, path);
        damage = string.Join("; ", new[] { peeled.Bytes.Damage, damage }.Where(one => one is not null));
        if (damage.Length == 0 && (first, leftOut, hidden) == (_sources.Count, LeftOut, Hidden))
        {
            damage = "the archive holds no file";
        }
        if (damage.Length > 0)
        {
            _sources.Insert(first, new(member, path, damage));
        }
    }

    string? AddTar(Peeled archive, ArchiveMember? within, string path)
    {
        var walk = new TarWalk(archive.Bytes, new(within, archive.Layers, null), cancel);
        AddAll(walk.Members(), archive.Bytes, path);
        return walk.Damage;
    }

    string? AddZip(Peeled archive, ArchiveMember? within, string path)
    {
        if (archive.Bytes.SeekableLength is { } length)
        {
            return AddZip(archive.Bytes, length, new(within, archive.Layers, null), path);
        }
        if (spool.Keep(archive.Bytes, cancel) is not { } copy)
        {
            return Words.Say($"a zip archive in another envelope, for which there is no room: copies may need {spool.MostBytes >> 20:N0} MiB in all; unpack it first");
        }
        using var bytes = spool.Open(copy);
        return AddZip(bytes, copy.Length, new(within, archive.Layers, copy), path);
    }

    string? AddZip(UnpackedBytes bytes, long length, ArchivePlace place, string path)
    {
        var directory = new ZipDirectory(bytes, length, place);
        var members = new List<ArchiveMember>();
        foreach (var member in directory.Members())
        {
            cancel.ThrowIfCancellationRequested();
            if (IsLeftOut(member, members.Count))
            {
                continue;
            }
            members.Add(member);
        }
        AddAll(ZipOverlaps.Refused(members), bytes, path);
        return directory.Damage;
    }

    void AddAll(IEnumerable<ArchiveMember> members, UnpackedBytes archive, string path)
    {
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var member in members)
        {
            cancel.ThrowIfCancellationRequested();
            if (!IsLeftOut(member, 0))
            {
                names[member.Name] = names.GetValueOrDefault(member.Name) + 1;
                var again = names[member.Name] is > 1 and var times ? Words.Say($" ({times})") : "";
                Add(member, archive, $"{path}{ArchiveNames.Separator}{member.Name}{again}");
            }
        }
    }

    bool IsLeftOut(ArchiveMember member, int waiting)
    {
        if (ArchiveNames.IsHidden(member.Name))
        {
            Hidden++;
            return true;
        }
        var isTooMany = _sources.Count + waiting >= MostSources;
        LeftOut += isTooMany ? 1 : 0;
        return isTooMany;
    }

    void Add(ArchiveMember member, UnpackedBytes archive, string path)
    {
        if (member.Refusal is not null)
        {
            _sources.Add(new(member, path, member.Refusal));
            return;
        }
        using var peeled = Peeled.Of(member.Unpack(member.Slice(archive)), member.Archive.Layers);
        Add(peeled, member, path);
    }
}
