using System.Buffers;

namespace Nameward.Engine.Evidence.Capture;

/// <summary>A datagram of which fragments have come (RFC 791 section 3.2): its bytes, and which of them are there.</summary>
sealed class FragmentedDatagram(FragmentKey key, ulong place, PacketStamp begun) : IDisposable
{
    /// <summary>The most bytes a datagram may have behind its IP header.</summary>
    public const int MostBytes = 65_535;

    /// <summary>Small, so that a flood of tiny fragments costs little; it doubles as fragments come.</summary>
    const int FirstBuffer = 512;

    /// <summary>Stretches with holes between them; an honest sender makes 45 fragments of the largest datagram.</summary>
    const int MostStretches = 64;

    // The stretches that are there, in order, none touching the next: two numbers each.
    readonly List<(int Start, int End)> _there = [];
    byte[] _bytes = [];
    int _end = -1;
    int _furthest;

    /// <summary>What its fragments have in common.</summary>
    public FragmentKey Key { get; } = key;

    /// <summary>Where it stands in its table.</summary>
    public ulong Place { get; } = place;

    /// <summary>The packet that was the first to come.</summary>
    public PacketStamp Begun { get; } = begun;

    /// <summary>The packet with the first bytes, which waits for the others to be reported; null where it has not come or is reported.</summary>
    public PacketStamp? Head { get; set; }

    /// <summary>What the first fragment says of the payload.</summary>
    public byte Protocol { get; private set; }

    /// <summary>Whether nothing more is taken: what came contradicts itself.</summary>
    public bool IsDropped { get; private set; }

    /// <summary>Bytes of memory held.</summary>
    public int Held => _bytes.Length;

    /// <summary>Whether all of it is there.</summary>
    public bool IsComplete => _end >= 0 && !IsDropped && _there is [(0, var end)] && end == _end;

    /// <summary>The bytes from the first on, as far as they are there without a hole.</summary>
    public ReadOnlySpan<byte> Start => _there is [(0, var end), ..] ? _bytes.AsSpan(0, end) : [];

    /// <summary>Takes in a fragment.</summary>
    /// <returns>Null, or what is wrong with it: nothing of the datagram is kept then.</returns>
    public string? Add(in IpPacket ip)
    {
        var (start, end) = (ip.FragmentOffset, ip.FragmentOffset + Math.Min(ip.Payload.Length, ip.Sent));
        var because = Misfit(ip);
        if (because is null && OverlapsOtherwise(start, ip.Payload[..(end - start)]))
        {
            because = PacketDamage.FragmentOverlap;
        }
        if (because is not null)
        {
            Drop();
            return because;
        }
        if (start == 0)
        {
            Protocol = ip.Protocol;
        }
        Reserve(end);
        ip.Payload[..(end - start)].CopyTo(_bytes.AsSpan(start));
        Mark(start, end);
        return null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = [];
        }
    }

    string? Misfit(in IpPacket ip)
    {
        var end = ip.FragmentOffset + ip.Sent;
        var isElsewhere = ip.HasMoreFragments ? _end >= 0 && end > _end : _end >= 0 ? end != _end : end < _furthest;
        if (end > MostBytes || isElsewhere || _there.Count == MostStretches)
        {
            return PacketDamage.FragmentBounds;
        }
        _furthest = Math.Max(_furthest, end);
        _end = ip.HasMoreFragments ? _end : end;
        return null;
    }

    bool OverlapsOtherwise(int start, ReadOnlySpan<byte> bytes)
    {
        foreach (var there in _there)
        {
            int from = Math.Max(start, there.Start), to = Math.Min(start + bytes.Length, there.End);
            if (from < to && !bytes[(from - start)..(to - start)].SequenceEqual(_bytes.AsSpan(from..to)))
            {
                return true;
            }
        }
        return false;
    }

    void Reserve(int end)
    {
        if (end <= _bytes.Length)
        {
            return;
        }
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(end, Math.Max(FirstBuffer, _bytes.Length * 2)));
        _bytes.CopyTo(larger, 0);
        Dispose();
        _bytes = larger;
    }

    /// <summary>Adds a stretch and joins it with those it touches.</summary>
    void Mark(int start, int end)
    {
        if (start == end)
        {
            return;
        }
        var at = 0;
        while (at < _there.Count && _there[at].End < start)
        {
            at++;
        }
        while (at < _there.Count && _there[at].Start <= end)
        {
            (start, end) = (Math.Min(start, _there[at].Start), Math.Max(end, _there[at].End));
            _there.RemoveAt(at);
        }
        _there.Insert(at, (start, end));
    }

    void Drop()
    {
        IsDropped = true;
        _there.Clear();
        Dispose();
    }
}
