using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Transcripts;

/// <summary>Gathers the transcripts of all suspects in one pass over the segments in which they occur.</summary>
public sealed class TranscriptSink : IObservationSink
{
    readonly ILookup<Address, Transcript> _byClient;

    /// <summary>A sink for these suspects.</summary>
    public TranscriptSink(ImmutableArray<Suspect> suspects)
    {
        Transcripts = [.. suspects.Select(suspect => new Transcript(suspect))];
        _byClient = Transcripts.ToLookup(transcript => transcript.Suspect.Client);
    }

    /// <summary>One transcript for each suspect, in the order given.</summary>
    public ImmutableArray<Transcript> Transcripts { get; }

    /// <inheritdoc/>
    public void Take(IObservationBatch batch)
    {
        foreach (ref readonly var message in batch.Messages)
        {
            foreach (var transcript in _byClient[message.Client.Address])
            {
                if (!message.Server.Address.IsMulticast && transcript.Suspect.Holds(batch.Bytes(message.Name)))
                {
                    transcript.Add(message, batch);
                }
            }
        }
    }
}
