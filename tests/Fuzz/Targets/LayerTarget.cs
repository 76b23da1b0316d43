using Nameward.Engine.Evidence.Envelopes;
using Nameward.Engine.Evidence.Envelopes.Archives;

namespace Nameward.Fuzz.Targets;

/// <summary>Envelopes around a source, archives among them. What is in them is the same in one piece, in small steps, and from anywhere.</summary>
sealed class LayerTarget : IFuzzTarget
{
    /// <summary>Unpacked bytes that are looked at: packed ones may stand for a thousand times as many.</summary>
    const int MostBytes = 2 << 20;

    /// <summary>Bytes that reading one source may allocate: the buffers of as many layers as are taken off, twice.</summary>
    const long MostAllocated = 96 << 20;

    const int Skips = 12, MembersRead = 4;

    public string Id => "layers";

    public IReadOnlyList<byte[]> Seeds => LayerSeeds.All;

    public void Read(byte[] input, Random random)
    {
        using var peeled = Peeled.Of(new MemoryBytes(input), 0);
        if (peeled.Kind == ArchiveKind.None)
        {
            Check(() => Peeled.Of(new MemoryBytes(input), 0), random);
            return;
        }
        using var spool = new ArchiveSpool(Path.GetTempPath(), MostBytes);
        var listing = new ArchiveListing(spool, CancellationToken.None);
        listing.Add(peeled, null, "input");
        if (listing.Sources.Count is 0 or > ArchiveListing.MostSources + 1)
        {
            throw new BrokenContract($"{listing.Sources.Count} sources in one file");
        }
        foreach (var member in listing.Sources.Where(source => source.Refusal is null).Select(source => source.Member!).Take(MembersRead))
        {
            // A member of an archive in another one, or of one that was copied, is opened by more than its place in this one.
            if (member.Archive is { Within: null, Copy: null })
            {
                using var archive = Peeled.Of(new MemoryBytes(input), 0);
                Check(() => Peeled.Of(member.Unpack(member.Slice(archive.Bytes)), member.Archive.Layers), random);
            }
        }
    }

    static void Check(Func<Peeled> open, Random random)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var (expected, damage) = Whole(open);
        using var peeled = open();
        InSteps(peeled.Bytes, expected, damage, PieceFeed.Sizes(expected.Length, random));
        for (var skips = 0; skips < Skips; skips++)
        {
            FromAnywhere(peeled.Bytes, expected, random);
        }
        if (GC.GetAllocatedBytesForCurrentThread() - before is > MostAllocated and var allocated)
        {
            throw new BrokenContract($"{allocated} bytes allocated for one source, {MostAllocated} are the limit");
        }
    }

    static (byte[] Bytes, string? Damage) Whole(Func<Peeled> open)
    {
        using var peeled = open();
        var bytes = new byte[MostBytes];
        var count = peeled.Bytes.Fill(bytes);
        return (bytes[..count], peeled.Bytes.Damage);
    }

    static void InSteps(UnpackedBytes bytes, byte[] expected, string? damage, Func<int> sizes)
    {
        for (var at = 0; at < expected.Length;)
        {
            at += Same(bytes, expected, at, Math.Min(sizes(), expected.Length - at));
        }
        if (expected.Length < MostBytes && (bytes.Fill(new byte[1]) != 0 || bytes.Damage != damage))
        {
            throw new BrokenContract($"in steps it ends otherwise: {damage ?? "no damage"} in one piece, {bytes.Damage ?? "no damage"} in steps");
        }
    }

    static void FromAnywhere(UnpackedBytes bytes, byte[] expected, Random random)
    {
        var at = random.Next(expected.Length + 1);
        if (!bytes.SkipTo(at))
        {
            throw new BrokenContract($"byte {at} of {expected.Length} is not reached");
        }
        Same(bytes, expected, at, Math.Min(random.Next(1, 3000), expected.Length - at));
    }

    static int Same(UnpackedBytes bytes, byte[] expected, int at, int length)
    {
        var piece = new byte[length];
        var count = bytes.Fill(piece);
        if (count != length || !piece.AsSpan().SequenceEqual(expected.AsSpan(at, length)))
        {
            throw new BrokenContract($"{length} bytes from {at} on are not those of the whole");
        }
        return count;
    }
}
