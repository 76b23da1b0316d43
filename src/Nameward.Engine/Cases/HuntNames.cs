using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Cases;

/// <summary>The names that a hunt looks for, by zone, and the aliases that lead to them: whoever asked for an alias was led there.</summary>
sealed class HuntNames
{
    /// <summary>Most aliases that are followed one behind the other, as resolvers do.</summary>
    const int MostSteps = 16;

    readonly Dictionary<ulong, List<byte[]>> _aliasesOf = [];
    readonly Dictionary<ulong, HashSet<ulong>> _byZone = [];
    readonly HashSet<ulong> _wholeZones = [];
    readonly List<byte[]> _matched = [];

    /// <summary>Notes where an alias leads.</summary>
    public void Know(PassiveRow row)
    {
        if (row.Type is RecordTypes.Cname or RecordTypes.Dname && row.Data.Length > 0)
        {
            var target = Hash(row.Data);
            if (!_aliasesOf.TryGetValue(target, out var aliases))
            {
                _aliasesOf.Add(target, aliases = []);
            }
            aliases.Add(row.Name);
        }
    }

    /// <summary>Notes a record that fits. A name server that fits stands for the whole zone.</summary>
    public void Match(PassiveRow row)
    {
        if (row.Type == RecordTypes.Ns)
        {
            _wholeZones.Add(Hash(ZoneOf(row.Name)));
        }
        if (Add(row.Name))
        {
            _matched.Add(row.Name);
        }
    }

    /// <summary>Adds the aliases that lead to what fits. Called once, when all rows are known.</summary>
    public void FollowAliases()
    {
        List<byte[]> now = _matched;
        for (var step = 0; step < MostSteps && now.Count > 0; step++)
        {
            now = [.. now.SelectMany(name => _aliasesOf.GetValueOrDefault(Hash(name), [])).Where(Add)];
        }
    }

    /// <summary>Whether a name of a zone fits.</summary>
    public bool Has(byte[] zone) => Hash(zone) is var hash && (_byZone.ContainsKey(hash) || _wholeZones.Contains(hash));

    /// <summary>Whether a client asked for one of the names: whether it may have, and whether that is certain.</summary>
    /// <param name="zone">Hash of the zone.</param>
    /// <param name="names">The names of the client in the zone that are remembered.</param>
    public (bool MayHave, bool IsCertain) Asked(ulong zone, BottomK<SampledName> names)
    {
        if (_wholeZones.Contains(zone))
        {
            return (true, true);
        }
        if (!_byZone.TryGetValue(zone, out var wanted))
        {
            return (false, false);
        }
        foreach (ref readonly var name in names.Items)
        {
            if (wanted.Contains(name.Hash))
            {
                return (true, true);
            }
        }
        return (!names.IsWhole, false);
    }

    bool Add(byte[] name)
    {
        var zone = Hash(ZoneOf(name));
        if (!_byZone.TryGetValue(zone, out var names))
        {
            _byZone.Add(zone, names = []);
        }
        return names.Add(Hash(name));
    }

    static ReadOnlySpan<byte> ZoneOf(byte[] name) => name.AsSpan(PublicSuffixes.Shipped.Cut(name).Start);

    static ulong Hash(ReadOnlySpan<byte> name) => WireName.Hash(name, NameHashing.Seed);
}
