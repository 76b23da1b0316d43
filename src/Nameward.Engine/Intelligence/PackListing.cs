using Nameward.Engine.Intelligence.Feeds;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Intelligence;

/// <summary>The entries of a pack one by one: all of them, and those that cover a name or an address, each, where judging evidence asks for the most specific alone.</summary>
public static class PackListing
{
    /// <summary>All entries, names first.</summary>
    public static IEnumerable<ListedEntry> Entries(IndicatorPack pack) => Enumerable.Range(0, pack.Count).Select(entry => Entry(pack, entry));

    /// <summary>Every entry that stands for a name or for all of some addresses, exceptions among them; of names the most specific first.</summary>
    public static IEnumerable<ListedEntry> Covering(IndicatorPack pack, LookedUp what)
    {
        var found = what.Name.IsEmpty
            ? Enumerable.Range(pack.Names, pack.Count - pack.Names).Where(entry => pack.NetworkOf(entry).Contains(what.Network))
            : Suffixes(what.Name).SelectMany(suffix => At(pack, suffix.Name, suffix.IsWhole));
        return [.. found.Select(entry => Entry(pack, entry))];
    }

    static IEnumerable<(ReadOnlyMemory<byte> Name, bool IsWhole)> Suffixes(ReadOnlyMemory<byte> name)
    {
        var starts = new byte[WireName.MaxLabels];
        var labels = WireName.Labels(name.Span, starts);
        return Enumerable.Range(0, Math.Max(labels, 0)).Select(label => (name[starts[label]..], label == 0));
    }

    static IEnumerable<int> At(IndicatorPack pack, ReadOnlyMemory<byte> name, bool isWhole)
    {
        var hash = WireName.Hash(name.Span, NameHashing.Seed);
        for (var at = FirstOf(pack.Hashes, hash); at < pack.Names && pack.Hashes[at] == hash; at++)
        {
            if (pack.NameOf(at).SequenceEqual(name.Span) && pack[at].Scope != (isWhole ? NameScope.Below : NameScope.Exact))
            {
                yield return at;
            }
        }
    }

    static int FirstOf(ReadOnlySpan<ulong> hashes, ulong hash)
    {
        var at = hashes.BinarySearch(hash);
        while (at > 0 && hashes[at - 1] == hash)
        {
            at--;
        }
        return at < 0 ? hashes.Length : at;
    }

    static ListedEntry Entry(IndicatorPack pack, int number)
    {
        ref readonly var entry = ref pack[number];
        return new()
        {
            Text = entry.NameLength > 0 ? HostileText.Name(pack.NameOf(number)) : HostileText.Text(pack.NetworkOf(number).ToString()),
            Scope = entry.Scope,
            Role = entry.Role,
            IsException = entry.IsException,
            At = entry.At,
            From = PackedEntry.TimeOf(entry.From),
            Until = PackedEntry.TimeOf(entry.Until),
            LastSeen = PackedEntry.TimeOf(entry.Seen),
            Confidence = entry.Confidence == byte.MaxValue ? null : entry.Confidence,
            Threat = HostileText.Text(pack.ThreatOf(number)),
            Reference = HostileText.Text(pack.ReferenceOf(number)),
        };
    }
}
