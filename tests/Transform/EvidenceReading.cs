using System.Collections.Immutable;
using Nameward.Engine.Evidence;

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
}
