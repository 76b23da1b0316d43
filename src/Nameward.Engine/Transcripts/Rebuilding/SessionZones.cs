using System.Collections.Immutable;
using Nameward.Engine.Observations;
using Nameward.Engine.Transcripts.Decoders;

namespace Nameward.Engine.Transcripts.Rebuilding;

/// <summary>The zones that the names of one session lie below: tools that have several ask in one or another by chance.</summary>
sealed class SessionZones
{
    const int MostTold = 10;

    readonly List<(byte[] Zone, int Count)> _zones = [];

    /// <summary>The zone of most questions, canonical wire form; the first of as many, and empty where no question was asked.</summary>
    public byte[] Most => _zones.Count > 0 ? _zones.MaxBy(zone => zone.Count).Zone : [];

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
    /// of which each part is told by itself. Only a number that the agent has of itself tells that; servers of two zones may well give the same.
    /// </summary>
    public static IEnumerable<RebuiltSession> Noted(ImmutableArray<RebuiltSession> all)
    {
        var parts = all.Where(session => DecoderInfo.All.Any(info => info.Id == session.Tool && info.HasAgentNumbers)).ToLookup(session => (session.Client, session.Tool, session.Key), session => session.Apex);
        foreach (var here in all)
        {
            var others = new List<byte[]>();
            foreach (var zone in parts[(here.Client, here.Tool, here.Key)])
            {
                if (!zone.AsSpan().SequenceEqual(here.Apex) && !others.Exists(other => other.AsSpan().SequenceEqual(zone)))
                {
                    others.Add(zone);
                }
            }
            yield return others.Count == 0 ? here : here with { Notes = here.Notes.Add(Sentence.Of($"the same agent also asked in {List(others)}: what went there is told as a session of that zone")) };
        }
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
