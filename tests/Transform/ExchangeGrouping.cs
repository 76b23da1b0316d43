using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Transform;

/// <summary>
/// Puts the messages of a session together that belong to one exchange: those of one name and type, until the client that was answered asks again, or
/// nothing was heard for so long that it can only be asked anew.
/// </summary>
sealed class ExchangeGrouping
{
    /// <summary>Longer than any tool lets a query wait: iodine's lazy mode holds it for 4 s, stub resolvers give up after 5 s (resolv.conf(5), "timeout").</summary>
    static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    readonly Dictionary<(ulong Name, ushort Type), Group> _open = [];
    readonly List<Group> _groups = [];

    /// <summary>The exchanges of messages that are in the order of time, by their start.</summary>
    public static ImmutableArray<Exchange> Of(IEnumerable<Message> messages)
    {
        var grouping = new ExchangeGrouping();
        foreach (var message in messages)
        {
            grouping.Add(message);
        }
        return [.. grouping._groups.Select(group => new Exchange([.. group.Messages]))];
    }

    void Add(Message message)
    {
        var key = (message.Row.NameHash, message.Row.Type);
        if (!_open.TryGetValue(key, out var group) || group.IsOverBefore(message))
        {
            _open[key] = group = new();
            _groups.Add(group);
        }
        group.Add(message);
    }

    sealed class Group
    {
        readonly HashSet<(Address, Address)> _asked = [], _answered = [];

        public List<Message> Messages { get; } = [];

        // Where the evidence tells no ids, a second query cannot be told from the first sent again, and most are none.
        public bool IsOverBefore(Message message) => message.Time - Messages[^1].Time > LongestWait
            || (message.IsQuery && (_answered.Contains(message.Leg) || (message.Row.Id == 0 && _asked.Contains(message.Leg))));

        public void Add(Message message)
        {
            Messages.Add(message);
            (message.IsQuery ? _asked : _answered).Add(message.Leg);
        }
    }
}
