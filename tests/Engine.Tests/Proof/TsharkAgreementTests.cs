using System.Collections.Concurrent;
using System.Globalization;
using Nameward.Engine.Evidence;
using Nameward.Engine.Observations;
using Xunit;

namespace Nameward.Engine.Tests.Proof;

/// <summary>
/// Over every capture at hand, tshark and we find the same DNS messages with the same time, ends, id, name, type, rcode and count of answers.
/// </summary>
[Trait("tier", "ci")]
public class TsharkAgreementTests
{
    [Fact]
    public void TsharkAndWeReadTheSameMessages()
    {
        string[] folders = [Samples.Shared("captures"), Samples.Shared("lab"), Samples.Shared("samples")];
        if (!TsharkReading.IsPossible)
        {
            TestContext.Current.TestOutputHelper?.WriteLine("skipped: there is no tshark");
            Assert.Skip("there is no tshark");
        }
        var files = folders.SelectMany(folder => Directory.GetFiles(folder, "*", SearchOption.AllDirectories)).Where(IsCapture)
            .OrderByDescending(path => new FileInfo(path).Length).ToArray();
        var compared = new ConcurrentDictionary<string, int>();
        var differences = new ConcurrentBag<string>();
        Parallel.ForEach(Partitioner.Create(files, EnumerablePartitionerOptions.NoBuffering), new() { MaxDegreeOfParallelism = 2 }, path => Compare(path, compared, differences));
        foreach (var (kind, count) in compared.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count,9} {kind}"));
        }
        File.WriteAllLines(Path.Combine(Path.GetTempPath(), "tshark-differences.txt"), differences.Order(StringComparer.Ordinal));
        Assert.Empty(differences);
    }

    static bool IsCapture(string path)
    {
        var name = path.EndsWith(".gz", StringComparison.Ordinal) ? path[..^3] : path;
        return Path.GetExtension(name) is ".pcap" or ".pcapng" or ".cap";
    }

    static void Compare(string path, ConcurrentDictionary<string, int> compared, ConcurrentBag<string> differences)
    {
        var theirs = TsharkReading.Of(path);
        var ours = Ours(path);
        var left = ours.ToLookup(message => (message.Packet, message.Id)).ToDictionary(group => group.Key, group => group.ToList());
        foreach (var message in theirs.Messages)
        {
            var same = left.GetValueOrDefault((message.Packet, message.Id));
            if (same is null || same.Count == 0)
            {
                Count(compared, differences, "tshark alone", path, message, theirs);
                continue;
            }
            var own = same[0];
            same.RemoveAt(0);
            if (own == message)
            {
                compared.AddOrUpdate("same", 1, (_, count) => count + 1);
            }
            else
            {
                Count(compared, differences, "other: " + Difference(own, message), path, message, theirs, own);
            }
        }
        foreach (var own in left.Values.SelectMany(messages => messages))
        {
            Count(compared, differences, "ours alone", path, own, theirs);
        }
    }

    static string Difference(TsharkMessage own, TsharkMessage other) =>
        own.Ticks != other.Ticks ? "time" : own.Client != other.Client ? "client" : own.Server != other.Server ? "server" : own.Type != other.Type ? "type"
        : own.Rcode != other.Rcode ? "rcode" : own.Answers != other.Answers ? "answers" : "name";

    static void Count(ConcurrentDictionary<string, int> compared, ConcurrentBag<string> differences, string kind, string path, TsharkMessage message, TsharkReading theirs, TsharkMessage? own = null)
    {
        kind += theirs.Damaged.Contains(message.Packet) ? " (damaged)" : "";
        compared.AddOrUpdate(kind, 1, (_, count) => count + 1);
        differences.Add($"{kind}: {path} {message} / {own}");
    }

    static List<TsharkMessage> Ours(string path)
    {
        var options = new ReadingOptions();
        using var evidence = new FileEvidence(EvidenceLocator.Locate([path], options), options);
        var sink = new Messages();
        evidence.ReadAll(() => sink, 1);
        return sink.All;
    }

    sealed class Messages : IObservationSink
    {
        public List<TsharkMessage> All { get; } = [];

        public void Take(IObservationBatch batch)
        {
            foreach (ref readonly var message in batch.Messages)
            {
                All.Add(TsharkMessage.Of(message, batch));
            }
        }
    }
}
