using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases.Verifying;

/// <summary>What later evidence shows of one zone or server.</summary>
sealed class StopCount
{
    const int MostClients = 10_000;

    readonly HashSet<Address> _clients = [];

    /// <summary>Look-ups or conversations that were begun.</summary>
    public long Asked { get; private set; }

    /// <summary>Those that were let through: content came back.</summary>
    public long LetThrough { get; private set; }

    /// <summary>Those that were stopped: the name was denied, led into a sinkhole, or a firewall stopped it.</summary>
    public long Stopped { get; private set; }

    /// <summary>Those of <see cref="Stopped"/> that the log of a resolver shows to be its own doing: a policy zone, a local zone, a list.</summary>
    public long ByPolicy { get; private set; }

    /// <summary>When the last was let through, UTC.</summary>
    public DateTime LastThrough { get; private set; }

    /// <summary>Who asked, in order.</summary>
    public ImmutableArray<Address> Clients => [.. _clients.Order()];

    /// <summary>Counts one.</summary>
    public void Add(Address client, DateTime time, bool isAsked, bool isThrough, bool isStopped, bool isByPolicy = false)
    {
        ByPolicy += isByPolicy ? 1 : 0;
        Asked += isAsked ? 1 : 0;
        LetThrough += isThrough ? 1 : 0;
        Stopped += isStopped ? 1 : 0;
        LastThrough = isThrough && time > LastThrough ? time : LastThrough;
        if (!client.IsNone && _clients.Count < MostClients)
        {
            _clients.Add(client);
        }
    }

    /// <summary>Takes in what another thread counted.</summary>
    public void Merge(StopCount other)
    {
        Asked += other.Asked;
        LetThrough += other.LetThrough;
        Stopped += other.Stopped;
        ByPolicy += other.ByPolicy;
        LastThrough = other.LastThrough > LastThrough ? other.LastThrough : LastThrough;
        _clients.UnionWith(other._clients);
    }
}
