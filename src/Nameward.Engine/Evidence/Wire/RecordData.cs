using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Wire;

/// <summary>
/// Where names stand in the data of a record. Names may be compressed in the types of RFC 1035, and are met compressed in those that RFC 3597
/// section 4 lists and in the NSEC of multicast DNS (RFC 6762 section 18.14); the data of every other type has no names to write out.
/// </summary>
/// <param name="Before">Bytes before the first name; <see cref="Naptr"/> where they are to be counted.</param>
/// <param name="Names">Names in a row; 0 for data that is kept as it stands.</param>
/// <param name="After">Bytes behind the names; <see cref="Any"/> where the rest may be of any length.</param>
readonly record struct RecordData(int Before, int Names, int After)
{
    /// <summary>The longest data with names that is written out; the longest signatures in use come to 8 KiB.</summary>
    public const int LongestWithNames = 12 << 10;

    /// <summary>Room for data with its names written out.</summary>
    public const int MostExpanded = LongestWithNames + 2 * WireName.MaxBytes;

    const int Any = -1, Naptr = -1;

    /// <summary>A bit for each type that <see cref="Of"/> finds names in; all are below 64.</summary>
    static readonly ulong WithNames = MarkTypesWithNames();

    /// <summary>Whether the data of a type holds names.</summary>
    public static bool HasNames(ushort type) => type < 64 && (WithNames >> type & 1) != 0;

    /// <summary>The layout of a type (RFC 1035 section 3.3; RFC 1183, 2163, 2230, 2535, 2782, 3403, 4034, 6672).</summary>
    public static RecordData Of(ushort type) => type switch
    {
        RecordTypes.Cname or RecordTypes.Ns or RecordTypes.Ptr or RecordTypes.Dname or 3 or 4 or 7 or 8 or 9 => new(0, 1, 0), // MD MF MB MG MR
        RecordTypes.Mx or 18 or 21 or 36 => new(2, 1, 0), // AFSDB RT KX
        RecordTypes.Srv => new(6, 1, 0),
        RecordTypes.Soa => new(0, 2, 20),
        14 or 17 => new(0, 2, 0), // MINFO RP
        26 => new(2, 2, 0), // PX
        30 or 47 => new(0, 1, Any), // NXT NSEC
        24 or 46 => new(18, 1, Any), // SIG RRSIG
        35 => new(Naptr, 1, 0),
        _ => default,
    };

    /// <summary>
    /// Writes out the data at the cursor, which ends at <paramref name="end"/> of the message, into <paramref name="to"/> of
    /// <see cref="MostExpanded"/> bytes.
    /// </summary>
    /// <returns>The bytes written, or -1 where names and length do not fit together.</returns>
    public int WriteOut(ref WireCursor cursor, int end, Span<byte> to)
    {
        var before = Before == Naptr ? NaptrPrefix(cursor.Peek(end - cursor.At)) : Before;
        if (end - cursor.At > LongestWithNames || before < 0 || cursor.At + before > end)
        {
            return -1;
        }
        cursor.Peek(before).CopyTo(to);
        cursor.At += before;
        var written = before;
        for (var i = 0; i < Names; i++)
        {
            if (cursor.ReadName(to.Slice(written, WireName.MaxBytes), out var length) != WireDamage.None || cursor.At > end)
            {
                return -1;
            }
            written += length;
        }
        var rest = end - cursor.At;
        if (After != Any && rest != After)
        {
            return -1;
        }
        cursor.Peek(rest).CopyTo(to[written..]);
        return written + rest;
    }

    static ulong MarkTypesWithNames()
    {
        var marks = 0UL;
        for (ushort type = 0; type < 64; type++)
        {
            marks |= Of(type).Names > 0 ? 1UL << type : 0;
        }
        return marks;
    }

    /// <summary>Order, preference and three character-strings (RFC 3403 section 4.1); -1 where they run out.</summary>
    static int NaptrPrefix(ReadOnlySpan<byte> data)
    {
        var at = 4;
        for (var i = 0; i < 3; i++)
        {
            if (at >= data.Length)
            {
                return -1;
            }
            at += data[at] + 1;
        }
        return at;
    }
}
