using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Transcripts;

/// <summary>Gathers the transcripts of all suspects in one pass over the segments in which they occur.</summary>
public sealed class TranscriptSink : IObservationSink
{
    readonly ILookup<Address, Transcript> _byClient;
    readonly ILookup<Address, Transcript> _byServer;
    readonly AddressFilter _filter = new();

    /// <summary>A sink for these suspects.</summary>
    /// <param name="suspects">Whose messages are wanted.</param>
    /// <param name="most">Messages kept of each.</param>
    public TranscriptSink(ImmutableArray<Suspect> suspects, int most = Transcript.MostMessages)
    {
        Transcripts = [.. suspects.Select(suspect => new Transcript(suspect, most))];
        _byClient = Transcripts.SelectMany(transcript => transcript.Suspect.Clients.Select(client => (client, transcript))).ToLookup(one => one.client, one => one.transcript);
        _byServer = Transcripts.Where(transcript => transcript.Suspect is SuspectServer).ToLookup(transcript => ((SuspectServer)transcript.Suspect).Server.Address);
        foreach (var address in _byClient.Concat(_byServer))
        {
            _filter.Add(address.Key);
        }
    }

    /// <summary>One transcript for each suspect, in the order given.</summary>
    public ImmutableArray<Transcript> Transcripts { get; }

    /// <summary>Rows of a suspect's client or server.</summary>
    public bool Wants(Address client, Address server) =>
        (_filter.MayHold(client) && _byClient.Contains(client)) || (_filter.MayHold(server) && _byServer.Contains(server));

    /// <inheritdoc/>
    public void Take(IObservationBatch batch)
    {
        foreach (ref readonly var message in batch.Messages)
        {
            Add(_byClient[message.Client.Address], message, batch);
            Add(_byServer[message.Server.Address], message, batch);
        }
        foreach (ref readonly var flow in batch.Flows)
        {
            Add(_byClient[flow.Client.Address], flow, batch);
            Add(_byServer[flow.Server.Address], flow, batch);
        }
    }

    static void Add(IEnumerable<Transcript> transcripts, in Flow flow, IObservationBatch batch)
    {
        foreach (var transcript in transcripts)
        {
            if (transcript.Suspect.Holds(flow))
            {
                transcript.Add(flow, batch);
            }
        }
    }

    static void Add(IEnumerable<Transcript> transcripts, in DnsMessage message, IObservationBatch batch)
    {
        foreach (var transcript in transcripts)
        {
            if (transcript.Suspect.Holds(message, batch.Bytes(message.Name)))
            {
                transcript.Add(message, batch);
            }
        }
    }
}
