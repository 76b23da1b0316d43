using System.Runtime.InteropServices;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings;

/// <summary>How many clients explore the same, and on how many days each: counted once, so that many explorers cost no more than their number.</summary>
sealed class ExplorerCrowd
{
    readonly Dictionary<ulong, HashSet<int>> _guessers = [];
    readonly Dictionary<Network, HashSet<int>> _sweepers = [];
    readonly Dictionary<(int Client, Network Where), int> _sweepDays = [];
    readonly Dictionary<int, int> _transferDays = [];

    /// <summary>Counts what clients, by their numbers, explored in each day.</summary>
    public ExplorerCrowd(IEnumerable<(int Client, Explored Explored)> days)
    {
        foreach (var (client, explored) in days)
        {
            if (explored.Transfers.Exists(attempt => attempt.Transfers))
            {
                CollectionsMarshal.GetValueRefOrAddDefault(_transferDays, client, out _)++;
            }
            if (explored.Guesses is { } guesses)
            {
                (CollectionsMarshal.GetValueRefOrAddDefault(_guessers, HashOf(guesses), out _) ??= []).Add(client);
            }
            if (explored.Sweep is { } sweep)
            {
                (CollectionsMarshal.GetValueRefOrAddDefault(_sweepers, sweep.Where, out _) ??= []).Add(client);
                CollectionsMarshal.GetValueRefOrAddDefault(_sweepDays, (client, sweep.Where), out _)++;
            }
        }
    }

    /// <summary>Clients that try out names in the zone.</summary>
    public int Guessers(GuessedNames guesses) => _guessers[HashOf(guesses)].Count;

    /// <summary>Clients that sweep there.</summary>
    public int Sweepers(AddressSweep sweep) => _sweepers[sweep.Where].Count;

    /// <summary>Days on which a client sweeps there.</summary>
    public int SweepDays(int client, AddressSweep sweep) => _sweepDays[(client, sweep.Where)];

    /// <summary>Days on which a client asks for whole zones; 1 where it does not, too.</summary>
    public int TransferDays(int client) => _transferDays.GetValueOrDefault(client, 1);

    static ulong HashOf(GuessedNames guesses) => WireName.Hash(guesses.Zone, NameHashing.Seed);
}
