using Nameward.Engine.Evidence.Capture;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Carving;

/// <summary>
/// Takes packets out of a capture: those that are named, the other fragments of their datagrams, and all of the TCP conversations that are named. They are written
/// as pcap (draft-ietf-opsawg-pcap) with nanoseconds, one file for each kind of link, in the order of the capture.
/// </summary>
sealed class PacketCarving : IPacketTaker
{
    readonly CarveWish _wish;
    readonly HashSet<FragmentKey> _fragments = [];
    readonly SortedDictionary<ushort, PcapFile> _byLink = [];
    readonly HashSet<long> _found = [];
    bool _isWriting;

    PacketCarving(CarveWish wish) => _wish = wish;

    /// <summary>The packets.</summary>
    /// <param name="walk">Goes over all packets of the capture; it is done twice, because a fragment may stand before the one that is named.</param>
    /// <param name="wish">Which are wanted.</param>
    public static CarvedSource Carve(Action<IPacketTaker> walk, CarveWish wish)
    {
        var carving = new PacketCarving(wish);
        walk(carving);
        carving._isWriting = true;
        walk(carving);
        return new([.. carving._byLink.Values.Select(file => new CarvedFile("pcap", file.Content))], carving._byLink.Values.Sum(file => file.Packets), wish.Positions.Count - carving._found.Count);
    }

    /// <inheritdoc/>
    public void Take(in CapturedPacket packet)
    {
        var isNamed = _wish.Positions.Contains(packet.Number);
        if (!_isWriting)
        {
            if (isNamed && PacketPath.Find(packet, out var ip, out _) == PacketLot.Fragment)
            {
                _fragments.Add(FragmentKey.Of(ip));
            }
        }
        else if (isNamed || BelongsToThem(packet))
        {
            _found.UnionWith(isNamed ? [packet.Number] : []);
            Write(packet);
        }
    }

    bool BelongsToThem(in CapturedPacket packet)
    {
        if (_fragments.Count == 0 && _wish.Streams.Count == 0)
        {
            return false;
        }
        return PacketPath.Find(packet, out var ip, out _) switch
        {
            PacketLot.Fragment => _fragments.Contains(FragmentKey.Of(ip)),
            PacketLot.Segment when TcpSegment.Read(ip, out var segment) is null => IsOfStream(new(ip.Source, segment.SourcePort), new(ip.Destination, segment.DestinationPort)),
            _ => false,
        };
    }

    bool IsOfStream(Endpoint from, Endpoint to) => _wish.Streams.Contains((from, to)) || _wish.Streams.Contains((to, from));

    void Write(in CapturedPacket packet)
    {
        if (!_byLink.TryGetValue(packet.Link, out var file))
        {
            _byLink.Add(packet.Link, file = new(packet.Link));
        }
        file.Add(packet.Time, packet.Bytes, packet.Original);
    }
}
