using System.Text;
using Nameward.Engine.Observations;

namespace Nameward.Transform;

/// <summary>Names in wire form, and how their ends are told and changed.</summary>
static class WireNames
{
    /// <summary>Where <paramref name="suffix"/> begins in a name that lies in or under it, whatever the case of its letters; -1 where the name does not.</summary>
    public static int StartOf(ReadOnlySpan<byte> name, ReadOnlySpan<byte> suffix)
    {
        var start = name.Length - suffix.Length;
        var at = 0;
        while (at < start)
        {
            at += name[at] + 1;
        }
        return at == start && Ascii.EqualsIgnoreCase(name[at..], suffix) ? at : -1;
    }

    /// <summary>The bytes of the labels before <paramref name="end"/>, one behind the other.</summary>
    public static byte[] LabelBytes(ReadOnlySpan<byte> name, int end)
    {
        var bytes = new List<byte>(end);
        for (var at = 0; at < end; at += name[at] + 1)
        {
            bytes.AddRange(name.Slice(at + 1, name[at]));
        }
        return [.. bytes];
    }

    /// <summary>The zone of a canonical name: its registrable domain.</summary>
    public static byte[] ZoneOf(byte[] name) => name[PublicSuffixes.Shipped.Cut(name).Start..];
}
