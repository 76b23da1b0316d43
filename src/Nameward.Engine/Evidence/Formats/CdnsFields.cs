namespace Nameward.Engine.Evidence.Formats;

/// <summary>Fields of an item of C-DNS, each of which may be absent (RFC 8618 section 6.2.1), which is not the same as 0.</summary>
static class CdnsFields
{
    /// <summary>The value of a field that was not stored; none that is wanted is below 0.</summary>
    public const long Absent = long.MinValue;

    /// <summary>Whether a field is absent or from 0 to <paramref name="most"/>.</summary>
    public static bool Fits(long value, long most) => value == Absent || (value >= 0 && value <= most);

    /// <summary>Whether the first fields of an item are all absent or from 0 to what their place in <paramref name="most"/> says.</summary>
    public static bool Fit(ReadOnlySpan<long> values, ReadOnlySpan<int> most)
    {
        for (var i = 0; i < most.Length; i++)
        {
            if (!Fits(values[i], most[i]))
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>A field that fits as a number of 32 bits, below 0 where it is absent.</summary>
    public static int Small(long value) => value == Absent ? CdnsTables.None : (int)value;
}
