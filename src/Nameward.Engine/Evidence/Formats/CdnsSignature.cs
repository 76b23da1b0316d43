using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>What many items of a block have in common (RFC 8618 section 7.3.2.3.2), as far as it is wanted. A field below 0 is absent.</summary>
readonly record struct CdnsSignature
{
    /// <summary>Bytes that one takes.</summary>
    public const int Bytes = 10 * sizeof(int);

    const int Fields = 17;
    const int Any = int.MaxValue, Small = ushort.MaxValue;
    const int QueryFlagsShift = 3, ResponseFlagsShift = 11;
    const int ServerAddressKey = 0, ServerPortKey = 1, TransportKey = 2, KindKey = 3, SidesKey = 4, OpcodeKey = 5, FlagsKey = 6, TypeKey = 8, RcodeKey = 16;

    int ServerAddressIndex { get; init; }
    int TransportFlags { get; init; }
    int Kind { get; init; }
    int SideFlags { get; init; }
    int DnsFlags { get; init; }

    /// <summary>One that cannot be read.</summary>
    public static CdnsSignature Damaged => new() { IsDamaged = true };

    /// <summary>One of which nothing is known, for items that were stored without.</summary>
    public static CdnsSignature Unknown { get; } = Of(Nothing());

    /// <summary>Whether it cannot be read.</summary>
    public bool IsDamaged { get; private init; }

    /// <summary>Number of the server's address.</summary>
    public long ServerAddress => ServerAddressIndex < 0 ? CdnsFields.Absent : ServerAddressIndex;

    /// <summary>Port of the server; 0 where it is not stored.</summary>
    public ushort ServerPort { get; private init; }

    /// <summary>OPCODE of the query.</summary>
    public int Opcode { get; private init; }

    /// <summary>Number of the pair of class and type.</summary>
    public int ClassType { get; private init; }

    /// <summary>Extended RCODE of the response.</summary>
    public int ResponseRcode { get; private init; }

    /// <summary>Whether it says which sides there are.</summary>
    public bool TellsSides => SideFlags >= 0;

    /// <summary>The sides that it says there are.</summary>
    public Sides Sides => TellsSides ? (Sides)SideFlags & (Sides.Query | Sides.Response) : Sides.None;

    /// <summary>Bytes of a whole address: of the server and of the client, which are of one family; below 0 where it is not stored.</summary>
    public int AddressBytes => TransportFlags < 0 ? CdnsTables.None : (TransportFlags & 1) != 0 ? 16 : 4;

    /// <summary>How the messages travelled. DTLS and "non-standard" have no value of their own.</summary>
    public Transport Transport => TransportFlags < 0 ? Transport.Unknown : (TransportFlags >> 1 & 15) switch
    {
        0 => Transport.Udp,
        1 => Transport.Tcp,
        2 => Transport.Tls,
        4 => Transport.Https,
        _ => Transport.Unknown,
    };

    /// <summary>Whose messages they are: of a stub, a client, a resolver, an authority, a forwarder or a tool; where it is not stored, whatever passed the wire.</summary>
    public Leg Leg => Kind switch
    {
        0 or 1 or 3 or 5 => Leg.Client,
        2 or 4 => Leg.Upstream,
        _ => Leg.Wire,
    };

    /// <summary>The bits of the header of one side: RA, RD, TC and AA stand in a row.</summary>
    public HeaderBits Header(bool ofResponse)
    {
        if (DnsFlags < 0)
        {
            return HeaderBits.None;
        }
        var bits = DnsFlags >> (ofResponse ? ResponseFlagsShift : QueryFlagsShift);
        return HeaderBits.Shown | (HeaderBits)((bits & 1) << 3 | (bits & 2) << 1 | bits >> 1 & 2 | bits >> 3 & 1);
    }

    /// <summary>Reads the one at the cursor.</summary>
    public static CdnsSignature Read(ref CborCursor cursor)
    {
        Span<long> values = stackalloc long[Fields];
        values.Fill(CdnsFields.Absent);
        cursor.Integers(values);
        return cursor.IsDamaged || !CdnsFields.Fit(values, Most) ? Damaged : Of(values);
    }

    /// <summary>The highest value of each field, by its key.</summary>
    static ReadOnlySpan<int> Most => [Any, Small, Any, Any, Any, Any, Any, Small, Any, Any, Any, Any, Any, Any, Any, Any, Small];

    static CdnsSignature Of(ReadOnlySpan<long> values) => new()
    {
        ServerAddressIndex = CdnsFields.Small(values[ServerAddressKey]),
        ServerPort = (ushort)Math.Max(0, values[ServerPortKey]),
        TransportFlags = CdnsFields.Small(values[TransportKey]),
        Kind = CdnsFields.Small(values[KindKey]),
        SideFlags = CdnsFields.Small(values[SidesKey]),
        Opcode = CdnsFields.Small(values[OpcodeKey]),
        DnsFlags = CdnsFields.Small(values[FlagsKey]),
        ClassType = CdnsFields.Small(values[TypeKey]),
        ResponseRcode = CdnsFields.Small(values[RcodeKey]),
    };

    static long[] Nothing()
    {
        var values = new long[Fields];
        values.AsSpan().Fill(CdnsFields.Absent);
        return values;
    }
}
