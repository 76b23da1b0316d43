using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Transform.Generated;

/// <summary>
/// Asks names of algorithms (a list of domains by family) as one more thing that a client of a recorded day does, and tells after how many the client is
/// watched and escalated, family by family, and whether anybody else is.
/// </summary>
sealed class GeneratedRun
{
    /// <summary>Most names that are asked: of what takes longer than these, the rest of the day would have to decide.</summary>
    const int MostNames = 100;

    const int Draws = 5, Threads = 2, SecondOfDay = 39_600, SecondsBetween = 2;

    static readonly int[] Counts = [4, 6, 7, 8, 9, 10, 12, 15, 20, 30, 50, 75, MostNames];

    readonly int _seed;
    readonly byte[] _network;
    readonly DateTime _day;
    readonly Endpoint _resolver;
    readonly Address[] _clients;

    GeneratedRun(string network, int seed)
    {
        _seed = seed;
        var set = new RollupSet();
        EvidenceReading.Roll(network, set);
        var bytes = new ArrayBufferWriter<byte>();
        set.WriteTo(bytes);
        _network = bytes.WrittenSpan.ToArray();
        var scene = new Scene(new(set));
        _resolver = scene.Census.UsedByMany[0].Server;
        _day = scene.Census.UsedByMany[0].First!.Value.Date;
        _clients = [.. scene.Census.UsedByMany[0].Users.Select(user => user.Client).Where(client => !scene.Seen.IsRelay(client)).Order()];
    }

    /// <summary>Prints a line for each family of the list.</summary>
    /// <param name="shared">The folder in which lab and intel lie.</param>
    /// <param name="seed">Of all that is drawn by lot.</param>
    /// <param name="to">Gets the table.</param>
    public static void Print(string shared, int seed, TextWriter to)
    {
        var run = new GeneratedRun(Path.Combine(shared, "lab", "captures", "long-benign.client.pcap.gz"), seed);
        to.WriteLine("| family | names asked until watched | until escalated | of draws escalated within 100 | others flagged | for instance |");
        to.WriteLine("| --- | --- | --- | --- | --- | --- |");
        foreach (var family in ReadNames(Path.Combine(shared, "intel", "lists", "dga", "dga_domains_sample.csv.gz")).OrderBy(family => family.Key, StringComparer.Ordinal))
        {
            to.WriteLine(run.Row(family.Key, [.. family]));
        }
    }

    string Row(string family, string[] names)
    {
        var (watched, escalated, others) = (new List<int>(), new List<int>(), 0);
        for (var draw = 0; draw < Draws; draw++)
        {
            var chance = new Random(_seed + draw);
            chance.Shuffle(names);
            var client = _clients[chance.Next(_clients.Length)];
            int? watchedAt = null, escalatedAt = null;
            foreach (var count in Counts)
            {
                var found = Judge(client, names.AsSpan(0, Math.Min(count, names.Length)));
                others = Math.Max(others, found.Count(weighing => ((MissingZones)weighing.Subject).Client != client));
                var level = found.Where(weighing => ((MissingZones)weighing.Subject).Client == client).Select(weighing => weighing.Level).DefaultIfEmpty(Level.Informational).Max();
                watchedAt ??= level >= Level.Medium ? count : null;
                escalatedAt ??= level >= Level.High ? count : null;
                if (escalatedAt is not null)
                {
                    break;
                }
            }
            watched.Add(watchedAt ?? int.MaxValue);
            escalated.Add(escalatedAt ?? int.MaxValue);
        }
        return string.Create(CultureInfo.InvariantCulture,
            $"| {family} | {Median(watched)} | {Median(escalated)} | {escalated.Count(count => count <= MostNames)} of {Draws} | {others} | {names[0]} |");
    }

    static string Median(List<int> counts)
    {
        counts.Sort();
        var middle = counts[counts.Count / 2];
        return middle == int.MaxValue ? "not within 100" : middle.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Everybody who is at least watched for names that do not exist, once the client asked these.</summary>
    List<Weighing> Judge(Address client, ReadOnlySpan<string> names)
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, Log(client, names));
        var from = new StateReader(_network);
        var set = RollupSet.ReadFrom(ref from);
        EvidenceReading.Roll(path, set);
        File.Delete(path);
        return [.. new MissingZoneJudge(new(new(set)), Threads).Judge(Weighing.WatchedFrom)];
    }

    /// <summary>A dns.log of Zeek in which the client asks for the names one by one, and none of them exists.</summary>
    string Log(Address client, ReadOnlySpan<string> names)
    {
        var log = new StringBuilder("#separator \\x09\n#path\tdns\n#fields\tts\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tquery\tqtype\trcode\n#types\ttime\taddr\tport\taddr\tport\tenum\tstring\tcount\tcount\n");
        for (var i = 0; i < names.Length; i++)
        {
            var second = (_day - DateTime.UnixEpoch).TotalSeconds + SecondOfDay + i * SecondsBetween;
            log.Append(CultureInfo.InvariantCulture, $"{second:F6}\t{client}\t{40000 + i}\t{_resolver.Address}\t{_resolver.Port}\tudp\t{names[i]}\t1\t3\n");
        }
        return log.ToString();
    }

    /// <summary>The names of each family: rows of "dga", family and name.</summary>
    static ILookup<string, string> ReadNames(string path)
    {
        using var text = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        return text.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd('\r').Split(',')).Where(row => row is ["dga", _, _]).ToLookup(row => row[1], row => row[2]);
    }
}
