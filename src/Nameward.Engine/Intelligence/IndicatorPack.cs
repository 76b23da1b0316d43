using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using Nameward.Engine.Intelligence.Feeds;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Intelligence;

/// <summary>
/// The entries of one feed, ready to be looked up: names by hash, addresses by the first of each range. What a million entries take is their bytes and nothing for each
/// of them, so that a pack is read from a store as it lies.
/// </summary>
public sealed class IndicatorPack
{
    readonly PackedEntry[] _entries;
    readonly byte[] _text;
    readonly ImmutableArray<string> _threats;
    readonly int _names;
    readonly ulong[] _hashes;
    readonly ulong[] _zones;
    readonly int[] _buckets;
    readonly int _shift;
    readonly Address[] _firsts;
    readonly int[] _parents;

    internal IndicatorPack(PackedEntry[] entries, byte[] text, ImmutableArray<string> threats, FeedAbout about, FeedCounts counts)
        : this(entries, text, threats, about, counts, NameHashes.Of(entries, text))
    {
    }

    IndicatorPack(PackedEntry[] entries, byte[] text, ImmutableArray<string> threats, FeedAbout about, FeedCounts counts, NameHashes hashes)
    {
        (_entries, _text, _threats, About, Counts) = (entries, text, threats, about, counts);
        (_hashes, _zones, _names) = (hashes.Names, hashes.Zones, hashes.Names.Length);
        (_buckets, _shift) = BucketsOf(_hashes);
        _firsts = new Address[entries.Length - _names];
        for (var i = 0; i < _firsts.Length; i++)
        {
            _firsts[i] = FirstOf(_text.AsSpan(entries[_names + i].Text));
        }
        _parents = ParentsOf(_firsts, entries.AsSpan(_names));
    }

    /// <summary>What was in the feed.</summary>
    public FeedCounts Counts { get; }

    /// <summary>What the feed says of itself.</summary>
    public FeedAbout About { get; }

    /// <summary>How many entries it holds: their numbers run from 0.</summary>
    public int Count => _entries.Length;

    /// <summary>How many of them are names: these have the lowest numbers.</summary>
    public int Names => _names;

    /// <summary>A sum of all entries: that of another content is another one.</summary>
    public ulong Sum => WyHash.Of(MemoryMarshal.AsBytes<PackedEntry>(_entries), WyHash.Of(_text, NameHashing.Seed));

    /// <summary>The chained hashes of all names.</summary>
    internal ReadOnlySpan<ulong> Hashes => _hashes;

    /// <summary>The chained hash of the registrable domain of each name.</summary>
    internal ReadOnlySpan<ulong> Zones => _zones;

    /// <summary>An entry by its number.</summary>
    internal ref readonly PackedEntry this[int entry] => ref _entries[entry];

    /// <summary>The name of an entry, in canonical wire form; empty of addresses.</summary>
    internal ReadOnlySpan<byte> NameOf(int entry) => _text.AsSpan(_entries[entry].Text, _entries[entry].NameLength);

    /// <summary>The addresses of an entry.</summary>
    internal Network NetworkOf(int entry)
    {
        var first = FirstOf(_text.AsSpan(_entries[entry].Text));
        return Network.Of(first, first.IsV4 ? _entries[entry].Prefix - 96 : _entries[entry].Prefix);
    }

    /// <summary>What an entry is said to be; the publisher's words.</summary>
    internal string ThreatOf(int entry) => _threats[_entries[entry].Threat];

    /// <summary>The publisher's id or link of an entry; empty where there is none.</summary>
    internal string ReferenceOf(int entry)
    {
        var at = _entries[entry].Reference;
        return at < 0 ? "" : Encoding.UTF8.GetString(_text.AsSpan(at + PackText.LengthBytes, BinaryPrimitives.ReadUInt16LittleEndian(_text.AsSpan(at))));
    }

    /// <summary>
    /// The most specific entry that covers a name where it is met; -1 where none does, or where the feed excepts it. Its own entry is more specific than one for all below a
    /// parent.
    /// </summary>
    /// <param name="name">The name, in canonical wire form.</param>
    /// <param name="labels">Where its labels begin (<see cref="WireName.Labels"/>).</param>
    /// <param name="hashes">The chained hash of what begins at each label.</param>
    /// <param name="isNameServer">Whether it is met as a name server.</param>
    internal int Find(ReadOnlySpan<byte> name, ReadOnlySpan<byte> labels, ReadOnlySpan<ulong> hashes, bool isNameServer)
    {
        for (var label = 0; label < labels.Length; label++)
        {
            if (FindAt(name[labels[label]..], hashes[label], label == 0, isNameServer) is var found and >= 0)
            {
                return _entries[found].IsException ? -1 : found;
            }
        }
        return -1;
    }

    /// <summary>The narrowest entry that holds an address where it is met; -1 where none does, or where the feed excepts it.</summary>
    internal int Find(Address address, bool isNameServer)
    {
        for (var at = LastUpTo(address); at >= 0; at = _parents[at])
        {
            ref readonly var entry = ref _entries[_names + at];
            if (Holds(at, address) && (entry.Role == EntryRole.Any || isNameServer))
            {
                return entry.IsException ? -1 : _names + at;
            }
        }
        return -1;
    }

