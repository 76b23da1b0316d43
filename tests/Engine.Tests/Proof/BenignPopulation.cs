using System.Collections.Immutable;
using System.Text;
using Nameward.Engine.Evaluation;
using Nameward.Engine.Evidence;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Tests.Proof;

/// <summary>
/// Keys of clients that may be taken for each other: those of one innocent network on one day, or a client with a thousand zones would be compared with a
/// network in which nobody has ten. Labelled zones are left out, and relays, which repeat what their clients asked.
/// </summary>
/// <param name="Name">The folder or file it was read from, and the day.</param>
/// <param name="Keys">All its keys, in an order of contents.</param>
/// <param name="Fleets">Fleets whose clients have so many keys each.</param>
sealed record BenignPopulation(string Name, ImmutableArray<BenignKey> Keys, ImmutableArray<ImmutableArray<int>> Fleets)
{
    /// <summary>Clients below which a pairing can hardly be shuffled.</summary>
    const int FewestClients = 5;

    /// <summary>Clients of a fleet that is made of small networks.</summary>
    const int SmallFleet = 10;

    static readonly int FirstDay = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    /// <summary>Clients times days.</summary>
    public int ClientDays => Fleets.Sum(fleet => fleet.Length);

    bool IsSmall => ClientDays < FewestClients;

    /// <summary>
    /// Every innocent network of the shared evidence but the crawl, which is one client's that visits everything once; those with too few clients to be
    /// shuffled make up one together.
    /// </summary>
    public static ImmutableArray<BenignPopulation> ReadAll()
    {
        var (captures, lab) = (Samples.Shared("captures"), Samples.Shared("lab"));
        var labelled = Labelled(captures).Union(Labelled(lab)).ToHashSet();
        var folders = Directory.GetDirectories(Path.Combine(captures, "benign")).Where(folder => Path.GetFileName(folder) != "crawl").Order(StringComparer.Ordinal);
        var all = folders.SelectMany(folder => Read(Path.GetFileName(folder), [folder], labelled)).ToList();
        all.AddRange(Read("long-benign", [Path.Combine(lab, "captures", "long-benign.client.pcap.gz")], labelled));
        all.AddRange(Read("laboratory", [.. Directory.GetFiles(Path.Combine(lab, "captures"), "???.client.pcap.gz").Order(StringComparer.Ordinal)], labelled));
        var small = all.Where(population => population.IsSmall).ToList();
        var together = small.SelectMany(one => one.Fleets).SelectMany(fleet => fleet).Chunk(SmallFleet).Select(fleet => fleet.ToImmutableArray());
        return [.. all.Except(small), new("small networks", [.. small.SelectMany(one => one.Keys)], [.. together])];
    }

    static IEnumerable<BenignPopulation> Read(string name, IReadOnlyList<string> paths, HashSet<ulong> labelled)
    {
        var set = new RollupSet();
        var options = new ReadingOptions();
        using (var evidence = new FileEvidence(EvidenceLocator.Locate(paths, options), options))
        {
            var sink = new RollupSink(set);
            evidence.ReadAll(() => sink, threads: 1);
            sink.Finish();
        }
        var seen = new FrozenRollups(set);
        ImmutableArray<BenignKey> keys = [.. BenignKey.Of(set).Where(key => !seen.IsRelay(key.Donor) && !labelled.Contains(key.Zone.Hash))];
        GC.KeepAlive(set);
        return keys.GroupBy(key => key.Day).Select(day => new BenignPopulation($"{name} {DateOnly.FromDayNumber(FirstDay + day.Key):yyyy-MM-dd}", [.. day],
            [[.. day.GroupBy(key => key.Donor).Select(client => client.Count())]])).ToList();
    }

    /// <summary>Zones, by their chained hashes, of everything that a table says happened.</summary>
    static IEnumerable<ulong> Labelled(string folder)
    {
        var table = Path.Combine(folder, "TRUTH.tsv");
        using var text = new StreamReader(table);
        foreach (var subject in TruthTable.Read(table, text).Where(line => !line.IsBenign).Select(line => line.Subject).Where(subject => !subject.IsAny && !subject.IsServer))
        {
            var name = new byte[WireName.MaxBytes];
            yield return PublicSuffixes.Shipped.Cut(name.AsSpan(0, WireName.FromText(Encoding.ASCII.GetBytes(subject.Text.Raw), name))).Hash;
        }
    }
}
