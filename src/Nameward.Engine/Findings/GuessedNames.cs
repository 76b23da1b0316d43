using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Findings;

/// <summary>Names that a client asked under one parent in a zone and that do not exist, as one does who tries a list of words.</summary>
/// <param name="Zone">The zone in canonical wire form.</param>
/// <param name="Missing">Different names that do not exist (NXDOMAIN), estimated where there are more than are remembered.</param>
/// <param name="Existing">Different names beside them that exist.</param>
/// <param name="PerMinute">Of those that do not exist, how many a minute in the shortest time in which half of them were first asked.</param>
/// <param name="DrawnBits">Bits that their labels were drawn and not named, in the mean (<see cref="GeneratedLabel"/>).</param>
/// <param name="Others">Other clients that guess as many in the zone.</param>
sealed record GuessedNames(byte[] Zone, int Missing, int Existing, double PerMinute, double DrawnBits, int Others)
{
    /// <summary>Names that do not exist, below which nothing is weighed: a day's typing mistakes, and the names of a search list, are fewer.</summary>
    public const int Fewest = 32;

    // Inside a name that is searched for below another zone, and in front of lists of bad domains, stand the top-level names that most zones have. Those of countries do so too, but are
    // labels of people as well: they count beside one of the others only.
    static readonly HashSet<uint> TopLevels = [.. new[] { "com", "net", "org", "info", "biz", "arpa" }.Select(HashOf)];
    static readonly Lazy<HashSet<uint>> Countries = new(() => [.. PublicSuffixes.ShippedRules.Where(rule => rule.Length == 2).Select(HashOf)]);

    /// <summary>The guesses of a key; null where they are few.</summary>
    public static GuessedNames? Of(PairState state, byte[] zone)
    {
        var parents = new Dictionary<(byte Depth, ulong Parent), Siblings>();
        var elsewhere = NamesElsewhere.In(state.Names.Items);
        foreach (ref readonly var name in state.Names.Items)
        {
            if (IsOfHost(name) && !elsewhere.Holds(name))
            {
                var parent = (name.Depth, PathOf(name, name.Depth - 1));
                parents.TryAdd(parent, new());
                parents[parent].Add(name);
            }
        }
        var most = parents.OrderByDescending(parent => parent.Value.Missing.Count).ThenBy(parent => parent.Key).Select(parent => parent.Value).FirstOrDefault();
        var scale = state.Names.Scale;
        return most is null || most.Missing.Count * scale < Fewest ? null
            : new(zone, (int)Math.Round(most.Missing.Count * scale), (int)Math.Round(most.Existing * scale), Rate.OfHalf([.. most.Missing], scale), most.DrawnBits / most.Missing.Count, 0);
    }

    static bool IsOfHost(in SampledName name) => name.Depth is > 0 and < SampledName.MaxDepth && (name.Traits & (NameTraits.SpellsAddress | NameTraits.Underscored)) == 0;

    static bool IsMissing(in SampledName name) => name.Rcodes == 1 << AnswerNetwork.NameError;

    static bool Exists(in SampledName name) => (name.Rcodes & 1) != 0;

    /// <summary>What stands for the labels next to the zone, so many of them.</summary>
    static ulong PathOf(in SampledName name, int labels)
    {
        var hash = 0UL;
        for (var depth = 0; depth < labels; depth++)
        {
            hash = WyHash.Of(name.Labels[depth], hash);
        }
        return hash;
    }

    static uint HashOf(string label)
    {
        var hashes = default(LabelHashes);
        PairState.HashLabels([(byte)label.Length, .. label.Select(symbol => (byte)symbol)], ref hashes);
        return hashes[0];
    }

    /// <summary>Names of one parent.</summary>
    sealed class Siblings
    {
        /// <summary>When each that does not exist was first asked, second of the day.</summary>
        public List<uint> Missing { get; } = [];
        public int Existing { get; private set; }
        public double DrawnBits { get; private set; }

        public void Add(in SampledName name)
        {
            if (IsMissing(name))
            {
                Missing.Add(name.First);
                DrawnBits += GeneratedLabel.Bits(name);
            }
            Existing += Exists(name) ? 1 : 0;
        }
    }

    /// <summary>
    /// Names that exist elsewhere: whole ones of other zones, to which a search list or a list of bad domains is added, and those of hosts that exist under another parent, where a search list
    /// comes by on its way.
    /// </summary>
    sealed class NamesElsewhere
    {
        readonly HashSet<ulong> _holders = [];
        readonly HashSet<uint> _hosts = [];

        public static NamesElsewhere In(ReadOnlySpan<SampledName> names)
        {
            var elsewhere = new NamesElsewhere();
            foreach (ref readonly var name in names)
            {
                for (var depth = 0; depth < name.Depth - 1; depth++)
                {
                    if (TopLevels.Contains(name.Labels[depth]))
                    {
                        elsewhere._holders.Add(PathOf(name, depth));
                    }
                }
                if (IsOfHost(name) && Exists(name))
                {
                    elsewhere._hosts.Add(name.Labels[name.Depth - 1]);
                }
            }
            return elsewhere;
        }

        public bool Holds(in SampledName name)
        {
            for (var depth = 0; depth < name.Depth - 1; depth++)
            {
                if (_holders.Contains(PathOf(name, depth)) && (TopLevels.Contains(name.Labels[depth]) || Countries.Value.Contains(name.Labels[depth])))
                {
                    return true;
                }
            }
            return IsMissing(name) && _hosts.Contains(name.Labels[name.Depth - 1]);
        }
    }
}
