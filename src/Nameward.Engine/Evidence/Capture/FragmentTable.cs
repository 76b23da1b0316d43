using System.Diagnostics.CodeAnalysis;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Capture;

/// <summary>
/// The datagrams of which some fragments have come, oldest first. One leaves when it is complete, 30 seconds of event time after its first fragment
/// (RFC 791 section 3.2 has 15, RFC 8200 section 4.5 has 60), or when the table is full: then as far as it goes. Every datagram dropped for
/// contradicting itself stays until its time is up, so that what still comes of it begins no new one.
/// </summary>
sealed class FragmentTable
{
    /// <summary>Datagrams held at once.</summary>
    public const int Most = 4096;

    const int MostHeld = 16 << 20;

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    readonly Dictionary<ulong, LinkedListNode<FragmentedDatagram>> _byHash = [];
    readonly LinkedList<FragmentedDatagram> _inOrder = [];
    long _held;

    /// <summary>The datagram that a fragment belongs to; a new one where it is the first.</summary>
    public FragmentedDatagram Find(in FragmentKey key, PacketStamp at)
    {
        // Two keys of one hash are made on purpose; the second then stands at the place that hashing the hash leads to.
        var place = key.Hash;
        for (; _byHash.TryGetValue(place, out var node); place = WyHash.Of(place, NameHashing.Seed))
        {
            if (node.Value.Key == key)
            {
                return node.Value;
            }
        }
        var datagram = new FragmentedDatagram(key, place, at);
        _byHash[place] = _inOrder.AddLast(datagram);
        return datagram;
    }

    /// <summary>Counts the memory that a datagram took when a fragment was added to it.</summary>
    public void Grow(int bytes) => _held += bytes;

    /// <summary>Takes out the oldest datagram where its time is up, or there are too many.</summary>
    public bool TryExpire(DateTime now, [NotNullWhen(true)] out FragmentedDatagram? oldest)
    {
        oldest = _inOrder.First?.Value;
        if (oldest is null || !(_inOrder.Count >= Most || _held > MostHeld || IsDue(oldest, now)))
        {
            oldest = null;
            return false;
        }
        Remove(oldest);
        return true;
    }

    static bool IsDue(FragmentedDatagram datagram, DateTime now) =>
        now != DateTime.MinValue && datagram.Begun.Time != DateTime.MinValue && now - datagram.Begun.Time > Patience;

    /// <summary>Takes out the oldest datagram, whatever the time.</summary>
    public bool TryTakeOldest([NotNullWhen(true)] out FragmentedDatagram? oldest)
    {
        oldest = _inOrder.First?.Value;
        if (oldest is null)
        {
            return false;
        }
        Remove(oldest);
        return true;
    }

    /// <summary>Takes out a datagram; its bytes stay readable until it is disposed of.</summary>
    public void Remove(FragmentedDatagram datagram)
    {
        if (_byHash.Remove(datagram.Place, out var node))
        {
            _inOrder.Remove(node);
            _held -= datagram.Held;
        }
    }
}
