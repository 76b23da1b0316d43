using Nameward.Engine.Observations;

namespace Nameward.Engine.Intelligence;

/// <summary>Puts the entries of a pack in order: names by the hash of the name, then addresses by the first of them, the wider before the narrower.</summary>
sealed class PackOrder(List<PackedEntry> entries, PackText text)
{
    /// <summary>The entries in order, each name or network once for each scope, role and exception.</summary>
    public PackedEntry[] Sorted()
    {
        var keys = new (ulong High, ulong Low)[entries.Count];
        var order = new int[entries.Count];
        for (var i = 0; i < order.Length; i++)
        {
            (keys[i], order[i]) = (KeyOf(entries[i]), i);
        }
        Array.Sort(order, (a, b) => Compare(a, b, keys));
        var kept = new List<PackedEntry>(order.Length);
        for (var i = 0; i < order.Length; i++)
        {
            if (i == 0 || !IsSame(entries[order[i - 1]], entries[order[i]]))
            {
                kept.Add(entries[order[i]]);
            }
        }
        return [.. kept];
    }

    /// <summary>The hash of a name; the first address of a network.</summary>
    (ulong High, ulong Low) KeyOf(in PackedEntry entry)
    {
        var bytes = text.From(entry.Text);
        return entry.NameLength > 0 ? (WyHashOf(bytes[..entry.NameLength]), 0) : (IndicatorPack.FirstOf(bytes).High, IndicatorPack.FirstOf(bytes).Low);
    }

    int Compare(int a, int b, (ulong High, ulong Low)[] keys)
    {
        var (left, right) = (entries[a], entries[b]);
        var order = (left.NameLength == 0).CompareTo(right.NameLength == 0);
        order = order != 0 ? order : keys[a].CompareTo(keys[b]);
        order = order != 0 ? order : left.Prefix.CompareTo(right.Prefix);
        order = order != 0 || left.NameLength == 0 ? order : NameOf(left).SequenceCompareTo(NameOf(right));
        order = order != 0 ? order : left.Flags.CompareTo(right.Flags);
        order = order != 0 ? order : right.Seen.CompareTo(left.Seen);
        order = order != 0 ? order : Sureness(right).CompareTo(Sureness(left));
        order = order != 0 ? order : left.At.CompareTo(right.At);
        return order != 0 ? order : a.CompareTo(b);
    }

    /// <summary>One that does not say is taken to be sure.</summary>
    static int Sureness(in PackedEntry entry) => Math.Min(entry.Confidence, (byte)100);

    bool IsSame(in PackedEntry a, in PackedEntry b) => a.Flags == b.Flags && a.Prefix == b.Prefix && a.NameLength == b.NameLength
        && (a.NameLength > 0 ? NameOf(a).SequenceEqual(NameOf(b)) : text.From(a.Text)[..16].SequenceEqual(text.From(b.Text)[..16]));

    ReadOnlySpan<byte> NameOf(in PackedEntry entry) => text.From(entry.Text)[..entry.NameLength];

    static ulong WyHashOf(ReadOnlySpan<byte> name) => WireName.Hash(name, NameHashing.Seed);
}
