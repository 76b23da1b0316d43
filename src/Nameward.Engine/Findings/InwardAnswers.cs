using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Findings;

/// <summary>
/// The keys in which a zone answered with an address inside, and the names of them that turned: answered with public addresses alone first, and with inside ones
/// alone soon after. A name that is answered with both at once is published so, by mistake mostly. Only keys that are remembered row by row are looked at.
/// </summary>
/// <param name="scene">What was seen.</param>
sealed class InwardAnswers(Scene scene)
{
    /// <summary>Seconds from the last public answer to the first inside one, at most: browsers keep a page's address for minutes, and who waits longer has lost his visitor.</summary>
    public const uint MostSeconds = 3600;

    FrozenRollups Seen => scene.Seen;

    /// <summary>The names that turned, by key. Relays, which ask for others, and zones of the inside are left out.</summary>
    public List<TurnedKey> Turned()
    {
        var turned = new List<TurnedKey>();
        foreach (var (place, _) in scene.Survey.Inward.Where(key => key.LeadsBothWays))
        {
            var (key, zone) = (Seen.KeyOf(place), Seen.Zone(Seen.CellOf(place).Zone));
            if (!Seen.ClientNumbers.IsRelay(key.Client) && ZoneOutcomes.IsPublic(zone.Name, scene.Site) && TurnsOf(place, zone) is { Count: > 0 } turns)
            {
                turned.Add(new(Seen.ClientNumbers.AddressOf(key), Seen.CellOf(place).Day, zone, turns, Segments(place)));
            }
        }
        return turned;
    }

    /// <summary>Who else is led inside, as far as it concerns names that turned.</summary>
    public InwardCrowd CrowdOf(List<TurnedKey> turned)
    {
        var crowd = new InwardCrowd(turned);
        foreach (var (place, leadsBothWays) in turned.Count == 0 ? [] : scene.Survey.Inward)
        {
            var zone = Seen.ZoneHash(Seen.CellOf(place).Zone);
            if (!leadsBothWays)
            {
                crowd.AddClient(zone, Seen.ClientNumbers.AddressOf(Seen.KeyOf(place)));
            }
            for (var at = Seen.CellOf(place).Place; at != RowArena.None;)
            {
                var row = Seen.ShardOf(place).Row(at, out at);
                if ((row.Traits & RowTraits.SpellsAddress) == 0 && AnswerLead.Of(row).Lead == Lead.Inside)
                {
                    crowd.AddZone(AnswerLead.Of(row).First, zone);
                }
            }
        }
        return crowd;
    }

    /// <summary>The quickest turn of each name, in order of name.</summary>
    List<Turn> TurnsOf(KeyPlace place, ZoneName zone)
    {
        var turns = new List<Turn>();
        foreach (var answers in AnswersOf(place, zone).GroupBy(answer => answer.NameHash).Where(name => !name.Any(answer => answer.Lead == Lead.Both)))
        {
            byte[] name = [.. answers.First().Prefix, .. zone.Name];
            var quickest = answers.GroupBy(answer => (answer.Type, answer.Lane)).Select(alike => QuickestOf(name, Seen.CellOf(place).Day, alike)).OfType<Turn>().MinBy(turn => turn.Seconds);
            if (quickest is not null && !scene.Site.InternalZones.Any(inside => name.AsSpan().EndsWith(inside)))
            {
                turns.Add(quickest);
            }
        }
        return [.. turns.OrderBy(turn => turn.Name, ByteOrder.Instance)];
    }

    List<LedAnswer> AnswersOf(KeyPlace place, ZoneName zone)
    {
        var answers = new List<LedAnswer>();
        for (var at = Seen.CellOf(place).Place; at != RowArena.None;)
        {
            var row = Seen.ShardOf(place).Row(at, out at);
            var (lead, first) = AnswerLead.Of(row);
            if (lead != Lead.Nowhere)
            {
                answers.Add(new(PairState.NameHash(row.Prefix, zone.Hash), row.Prefix.ToArray(), row.Type, row.Context, row.Second, lead, first, row.LongestTtl));
            }
        }
        return answers;
    }

    static Turn? QuickestOf(byte[] name, ushort day, IEnumerable<LedAnswer> answers)
    {
        Turn? quickest = null;
        LedAnswer? before = null;
        foreach (var answer in answers.OrderBy(answer => answer.Second).ThenBy(answer => answer.Lead).ThenBy(answer => answer.First))
        {
            if (answer.Lead == Lead.Public)
            {
                before = answer;
            }
            else if (before is { } known && answer.Second - known.Second is > 0 and <= MostSeconds and var seconds && !(quickest?.Seconds <= seconds))
            {
                quickest = new(name, known.First, answer.First, seconds, known.Ttl == SampledName.NoTtl ? null : known.Ttl, known.Server == answer.Server, EventTime.Of(day, answer.Second));
            }
        }
        return quickest;
    }

    OccupiedSet Segments(KeyPlace place)
    {
        var segments = new OccupiedSet();
        for (var at = Seen.CellOf(place).Place; at != RowArena.None;)
        {
            segments.Add(Seen.ShardOf(place).Row(at, out at).Context.Segment);
        }
        return segments;
    }

    /// <summary>One response with addresses.</summary>
    readonly record struct LedAnswer(ulong NameHash, byte[] Prefix, ushort Type, RowContext Context, uint Second, Lead Lead, Address First, ushort Ttl)
    {
        /// <summary>Format and leg that show it: only what one of them shows is in order.</summary>
        public ushort Lane => Context.Lane;

        /// <summary><see cref="CompactRowWriter.ServerHash"/> of the server.</summary>
        public uint Server => Context.Server;
    }
}

/// <summary>The names of one client, zone and UTC day that turned.</summary>
/// <param name="Client">Who asked.</param>
/// <param name="Day">The UTC day, counted from 1970-01-01; 0 where the evidence carries no time.</param>
/// <param name="Zone">The zone.</param>
/// <param name="Turns">The quickest turn of each name, in order of name.</param>
/// <param name="Segments">Codes of the segments of evidence that hold the key.</param>
sealed record TurnedKey(Address Client, ushort Day, ZoneName Zone, List<Turn> Turns, OccupiedSet Segments);
