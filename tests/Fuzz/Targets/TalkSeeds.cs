using Nameward.Engine.Evidence;
using Nameward.Engine.Observations;

namespace Nameward.Fuzz.Targets;

/// <summary>The talks of every client of a recording, as <see cref="Talk"/> writes them.</summary>
sealed class TalkSeeds : IObservationSink
{
    readonly SortedDictionary<Address, List<byte>> _talks = [];

    /// <summary>One talk for each client; none where there is no such file.</summary>
    public static IReadOnlyList<byte[]> Of(string recording)
    {
        if (!File.Exists(recording))
        {
            return [];
        }
        var seeds = new TalkSeeds();
        using var evidence = new FileEvidence(EvidenceLocator.Locate([recording], new()), new());
        evidence.ReadAll(() => seeds, threads: 1);
        return [.. seeds._talks.Values.Select(talk => talk.ToArray())];
    }

    /// <inheritdoc/>
    public void Take(IObservationBatch batch)
    {
        foreach (ref readonly var message in batch.Messages)
        {
            if (!_talks.TryGetValue(message.Client.Address, out var talk))
            {
                _talks.Add(message.Client.Address, talk = []);
            }
            ReadOnlySpan<byte> data = [];
            foreach (var record in new ResourceRecords(batch.Bytes(message.Answers)))
            {
                data = record.Data;
                break;
            }
            var name = batch.Bytes(message.RawName);
            Talk.Write(talk, message, name[..Math.Min(name.Length, message.ZoneStart)], data);
        }
    }
}
