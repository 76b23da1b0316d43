using Nameward.Engine.Evidence.Envelopes;
using Nameward.Engine.Evidence.Envelopes.Archives;

namespace Nameward.Engine.Evidence;

/// <summary>
/// A file of evidence held open, and the archives in it that are being read: members that are asked for in the order of their archive are had in one pass,
/// packed or not.
/// </summary>
sealed class OpenFile(RawFile file, ArchiveSpool spool) : IDisposable
{
    // From the outermost on, each within the one before.
    readonly List<(ArchivePlace Place, UnpackedBytes Bytes)> _archives = [];
    SliceBytes? _member;

    /// <summary>How far the file, or the member opened last, is read: bytes as they lie there.</summary>
    public long Position => _member?.Offset ?? file.Position;

    /// <summary>The SHA-256 of the file: see <see cref="RawFile.Digest"/>.</summary>
    public string? Digest() => file.Digest();

    /// <summary>A source, out of all its envelopes; only the one opened last may be read.</summary>
    /// <param name="member">The member that it is; null for the file itself.</param>
    public Peeled Open(ArchiveMember? member)
    {
        if (member is null)
        {
            return Peeled.Of(new PlainBytes(file), 0);
        }
        var slice = member.Slice(BytesOf(member.Archive));
        _member = slice;
        return Peeled.Of(member.Unpack(slice), member.Archive.Layers);
    }

    UnpackedBytes BytesOf(ArchivePlace place)
    {
        var at = IndexOf(place);
        CloseBehind(at >= 0 || place.Within is null ? at : IndexOf(place.Within.Archive));
        if (at >= 0)
        {
            return _archives[at].Bytes;
        }
        var bytes = place.Copy is { } copy ? spool.Open(copy) : Open(place.Within).Bytes;
        _archives.Add((place, bytes));
        return bytes;
    }

    int IndexOf(ArchivePlace place) => _archives.FindIndex(archive => ReferenceEquals(archive.Place, place));

    void CloseBehind(int last)
    {
        for (var at = _archives.Count - 1; at > last; at--)
        {
            _archives[at].Bytes.Dispose();
            _archives.RemoveAt(at);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        CloseBehind(-1);
        file.Dispose();
    }
}
