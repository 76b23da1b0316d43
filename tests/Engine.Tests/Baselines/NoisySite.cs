using Nameward.Engine.Evidence;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;
using Nameward.Transform;

namespace Nameward.Engine.Tests.Baselines;

/// <summary>
/// Days like a recorded one, with fresh noise: each client has as many messages as it had, drawn from its own with replacement, each some minutes earlier or later. What a client never did it does on none
/// of them.
/// </summary>
sealed class NoisySite(string recording, int seed)
{
    const int JitterSeconds = 900, LastSecond = 86_399;

    readonly Message[][] _clients = [.. EvidenceReading.Read(recording).GroupBy(ClientOf).OrderBy(client => client.Key).Select(client => client.ToArray())];

    /// <summary>A server that a client asks.</summary>
    public Endpoint ServerOf(Address client) => _clients.First(messages => ClientOf(messages[0]) == client)[0].Row.Server;

    /// <summary>The rollups of a day.</summary>
    /// <param name="day">The UTC day, counted from 1970-01-01; another number is other noise.</param>
    /// <param name="more">What happened besides.</param>
    public RollupSet Day(ushort day, params IEnumerable<Rollups.RandomTraffic.Row> more)
    {
        var random = new Random(seed * 1000 + day);
        var set = new RollupSet();
        var sink = new RollupSink(set);
        var writer = new BatchWriter(sink);
        writer.Begin(new(0, 0), 1);
        foreach (var messages in _clients)
        {
            for (var i = 0; i < messages.Length; i++)
            {
                var drawn = messages[random.Next(messages.Length)];
                var second = Math.Clamp(drawn.Time.TimeOfDay.TotalSeconds + random.Next(-JitterSeconds, JitterSeconds), 0, LastSecond);
                writer.Message(drawn.Row with { Time = DateTime.UnixEpoch.AddDays(day).AddSeconds(second) }, drawn.Name, drawn.Answers);
            }
        }
        foreach (var row in more)
        {
            writer.Message(row.Message, row.Name, row.Answers);
        }
        writer.Flush();
        sink.Finish();
        return set;
    }

    static Address ClientOf(Message message) => message.Row.Client.Address;
}
