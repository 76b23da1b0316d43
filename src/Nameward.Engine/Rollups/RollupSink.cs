using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>
/// One thread's way into the rollups: rows are encoded as they come and staged by shard, and a full stage is applied under the shard's lock, so
/// that threads meet once in a few hundred rows and the table's memory is walked in batches.
/// </summary>
public sealed class RollupSink(RollupSet rollups) : IObservationSink
{
    readonly RowStage[] _stages = [.. rollups.Shards.Select(_ => new RowStage())];
    readonly ServerUses _servers = new();
    readonly AnswerTable _answers = new();
    readonly FlowUses _flows = new();
    ulong[] _clients = [];

    /// <inheritdoc/>
    public void Take(IObservationBatch batch)
    {
        var messages = batch.Messages;
        var clients = LookAhead(messages);
        for (var i = 0; i < messages.Length; i++)
        {
            ref readonly var message = ref messages[i];
            var day = DayOf(message.Time);
            var isOnTheLink = message.Server.IsOfTheLink || message.Client.Address.IsMulticast;
            _servers.Add(new(day, ServerUseKey.LaneOf(batch.Format, message.Leg), message.Client.Address, message.Server, message.Transport), clients[i], message, batch, isOnTheLink);
            // Who asked upstream is the server itself: the look-up stands in the evidence as its client's, or will never be anyone's.
            if (!isOnTheLink && !message.Client.Address.IsNone)
            {
                AddPair(message, batch, day, clients[i]);
            }
        }
        foreach (ref readonly var flow in batch.Flows)
        {
            _flows.Add(flow, batch.Format);
        }
    }

    /// <summary>Applies what is staged. Called once, when the evidence is read.</summary>
    public void Finish()
    {
        for (var shard = 0; shard < _stages.Length; shard++)
        {
            _stages[shard].ApplyTo(rollups.Shards[shard], rollups.Zones);
        }
        rollups.AddServers(_servers.Take());
        rollups.TakeRest(_answers, _flows);
    }

    /// <summary>The UTC day of an event, counted from 1970-01-01; 0 where the evidence carries no time.</summary>
    public static ushort DayOf(DateTime time) => (ushort)Math.Clamp((time - DateTime.UnixEpoch).Days, 0, ushort.MaxValue);

    ReadOnlySpan<ulong> LookAhead(ReadOnlySpan<DnsMessage> messages)
    {
        if (_clients.Length < messages.Length)
        {
            _clients = new ulong[messages.Length];
        }
        for (var i = 0; i < messages.Length; i++)
        {
            _clients[i] = PairKey.ClientHash(messages[i].Client.Address);
            _servers.LookAt(_clients[i]);
        }
        var clients = _clients.AsSpan(0, messages.Length);
        foreach (var client in clients)
        {
            _servers.LookBehind(client);
        }
        return clients;
    }

    void AddPair(in DnsMessage message, IObservationBatch batch, ushort day, ulong client)
    {
        var shard = RollupSet.ShardOf(client);
        var stage = _stages[shard];
        if (stage.IsFull)
        {
            stage.ApplyTo(rollups.Shards[shard], rollups.Zones);
        }
        var name = batch.Bytes(message.Name);
        _answers.Add(message, batch, client);
        stage.Add(new(PairKey.HashOf(day, client, message.ZoneHash), day, message.Client.Address, message.ZoneHash, name[message.ZoneStart..]), message, batch);
    }
}
