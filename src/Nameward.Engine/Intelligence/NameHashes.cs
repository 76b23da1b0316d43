using Nameward.Engine.Observations;

namespace Nameward.Engine.Intelligence;

/// <summary>The chained hashes of the names of a pack, in the order of its entries.</summary>
/// <param name="Names">Of each name.</param>
/// <param name="Zones">Of its registrable domain; of the name itself where it is a public suffix.</param>
readonly record struct NameHashes(ulong[] Names, ulong[] Zones)
{
    /// <summary>The hashes of entries whose names come first.</summary>
    public static NameHashes Of(PackedEntry[] entries, byte[] text)
    {
        var count = 0;
        while (count < entries.Length && entries[count].NameLength > 0)
        {
            count++;
        }
        var (names, zones) = (new ulong[count], new ulong[count]);
        for (var i = 0; i < count; i++)
        {
            var name = text.AsSpan(entries[i].Text, entries[i].NameLength);
            (names[i], zones[i]) = (WireName.Hash(name, NameHashing.Seed), PublicSuffixes.Shipped.Cut(name).Hash);
        }
        return new(names, zones);
    }
}
