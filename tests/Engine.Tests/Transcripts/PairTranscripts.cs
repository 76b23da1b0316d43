using Nameward.Engine.Evidence;
using Nameward.Engine.Observations;
using Nameward.Engine.Transcripts;

namespace Nameward.Engine.Tests.Transcripts;

/// <summary>The transcripts of every client in every zone of one file, suspect or not.</summary>
sealed class PairTranscripts(int most = Transcript.MostMessages) : IObservationSink
{
    const int FewestNames = 4;

    readonly Dictionary<(Address Client, ulong Zone), Transcript> _pairs = [];
    readonly Dictionary<(Address Client, ulong Zone), HashSet<ulong>> _names = [];

    /// <summary>Those with at least four names.</summary>
    public IEnumerable<Transcript> All => _pairs.Where(pair => _names[pair.Key].Count >= FewestNames).Select(pair => pair.Value);

    public static PairTranscripts Of(string path, int most = Transcript.MostMessages)
    {
        var pairs = new PairTranscripts(most);
        var options = new ReadingOptions();
        using var evidence = new FileEvidence(EvidenceLocator.Locate([path], options), options);
        evidence.ReadAll(() => pairs, threads: 1);
        return pairs;
    }

    public void Take(IObservationBatch batch)
    {
        foreach (ref readonly var message in batch.Messages)
        {
            if (message.IsNameHidden || message.Server.Address.IsMulticast)
            {
                continue;
            }
            var key = (message.Client.Address, message.ZoneHash);
            if (!_pairs.TryGetValue(key, out var transcript))
            {
                _pairs.Add(key, transcript = new(new SuspectPair(message.Client.Address, [batch.Bytes(message.Name)[message.ZoneStart..].ToArray()]), most));
                _names.Add(key, []);
            }
            if (_names[key].Count < FewestNames)
            {
                _names[key].Add(message.NameHash);
            }
            transcript.Add(message, batch);
        }
    }
}
