using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>
/// One thread's way into the rollups: rows are encoded as they come and staged by shard, and a full stage is applied under the shard's lock, so
/// that threads meet once in a few hundred rows and the table's memory is walked in batches.
/// </summary>
public sealed class RollupSink(RollupSet rollups) : IObservationSink
{
    readonly RowStage[] _stages = [.. rollups.Shards.Select(shard => new RowStage(shard, rollups))];
    readonly ServerUses _servers = new(rollups.Limits);
    readonly AnswerTable _answers = new();
    readonly NameServerTable _nameServers = new();
    readonly FlowUses _flows = new();
    readonly LowestKeys<ClientDayKey, HiddenNameUse> _hiddenNames = RollupSet.NewHiddenNames();
    readonly Surroundings _surroundings = new();
    readonly ServerHashes _serverHashes = new();
    readonly KnownContexts _contexts = new(rollups.Contexts);
    Ahead[] _ahead = [];

    /// <inheritdoc/>
    public void Take(IObservationBatch batch)
    {
        var messages = batch.Messages;
        var ahead = LookAhead(messages, batch.Format);
        var highest = rollups.HighestClient;
        var segment = CompactRowWriter.SegmentCode(batch.Segment);
        for (var i = 0; i < messages.Length; i++)
        {
            ref readonly var message = ref messages[i];
            ref readonly var keys = ref ahead[i];
            _nameServers.Add(message, batch);
            if (keys.Client > highest)
            {
                continue;
            }
            ref var line = ref _servers.Add(keys.Use, message, segment, keys.Day, keys.Lane);
            var lowestTtl = 0u;
            if (message.Server.IsOfTheLink || message.Client.Address.IsMulticast)
            {
                _servers.AddName(line, message);
            }
            else if (message.IsNameHidden)
            {
                AddHiddenName(message, batch.Format, keys.Day);
            }
            // Who asked upstream is the server itself: the look-up stands in the evidence as its client's, or will never be anyone's. A host's own log of what
            // it looks up does not tell its address: all such hosts are one client, so that what they ask is judged; which host it was, the record tells.
            else if (!message.Client.Address.IsNone || message.Leg == Leg.Client)
            {
                lowestTtl = AddPair(message, batch, segment, keys, ref line);
            }
            if (line.IsLow(lowestTtl) && (message.Sides & Sides.Response) != 0)
            {
                _servers.AddTtls(ref line, batch.Bytes(message.Answers));
            }
        }
        foreach (ref readonly var flow in batch.Flows)
        {
            _flows.Add(flow, batch.Format, segment);
        }
        _surroundings.Add(batch);
        rollups.LeaveOutAbove(_servers.HighestClient);
    }

    /// <summary>Applies what is staged. Called once, when the evidence is read.</summary>
    public void Finish()
    {
        foreach (var stage in _stages)
        {
            stage.Apply();
        }
        rollups.Take(_servers.Take(), _answers, _nameServers, _flows, _hiddenNames, _surroundings);
    }

    /// <summary>The UTC day of an event, counted from 1970-01-01; 0 where the evidence carries no time.</summary>
    public static ushort DayOf(DateTime time) => (ushort)Math.Clamp((time.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerDay, 0, ushort.MaxValue);

    /// <summary>Computes the keys of a batch and looks at their places, so that what is not in the cache is on its way when its row's turn comes.</summary>
    ReadOnlySpan<Ahead> LookAhead(ReadOnlySpan<DnsMessage> messages, byte format)
    {
        if (_ahead.Length < messages.Length)
        {
            _ahead = new Ahead[messages.Length];
        }
        for (var i = 0; i < messages.Length; i++)
        {
            ref readonly var message = ref messages[i];
            var (day, lane) = (DayOf(message.Time), ServerUseKey.LaneOf(format, message.Leg));
            var client = PairKey.ClientHash(message.Client.Address);
            var server = _serverHashes.Of(message.Server, message.Transport);
            var use = ServerUses.HashOf(client, server.WithTransport, day, lane);
            _ahead[i] = new(client, use, server.Short, day, lane);
            _servers.LookAt(use);
            _answers.LookAt(message);
        }
        for (var i = 0; i < messages.Length; i++)
        {
            _answers.LookAtAnswers(messages[i]);
        }
        return _ahead.AsSpan(0, messages.Length);
    }

    /// <summary>
    /// A name that the evidence does not show whole is of no zone; who asks for such names, and how often, is all that is known of it. What the server does of it
    /// is the same look-up once more.
    /// </summary>
    void AddHiddenName(in DnsMessage message, byte format, ushort day)
    {
        if (message.Leg is Leg.Client or Leg.Wire && !message.Client.Address.IsNone)
        {
            _hiddenNames.Add(new(day, format, message.Client.Address), HiddenNameUse.Of(message));
        }
    }

    /// <returns>The lowest time to live of a record that answers.</returns>
    uint AddPair(in DnsMessage message, IObservationBatch batch, uint segment, in Ahead keys, ref UseLine line)
    {
        var stage = _stages[RollupSet.ShardOf(keys.Client)];
        if (stage.IsFull)
        {
            stage.Apply();
        }
        if (line.Client < 0)
        {
            line.Client = stage.NumberOf(keys.Client, message.Client.Address);
        }
        _answers.Add(message, batch, keys.Client);
        var context = new RowContext(keys.Lane, keys.Server, segment);
        return stage.Add(new(PairKey.HashOf(keys.Day, keys.Client, message.ZoneHash), keys.Day, line.Client, message.ZoneHash, batch.Bytes(message.Name)[message.ZoneStart..]), message, batch, context, _contexts.NumberOf(context));
    }

    /// <summary>What is computed of a message before its turn.</summary>
    readonly record struct Ahead(ulong Client, ulong Use, uint Server, ushort Day, ushort Lane);
}
