using System.Collections.Immutable;
using System.Globalization;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Rollups;
using Xunit;

namespace Nameward.Engine.Tests.Proof;

/// <summary>
/// The null test: who asks what is shuffled in innocent traffic, so that nothing that is found in it is there. What one client says in one zone on one day
/// stays as it was, and keys are dealt among clients that may be taken for each other, so that this tries the start, the combination of signals and what is compared between clients. It does not try the tails: keys of a
/// network have only what that network has, and one that would be found is found again in many fleets. So the limit is one of the shuffling,
/// and none of networks that were not seen.
/// </summary>
[Trait("tier", "ci")]
public sealed class NullTests(NullTests.Innocent innocent) : IClassFixture<NullTests.Innocent>
{
    const int ClientDays = 30_000;
    const int Threads = 2;

    [Fact]
    public void ShuffledClientsEscalateNoMoreOftenThanTheAlertBudgetPromises()
    {
        var populations = innocent.Populations;
        var real = populations.Sum(population => population.ClientDays);
        var sums = populations.Select(population => Shuffle(population, ClientDays * population.ClientDays / (double)real)).ToList();
        var (clientDays, escalations) = (sums.Sum(sum => sum.ClientDays), sums.Sum(sum => sum.Escalations.Count));
        sums.ForEach(sum => Say(sum.Name, sum.ClientDays, sum.Keys, sum.Escalations.Count, sum.Watches.Count));
        Say("all", clientDays, sums.Sum(sum => sum.Keys), escalations, sums.Sum(sum => sum.Watches.Count));
        Assert.True(clientDays >= ClientDays, $"{clientDays} client-days");
        var limit = PoissonCount.UpperLimit(SiteFacts.None.AlertBudget / 1000 * clientDays);
        Assert.True(escalations <= limit, $"{escalations} escalations, at most {limit}: {string.Join(", ", sums.SelectMany(sum => sum.Escalations).CountBy(zone => zone).OrderByDescending(zone => zone.Value).Take(20))}");
    }

    /// <summary>Or nothing would ever be found in such fleets, and the test above would say nothing.</summary>
    [Fact]
    public void AChannelPlantedInAShuffledFleetEscalates() => Assert.All(innocent.Populations, population =>
    {
        var set = RandomTraffic.Roll(new ChannelTraffic(seed: 2).Tunnel(400, bytes: 25, type: RecordTypes.Txt));
        var found = new ResampledFleet(population, number: 0).Judge(BenignKey.Of(set));
        Assert.Contains(found, weighing => weighing.Level >= Level.High && ZoneOf(weighing) == ChannelTraffic.Zone);
    });

    [Fact]
    public void TheLimitsOfACountAreThoseOfTheTables()
    {
        Assert.Equal(7, PoissonCount.UpperLimit(3));
        Assert.Equal((0, 3.689), (PoissonCount.Low(0), Math.Round(PoissonCount.High(0), 3)));
        Assert.Equal((1.090, 10.242), (Math.Round(PoissonCount.Low(4), 3), Math.Round(PoissonCount.High(4), 3)));
    }

    static Shuffled Shuffle(BenignPopulation population, double clientDays)
    {
        var sum = new Shuffled(population.Name);
        var fleets = 0;
        for (; sum.ClientDays < clientDays; fleets++)
        {
            sum.ClientDays += population.Fleets[fleets % population.Fleets.Length].Length;
        }
        Parallel.For(0, fleets, new() { MaxDegreeOfParallelism = Threads }, number =>
        {
            var fleet = new ResampledFleet(population, number);
            sum.Add(fleet, fleet.Judge());
        });
        return sum;
    }

    static string ZoneOf(Weighing weighing) => WireName.ToText(((Pair)weighing.Subject).Zones[0]);

    // The output of a test that passes is not shown; this is.
    static void Say(string name, int clientDays, long keys, int escalations, int watches) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"    {name,-30} {clientDays,6} client-days {keys,9} keys {escalations,4} escalations {watches,5} watches; escalations for 1,000: {1000.0 * escalations / clientDays:F3} ({1000 * PoissonCount.Low(escalations) / clientDays:F3} to {1000 * PoissonCount.High(escalations) / clientDays:F3})"));

    /// <summary>The innocent traffic, read once for all tests.</summary>
    public sealed class Innocent
    {
        internal ImmutableArray<BenignPopulation> Populations => field.IsDefault ? field = BenignPopulation.ReadAll() : field;
    }

    /// <summary>What was found in the fleets of a population.</summary>
    sealed class Shuffled(string name)
    {
        readonly Lock _gate = new();

        public string Name { get; } = name;
        public int ClientDays { get; set; }
        public long Keys { get; private set; }
        public List<string> Escalations { get; } = [];
        public List<string> Watches { get; } = [];

        public void Add(ResampledFleet fleet, ImmutableArray<Weighing> watched)
        {
            lock (_gate)
            {
                Keys += fleet.Keys;
                foreach (var weighing in watched)
                {
                    (weighing.Sum >= Weighing.EscalatesFrom ? Escalations : Watches).Add(ZoneOf(weighing));
                }
            }
        }
    }
}
