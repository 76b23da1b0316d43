using System.Collections.Immutable;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Findings;

/// <summary>
/// Weighs the clients that explore zones and networks: each UTC day by itself, the gravest counts. Who asks for others is left out, but for whole zones, which no resolver asks for anybody. By
/// itself exploring is at most to be watched: it takes nothing, and administrators do it too.
/// </summary>
/// <param name="scene">What was seen.</param>
/// <param name="survey">Which keys may show it.</param>
sealed class ExplorationJudge(Scene scene, KeySurvey survey)
{
    /// <summary>Seconds of silence after which a zone is asked for once more, and not again because no answer came.</summary>
    public const uint SecondsBetweenSpells = 300;

    readonly Dictionary<(int Client, ushort Day), Explored> _days = [];

    FrozenRollups Seen => scene.Seen;

    /// <summary>The clients of at least <paramref name="from"/> bits, gravest first.</summary>
    public ImmutableArray<Weighing> Judge(Bits from)
    {
        _days.Clear();
        foreach (var place in survey.Contents)
        {
            DayOf(place).Transfers.AddRange(new ZoneContents(Seen, place).Attempts());
        }
        foreach (var place in survey.Missing.Where(MayExplore))
        {
            DayOf(place).Add(GuessedNames.Of(StateOf(place), ZoneOf(place).Name));
        }
        foreach (var place in survey.Reverse.Where(MayExplore))
        {
            DayOf(place).Add(AddressSweep.Of(StateOf(place), ZoneOf(place).Name));
        }
        var weighed = _days.Where(day => !day.Value.IsEmpty).Select(day => Weigh(day.Key, day.Value));
        return [.. weighed.Where(weighing => weighing.Sum >= from).GroupBy(weighing => ((Exploration)weighing.Subject).Client)
            .Select(client => client.OrderByDescending(weighing => weighing.Sum).ThenBy(weighing => ((Exploration)weighing.Subject).Day).First())
            .OrderByDescending(weighing => weighing.Sum).ThenBy(weighing => ((Exploration)weighing.Subject).Client)];
    }

    bool MayExplore(KeyPlace place)
    {
        var key = KeyOf(place);
        return !Seen.ClientNumbers.IsRelay(key.Client) && !scene.Census.IsServer(Seen.ClientNumbers.AddressOf(key));
    }

    PairCell CellOf(KeyPlace place) => Seen.ShardOf(place).Cells[place.Index];

    ZoneKey KeyOf(KeyPlace place) => new(place, Seen.ClientNumbers.Of(place.Shard, CellOf(place)), CellOf(place).IsLarge ? RowArena.None : CellOf(place).Place);

    ZoneName ZoneOf(KeyPlace place) => Seen.Zone(CellOf(place).Zone);

    PairState StateOf(KeyPlace place) => Seen.StateOf(KeyOf(place), Seen.ZoneHash(CellOf(place).Zone), new());

    Explored DayOf(KeyPlace place)
    {
        var key = (KeyOf(place).Client, CellOf(place).Day);
        if (!_days.TryGetValue(key, out var day))
        {
            _days.Add(key, day = new() { Client = Seen.ClientNumbers.AddressOf(KeyOf(place)) });
        }
        day.Places.Add(place);
        return day;
    }

    Weighing Weigh((int Client, ushort Day) key, Explored explored)
    {
        var segments = new OccupiedSet();
        explored.Places.ForEach(place => segments.Merge(StateOf(place).Segments));
        var exploration = new Exploration(explored.Client, key.Day)
        {
            Transfers = [.. explored.Transfers.OrderBy(attempt => attempt.Zone, ByteOrder.Instance)],
            OtherTransferDays = _days.Count(day => day.Key.Client == key.Client && day.Key.Day != key.Day && day.Value.Transfers.Count > 0),
            Guesses = explored.Guesses is { } guesses ? guesses with { Others = OthersThatGuess(key.Client, guesses) } : null,
            Sweep = explored.Sweep is { } sweep ? sweep with { Others = ThatSweep(sweep).Select(day => day.Client).Where(client => client != key.Client).Distinct().Count(), OtherDays = ThatSweep(sweep).Count(day => day.Client == key.Client && day.Day != key.Day) } : null,
            Segments = segments,
        };
        return Weighing.Of(exploration, scene.ClientPrior, DetectorList.OfExplorations, scene).AtMost(Level.Medium);
    }

    int OthersThatGuess(int client, GuessedNames guesses) =>
        _days.Where(day => day.Key.Client != client && day.Value.Guesses?.Zone.AsSpan().SequenceEqual(guesses.Zone) == true).Select(day => day.Key.Client).Distinct().Count();

    IEnumerable<(int Client, ushort Day)> ThatSweep(AddressSweep sweep) => _days.Where(day => day.Value.Sweep?.Overlaps(sweep) == true).Select(day => day.Key);

    /// <summary>What one client explored in one day.</summary>
    sealed class Explored
    {
        public required Address Client { get; init; }
        public List<KeyPlace> Places { get; } = [];
        public List<TransferAttempt> Transfers { get; } = [];
        public GuessedNames? Guesses { get; private set; }
        public AddressSweep? Sweep { get; private set; }
        public bool IsEmpty => Transfers.Count == 0 && Guesses is null && Sweep is null;

        public void Add(GuessedNames? guesses) => Guesses = guesses is null || Guesses?.Missing >= guesses.Missing ? Guesses : guesses;

        public void Add(AddressSweep? sweep) => Sweep = sweep is null || Sweep?.Bits >= sweep.Bits ? Sweep : sweep;
    }
}
