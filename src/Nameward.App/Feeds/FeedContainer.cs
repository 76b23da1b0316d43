using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using Nameward.Engine.Observations;

namespace Nameward.App.Feeds;

/// <summary>Takes a feed out of what it is packed in: gzip, zip (each list in it), UTF-16, a mark of byte order. Content decides, never a name.</summary>
static class FeedContainer
{
    const int MostLayers = 3, MostMembers = 1000;

    // Members that go with a list and are none.
    static readonly string[] Companions = ["readme", "license", "licence", "changelog", "copying", "notice"];

    /// <summary>The contents, in the order of the container.</summary>
    /// <exception cref="FeedFault">It is broken, encrypted, too deep or too large.</exception>
    public static async Task<ImmutableArray<byte[]>> Open(byte[] content, FetchLimits limits, CancellationToken cancel)
    {
        ImmutableArray<byte[]> parts = [content];
        for (var layer = 0; parts.Any(IsPacked); layer++)
        {
            if (layer == MostLayers)
            {
                throw new FeedFault($"it is packed more than {MostLayers} times over");
            }
            var opened = ImmutableArray.CreateBuilder<byte[]>();
            long bytes = 0;
            foreach (var part in parts)
            {
                opened.AddRange(await Peel(part, limits with { Unpacked = limits.Unpacked - bytes, Packed = limits.Unpacked }, cancel).ConfigureAwait(false));
                bytes = opened.Sum(one => (long)one.Length);
            }
            parts = opened.ToImmutable();
        }
        return [.. parts.Select(AsUtf8)];
    }

    static bool IsPacked(byte[] part) => part is [0x1F, 0x8B, ..] or [(byte)'P', (byte)'K', 3, 4, ..];

    static async Task<ImmutableArray<byte[]>> Peel(byte[] part, FetchLimits limits, CancellationToken cancel)
    {
        if (part is [0x1F, 0x8B, ..])
        {
            return [await BoundedBody.Read(new MemoryStream(part), "gzip", limits, () => { }, cancel).ConfigureAwait(false)];
        }
        return part is [(byte)'P', (byte)'K', 3, 4, ..] ? await Members(part, limits, cancel).ConfigureAwait(false) : [part];
    }

    static async Task<ImmutableArray<byte[]>> Members(byte[] zip, FetchLimits limits, CancellationToken cancel)
    {
        try
        {
            await using var archive = new ZipArchive(new MemoryStream(zip), ZipArchiveMode.Read);
            if (archive.Entries.Count > MostMembers)
            {
                throw new FeedFault($"the zip has more than {FeedWords.Count(MostMembers)} members");
            }
            var parts = ImmutableArray.CreateBuilder<byte[]>();
            var left = limits.Unpacked;
            foreach (var entry in archive.Entries.Where(IsList))
            {
                var content = await Member(entry, left, cancel).ConfigureAwait(false);
                left -= content.Length;
                parts.Add(content);
            }
            return parts.Count > 0 ? parts.ToImmutable() : throw new FeedFault("the zip is empty");
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException or NotSupportedException)
        {
            throw new FeedFault("the zip is broken or cut off, or packed in a way that cannot be read", fault);
        }
    }

    static async Task<byte[]> Member(ZipArchiveEntry entry, long most, CancellationToken cancel)
    {
        if (entry.IsEncrypted)
        {
            throw new FeedFault("the zip is encrypted: unpack it, and import the file");
        }
        await using var stream = await entry.OpenAsync(cancel).ConfigureAwait(false);
        var content = await BoundedBody.ReadAll(stream, most, cancel).ConfigureAwait(false);
        return Crc32.Append(0, content) == entry.Crc32 ? content : throw new FeedFault("a member of the zip is not what its checksum says");
    }

    static bool IsList(ZipArchiveEntry entry) => entry.Name.Length > 0 && !entry.FullName.StartsWith("__MACOSX/", StringComparison.Ordinal)
        && !Companions.Contains(Path.GetFileNameWithoutExtension(entry.Name).ToLowerInvariant());

    static byte[] AsUtf8(byte[] part) => part switch
    {
        [0xEF, 0xBB, 0xBF, ..] => part[3..],
        [0xFF, 0xFE, ..] => Encoding.UTF8.GetBytes(Encoding.Unicode.GetString(part, 2, part.Length - 2)),
        [0xFE, 0xFF, ..] => Encoding.UTF8.GetBytes(Encoding.BigEndianUnicode.GetString(part, 2, part.Length - 2)),
        _ => part,
    };
}
