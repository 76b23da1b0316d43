namespace Nameward.Bench.Generating;

/// <summary>One look-up of made-up traffic, question and answer. One object is filled again and again.</summary>
sealed class LookUp
{
    /// <summary>No look-up is answered with more addresses.</summary>
    public const int MaxAddresses = 3;

    readonly byte[] _name = new byte[253];
    readonly byte[] _text = new byte[30];
    int _length, _zoneStart;

    /// <summary>Microseconds since midnight.</summary>
    public long Time;
    /// <summary>Microseconds until the response.</summary>
    public int RoundTrip;
    /// <summary>The client and the zone, counted from 0.</summary>
    public int Client, Zone;
    public ushort Port, Id, Type;
    public byte Rcode;

    /// <summary>Addresses of the answer, and the name that the asked name is an alias of: e, this number, the zone. Negative where it is none.</summary>
    public int Addresses, Alias;
    public readonly ulong[] AddressBits = new ulong[MaxAddresses];
    public readonly int[] Ttls = new int[MaxAddresses];

    /// <summary>The name as text, without the last dot.</summary>
    public ReadOnlySpan<byte> Name => _name.AsSpan(0, _length);

    /// <summary>Where the zone begins in <see cref="Name"/>.</summary>
    public int ZoneStart => _zoneStart;

    public ReadOnlySpan<byte> ZoneName => _name.AsSpan(_zoneStart, _length - _zoneStart);

    /// <summary>The text of a TXT record, which answers each such question that is not refused.</summary>
    public ReadOnlySpan<byte> Text => Type == 16 && Rcode == 0 ? _text : [];

    /// <summary>Whether the name carries data to a zone that one client alone talks to.</summary>
    public bool IsTunnel;

    public bool IsRefused => Rcode == 5;

    public Span<byte> TextToFill => _text;

    /// <summary>Begins another name.</summary>
    public void ClearName() => _length = 0;

    /// <summary>Lengthens the name and gives the new part to be filled.</summary>
    public Span<byte> Extend(int length) => _name.AsSpan((_length += length) - length, length);

    /// <summary>Lengthens the name.</summary>
    public void Append(ReadOnlySpan<byte> part) => part.CopyTo(Extend(part.Length));

    /// <summary>Ends the name with its zone.</summary>
    public void EndWith(int zone, ReadOnlySpan<byte> zoneName)
    {
        (Zone, _zoneStart) = (zone, _length);
        Append(zoneName);
    }
}
