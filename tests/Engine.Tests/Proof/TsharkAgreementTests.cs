using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using Nameward.Engine.Evidence;
using Nameward.Engine.Evidence.Capture;
using Nameward.Engine.Observations;
using Xunit;

namespace Nameward.Engine.Tests.Proof;

/// <summary>
/// Over every capture at hand, tshark and we find the same DNS messages with the same time, ends, id, name, type, rcode and count of answers: over UDP
/// and TCP, with multicast DNS and LLMNR. Each kind of difference is named, counted and printed; one without a name fails.
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
            .Order(StringComparer.Ordinal).DistinctBy(Digest).OrderByDescending(path => new FileInfo(path).Length).ToArray();
        var counts = new ConcurrentDictionary<string, int>();
        var unexplained = new ConcurrentBag<string>();
        Parallel.ForEach(Partitioner.Create(files, EnumerablePartitionerOptions.NoBuffering), new() { MaxDegreeOfParallelism = 2 }, path =>
        {
            foreach (var (kind, message) in Compare(path))
            {
                counts.AddOrUpdate(kind, 1, (_, count) => count + 1);
                if (kind.StartsWith(TsharkDifference.Unexplained, StringComparison.Ordinal))
                {
                    unexplained.Add($"{kind}: {path} {message}");
                }
            }
        });
        foreach (var (kind, count) in counts.OrderByDescending(pair => pair.Value))
        {
            TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count,9} {kind}"));
        }
        Assert.Empty(unexplained);
        Assert.True(counts[TsharkDifference.None] > 0.98 * counts.Values.Sum(), "the differences explained are few");
    }

    static bool IsCapture(string path)
    {
        var name = path.EndsWith(".gz", StringComparison.Ordinal) ? path[..^3] : path;
        return Path.GetExtension(name) is ".pcap" or ".pcapng" or ".cap";
    }

    static string Digest(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexString(SHA256.HashData(file));
    }

    static IEnumerable<KeyValuePair<string, TsharkMessage>> Compare(string path)
    {
        var theirs = TsharkReading.Of(path);
        var messages = new Messages();
        var source = Read(path, messages);
        var difference = new TsharkDifference(theirs, source.MalformedReasons.Any(reason => reason.Reason == PacketDamage.UnknownLink),
            source.MalformedSamples.Select(sample => sample.Position).ToHashSet());
        var ours = messages.All.ToLookup(message => (message.Packet, message.Id)).ToDictionary(group => group.Key, group => new Queue<TsharkMessage>(group));
        foreach (var message in theirs.Messages)
        {
            var isOurs = ours.TryGetValue((message.Packet, message.Id), out var same) && same.Count > 0;
            yield return new(isOurs ? difference.Between(same!.Dequeue(), message) : difference.Theirs(message), message);
        }
        foreach (var own in ours.Values.SelectMany(left => left))
        {
            yield return new(TsharkDifference.Ours(own), own);
        }
    }

    static SourceReport Read(string path, Messages messages)
    {
        var options = new ReadingOptions();
        using var evidence = new FileEvidence(EvidenceLocator.Locate([path], options), options);
        return Assert.Single(evidence.ReadAll(() => messages, 1).Sources);
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
