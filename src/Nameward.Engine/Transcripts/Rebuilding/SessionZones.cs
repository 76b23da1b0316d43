using Nameward.Engine.Observations;

namespace Nameward.Engine.Transcripts.Rebuilding;

/// <summary>The zones that the names of one session lie below: tools that have several ask in one or another by chance.</summary>
sealed class SessionZones
{
    const int MostTold = 10;

    readonly List<(byte[] Zone, int Count)> _zones = [];

    /// <summary>The zone of most questions, canonical wire form; the first of as many, and the root where there is none.</summary>
    public byte[] Most => _zones.Count > 0 ? _zones.MaxBy(zone => zone.Count).Zone : [0];

    /// <summary>Which zones they are, those of most questions first; null where there is one.</summary>
    public Sentence? Told => _zones.Count > 1 ? Sentence.Of($"its names lie in {_zones.Count} zones: {List(_zones.OrderByDescending(zone => zone.Count).Select(zone => zone.Zone))}") : null;

    /// <summary>One more question in a zone.</summary>
    public void Add(ReadOnlySpan<byte> zone)
    {
        for (var i = 0; i < _zones.Count; i++)
        {
            if (zone.SequenceEqual(_zones[i].Zone))
            {
                _zones[i] = (_zones[i].Zone, _zones[i].Count + 1);
                return;
            }
        }
        _zones.Add((zone.ToArray(), 1));
    }

    /// <summary>
    /// The sessions of several channels, those with a note that have the client, the tool and the key of a session in another zone: one agent that asked in both,
    /// of which each part is told by itself.
    /// </summary>
    public static IEnumerable<T> Noted<T>(IReadOnlyList<T> all, Func<T, RebuiltSession> session, Func<T, Sentence, T> with)
    {
        var parts = all.Where(one => session(one) is { Tool: not null, Key.Length: > 0 }).ToLookup(one => (session(one).Client, session(one).Tool, session(one).Key), one => session(one).Apex);
        return all.Select(one =>
        {
            var (here, others) = (session(one), new List<byte[]>());
            foreach (var zone in parts[(here.Client, here.Tool, here.Key)])
            {
                if (!zone.AsSpan().SequenceEqual(here.Apex) && !others.Exists(other => other.AsSpan().SequenceEqual(zone)))
                {
                    others.Add(zone);
                }
            }
            return others.Count > 0 ? with(one, Sentence.Of($"the same agent also asked in {List(others)}: what went there is told as a session of that zone")) : one;
        });
    }

    static Sentence List(IEnumerable<byte[]> zones)
    {
        var (list, count) = (Sentence.Of(""), 0);
        foreach (var zone in zones)
        {
            list = count < MostTold ? Sentence.Of($"{list}{(count > 0 ? ", " : "")}{HostileText.Name(zone)}") : list;
            count++;
        }
        return count > MostTold ? Sentence.Of($"{list} and {count - MostTold} more") : list;
    }
}
