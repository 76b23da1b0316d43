using System.Collections.Immutable;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Findings;

/// <summary>
/// Weighs the clients that explore zones and networks: each UTC day by itself, the gravest counts. Who asks for others is left out, but for whole zones, which no resolver asks for anybody. By
/// itself exploring is at most to be watched: it takes nothing, and administrators do it too.
/// </summary>
/// <param name="scene">What was seen.</param>
sealed class ExplorationJudge(Scene scene)
{
    /// <summary>Seconds of silence after which a zone is asked for once more, and not again because no answer came.</summary>
    public const uint SecondsBetweenSpells = 300;

    readonly Dictionary<(int Client, ushort Day), Explored> _days = [];

    FrozenRollups Seen => scene.Seen;

    /// <summary>The clients of at least <paramref name="from"/> bits, gravest first.</summary>
    public ImmutableArray<Weighing> Judge(Bits from)
    {
        _days.Clear();
        foreach (var place in scene.Survey.Contents)
        {
            DayOf(place).Transfers.AddRange(new ZoneContents(Seen, place).Attempts());
        }
        foreach (var place in scene.Survey.Missing.Where(MayExplore))
        {
            DayOf(place).Add(GuessedNames.Of(StateOf(place), ZoneOf(place).Name));
        }
        foreach (var place in scene.Survey.Reverse.Where(MayExplore))
        {
            DayOf(place).Add(AddressSweep.Of(StateOf(place), ZoneOf(place).Name));
        }
        var crowd = new ExplorerCrowd(_days.Select(day => (day.Key.Client, Explored: day.Value)));
        var weighed = _days.Where(day => !day.Value.IsEmpty).Select(day => Weigh(day.Key, day.Value, crowd));
        return [.. weighed.Where(weighing => weighing.Sum >= from).GroupBy(weighing => ((Exploration)weighing.Subject).Client)
            .Select(client => client.OrderByDescending(weighing => weighing.Sum).ThenBy(weighing => ((Exploration)weighing.Subject).Day).First())
            .OrderByDescending(weighing => weighing.Sum).ThenBy(weighing => ((Exploration)weighing.Subject).Client)];
    }

    bool MayExplore(KeyPlace place)
    {
        var key = Seen.KeyOf(place);
        return !Seen.ClientNumbers.IsRelay(key.Client) && !scene.Census.IsServer(Seen.ClientNumbers.AddressOf(key));
    }

    ZoneName ZoneOf(KeyPlace place) => Seen.Zone(Seen.CellOf(place).Zone);

    PairState StateOf(KeyPlace place) => Seen.StateOf(Seen.KeyOf(place), Seen.ZoneHash(Seen.CellOf(place).Zone), new());

    Explored DayOf(KeyPlace place)
    {
        var key = (Seen.KeyOf(place).Client, Seen.CellOf(place).Day);
        if (!_days.TryGetValue(key, out var day))
        {
            _days.Add(key, day = new() { Client = Seen.ClientNumbers.AddressOf(Seen.KeyOf(place)) });
        }
        return day;
    }

    Weighing Weigh((int Client, ushort Day) key, Explored explored, ExplorerCrowd crowd)
    {
        var exploration = new Exploration(explored.Client, key.Day)
        {
            Transfers = [.. explored.Transfers.OrderBy(attempt => attempt.Zone, ByteOrder.Instance)],
            OtherTransferDays = crowd.TransferDays(key.Client) - 1,
            Guesses = explored.Guesses is { } guesses ? guesses with { Others = crowd.Guessers(guesses) - 1 } : null,
            Sweep = explored.Sweep is { } sweep ? sweep with { Others = crowd.Sweepers(sweep) - 1, OtherDays = crowd.SweepDays(key.Client, sweep) - 1 } : null,
        };
        return Weighing.Of(exploration, scene.ClientPrior, DetectorList.OfExplorations, scene).AtMost(Level.Medium);
    }
}

/// <summary>What one client explored in one UTC day, before it is weighed.</summary>
sealed class Explored
{
    /// <summary>Who asked.</summary>
    public required Address Client { get; init; }
    /// <summary>Zones that it asked for as a whole, or walked.</summary>
    public List<TransferAttempt> Transfers { get; } = [];
    /// <summary>The zone in which it guessed most names.</summary>
    public GuessedNames? Guesses { get; private set; }
    /// <summary>The clearest of its sweeps.</summary>
    public AddressSweep? Sweep { get; private set; }
    /// <summary>Whether there is nothing of it.</summary>
    public bool IsEmpty => Transfers.Count == 0 && Guesses is null && Sweep is null;

    /// <summary>Keeps the guesses of the zone with most.</summary>
    public void Add(GuessedNames? guesses) => Guesses = guesses is null || Guesses?.Missing >= guesses.Missing ? Guesses : guesses;

    /// <summary>Keeps the sweep with most bits.</summary>
    public void Add(AddressSweep? sweep) => Sweep = sweep is null || Sweep?.Bits >= sweep.Bits ? Sweep : sweep;
}
