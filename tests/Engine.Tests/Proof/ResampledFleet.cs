using System.Collections.Immutable;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Tests.Proof;

/// <summary>
/// A day of clients that never were: each has as many keys as a real client of the population had on a real day, dealt out of the keys of all of them. No
/// client has a zone twice, and no donor's zone is there twice, or names that only one client asked would be asked by two.
/// </summary>
sealed class ResampledFleet(BenignPopulation population, int number)
{
    const ushort Day = 20_000;
    const int Tries = 8;
    const ulong Prefix = 0x2001_0DB8_0000_0000;

    readonly RollupSet _set = new();

    /// <summary>How many keys were dealt out.</summary>
    public int Keys { get; private set; }

    /// <summary>What is watched or worse in the fleet, gravest first.</summary>
    /// <param name="planted">Keys that the first client has besides.</param>
    public ImmutableArray<Weighing> Judge(params IEnumerable<BenignKey> planted)
    {
        Deal();
        foreach (var key in planted)
        {
            key.AddTo(_set, Client(0), Day);
        }
        var watched = new PairJudge(new(new(_set))).Judge(Weighing.WatchedFrom);
        GC.KeepAlive(_set);
        return watched;
    }

    static Address Client(int number) => new(Prefix, (ulong)number + 1);

    void Deal()
    {
        var random = new Random(number);
        var sizes = population.Fleets[number % population.Fleets.Length];
        var places = sizes.SelectMany((size, client) => Enumerable.Repeat(client, size)).ToList();
        var held = new HashSet<(int Client, ulong Zone)>();
        var given = new HashSet<(Address Donor, ulong Zone)>();
        var order = Enumerable.Range(0, population.Keys.Length).ToArray();
        random.Shuffle(order);
        foreach (var key in order.Select(index => population.Keys[index]).TakeWhile(_ => places.Count > 0))
        {
            if (given.Add((key.Donor, key.Zone.Hash)) && FindPlace(random, places, held, key.Zone.Hash) is { } client)
            {
                key.AddTo(_set, Client(client), Day);
                Keys++;
            }
        }
    }

    static int? FindPlace(Random random, List<int> places, HashSet<(int Client, ulong Zone)> held, ulong zone)
    {
        for (var i = 0; i < Tries; i++)
        {
            var at = random.Next(places.Count);
            var client = places[at];
            if (held.Add((client, zone)))
            {
                places[at] = places[^1];
                places.RemoveAt(places.Count - 1);
                return client;
            }
        }
        return null;
    }
}
