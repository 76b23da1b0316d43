using System.Collections.Immutable;
using Nameward.Engine.Evidence;
using Nameward.Engine.Rollups;

namespace Nameward.Transform;

/// <summary>Reads evidence, of any format that the engine reads, into messages.</summary>
static class EvidenceReading
{
    /// <summary>Every message of a file that has a time, in the order of time; those of one time as the evidence has them.</summary>
    public static ImmutableArray<Message> Read(string path)
    {
        var options = new ReadingOptions();
        using var evidence = new FileEvidence(EvidenceLocator.Locate([path], options), options);
        var sink = new MessageSink();
        evidence.ReadAll(() => sink, threads: 1);
        return [.. sink.Messages.OrderBy(message => message.Time)];
    }

    /// <summary>Adds a file to rollups.</summary>
    public static void Roll(string path, RollupSet rollups)
    {
        const int Threads = 2;
        var options = new ReadingOptions();
        using var evidence = new FileEvidence(EvidenceLocator.Locate([path], options), options);
        var sinks = new List<RollupSink>();
        evidence.ReadAll(() =>
        {
            var sink = new RollupSink(rollups);
            lock (sinks)
            {
                sinks.Add(sink);
            }
            return sink;
        }, Threads);
        sinks.ForEach(sink => sink.Finish());
    }
}
