using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Scanning;

/// <summary>Names as logs write them that escape nothing: the bytes of the labels with dots between, so that a dot inside a label cannot be told from one between two.</summary>
static class RawNames
{
    /// <summary>Writes the wire form of a name.</summary>
    /// <returns>Bytes written, or 0 where it is no name: see <see cref="WireName.FromText"/>.</returns>
    public static int ToWire(ReadOnlySpan<byte> bytes, Span<byte> name)
    {
        if (name.Length >= PlainNames.Room && PlainNames.ToWire(bytes, name) is > 0 and var length)
        {
            return length;
        }
        if (!bytes.Contains((byte)'\\'))
        {
            return WireName.FromText(bytes, name);
        }
        if (bytes.Length > WireName.MaxBytes)
        {
            return 0;
        }
        Span<byte> escaped = stackalloc byte[2 * WireName.MaxBytes];
        var used = 0;
        foreach (var c in bytes)
        {
            if (c == '\\')
            {
                escaped[used++] = c;
            }
            escaped[used++] = c;
        }
        return WireName.FromText(escaped[..used], name);
    }
}
