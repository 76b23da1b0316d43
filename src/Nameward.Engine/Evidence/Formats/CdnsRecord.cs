using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>A resource record of a table (RFC 8618 section 7.3.2.3.4).</summary>
/// <param name="Name">Number of its owner; below 0 where it is damaged.</param>
/// <param name="ClassType">Number of its pair of class and type.</param>
/// <param name="Ttl">Seconds; <see cref="ResourceRecord.UnknownTtl"/> where it is not stored.</param>
/// <param name="Data">Number of its data; below 0 where that is not stored.</param>
readonly record struct CdnsRecord(int Name, int ClassType, uint Ttl, int Data)
{
    /// <summary>Bytes that one takes.</summary>
    public const int Bytes = 4 * sizeof(int);

    const int Fields = 4;

    /// <summary>One that cannot be read.</summary>
    public static CdnsRecord Damaged => new(CdnsTables.None, CdnsTables.None, 0, CdnsTables.None);

    /// <summary>Reads the one at the cursor.</summary>
    public static CdnsRecord Read(ref CborCursor cursor)
    {
        Span<long> values = stackalloc long[Fields];
        values.Fill(CdnsFields.Absent);
        cursor.Integers(values);
        return cursor.IsDamaged || !CdnsFields.Fit(values, [int.MaxValue, int.MaxValue]) || !CdnsFields.Fits(values[2], uint.MaxValue) || !CdnsFields.Fits(values[3], int.MaxValue)
            ? Damaged
            : new(CdnsFields.Small(values[0]), CdnsFields.Small(values[1]), values[2] == CdnsFields.Absent ? ResourceRecord.UnknownTtl : (uint)values[2], CdnsFields.Small(values[3]));
    }
}