    /// <summary>The bytes from which <see cref="Read"/> makes the same pack again.</summary>
    public byte[] Write()
    {
        var to = new ArrayBufferWriter<byte>();
        PackHeader.Write(to, About, Counts, _threats, _entries.Length, _text.Length);
        to.Write(MemoryMarshal.AsBytes<PackedEntry>(_entries));
        to.Write(MemoryMarshal.AsBytes<ulong>(_hashes));
        to.Write(MemoryMarshal.AsBytes<ulong>(_zones));
        to.Write(_text);
        return to.WrittenSpan.ToArray();
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The bytes are no pack, or of another version.</exception>
    public static IndicatorPack Read(ReadOnlyMemory<byte> bytes)
    {
        var header = PackHeader.Read(bytes.Span, out var rest);
        var (size, hashes) = ((long)header.Entries * Marshal.SizeOf<PackedEntry>(), header.Counts.Names * sizeof(ulong));
        if (header.Counts.Names < 0 || header.Counts.Names > header.Entries || size + 2 * hashes + header.TextBytes != rest.Length)
        {
            throw new InvalidDataException("a pack of indicators does not end where it says");
        }
        var entries = MemoryMarshal.Cast<byte, PackedEntry>(rest[..(int)size]).ToArray();
        var names = new NameHashes(Hashed(ref rest, size, hashes), Hashed(ref rest, 0, hashes));
        PackHeader.Check(entries, rest, header.Threats.Length, names.Names.Length);
        return new(entries, rest.ToArray(), header.Threats, header.About, header.Counts, names);
    }

    static ulong[] Hashed(ref ReadOnlySpan<byte> rest, long skip, long bytes)
    {
        var hashes = MemoryMarshal.Cast<byte, ulong>(rest.Slice((int)skip, (int)bytes)).ToArray();
        rest = rest[(int)(skip + bytes)..];
        return hashes;
    }

    /// <summary>The address in the first 16 bytes.</summary>
    internal static Address FirstOf(ReadOnlySpan<byte> bytes) => new(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]));

    /// <summary>The entry for just this name: of several one that counts here, an exception before others.</summary>
    int FindAt(ReadOnlySpan<byte> name, ulong hash, bool isWhole, bool isNameServer)
    {
        var found = -1;
        var bucket = (int)(hash >> _shift);
        for (var at = _buckets[bucket]; at < _buckets[bucket + 1] && _hashes[at] <= hash; at++)
        {
            if (_hashes[at] == hash && IsMet(at, isWhole, isNameServer) && NameOf(at).SequenceEqual(name) && (found < 0 || _entries[at].IsException))
            {
                found = at;
            }
        }
        return found;
    }

    bool IsMet(int at, bool isWhole, bool isNameServer)
    {
        ref readonly var entry = ref _entries[at];
        return entry.Scope != (isWhole ? NameScope.Below : NameScope.Exact) && (entry.Role == EntryRole.Any || isNameServer);
    }

    int LastUpTo(Address address)
    {
        var at = _firsts.AsSpan().BinarySearch(address);
        if (at < 0)
        {
            return ~at - 1;
        }
        while (at + 1 < _firsts.Length && _firsts[at + 1] == address)
        {
            at++;
        }
        return at;
    }

    bool Holds(int at, Address address) => NetworkOf(_names + at).Contains(address);

    /// <summary>Where the hashes of each top part begin: with about two in each, a look-up costs the same for any number.</summary>
    static (int[] Buckets, int Shift) BucketsOf(ulong[] hashes)
    {
        var bits = Math.Clamp((int)Math.Log2(Math.Max(1, hashes.Length)), 1, 24);
        var buckets = new int[(1 << bits) + 1];
        var next = 0;
        for (var bucket = 0; bucket < buckets.Length; bucket++)
        {
            while (next < hashes.Length && hashes[next] >> (64 - bits) < (ulong)bucket)
            {
                next++;
            }
            buckets[bucket] = next;
        }
        return (buckets, 64 - bits);
    }

    /// <summary>The narrowest range that encloses each: ranges of addresses nest or are apart.</summary>
    static int[] ParentsOf(Address[] firsts, ReadOnlySpan<PackedEntry> entries)
    {
        var parents = new int[firsts.Length];
        var open = new Stack<int>();
        for (var i = 0; i < firsts.Length; i++)
        {
            while (open.TryPeek(out var top) && !Network.Of(firsts[top], LengthOf(firsts[top], entries[top])).Contains(firsts[i]))
            {
                open.Pop();
            }
            parents[i] = open.TryPeek(out var parent) ? parent : -1;
            open.Push(i);
        }
        return parents;
    }

    static int LengthOf(Address first, in PackedEntry entry) => first.IsV4 ? entry.Prefix - 96 : entry.Prefix;
}
