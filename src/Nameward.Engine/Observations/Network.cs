using System.Globalization;
using System.Text;

namespace Nameward.Engine.Observations;

/// <summary>A range of addresses that share their first bits (CIDR, RFC 4632).</summary>
public readonly record struct Network : IComparable<Network>
{
    const int V4InV6 = 96;

    readonly int _bits;

    Network(Address first, int bits) => (First, _bits) = (first, bits);

    /// <summary>The lowest address.</summary>
    public Address First { get; }

    /// <summary>Shared bits, of 32 for IPv4 and of 128 for IPv6.</summary>
    public int Length => First.IsV4 ? _bits - V4InV6 : _bits;

    /// <summary>Whether it is one address alone.</summary>
    public bool IsOne => _bits == 128;

    /// <summary>The range that holds <paramref name="address"/> and every other with its first <paramref name="length"/> bits (of 32 or 128).</summary>
    public static Network Of(Address address, int length)
    {
        var bits = address.IsV4 ? length + V4InV6 : length;
        return new(Cut(address, bits), bits);
    }

    /// <summary>Whether an address lies in it.</summary>
    public bool Contains(Address address) => address.IsV4 == First.IsV4 && Cut(address, _bits) == First;

    /// <summary>Whether all of another range lies in it.</summary>
    public bool Contains(Network other) => other._bits >= _bits && Contains(other.First);

    /// <summary>
    /// Reads an address, or an address and a length behind a slash.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="network">The range; bits behind the length are cleared.</param>
    /// <param name="isExact">Whether no bit behind the length was set, as it is in <c>10.0.0.7/8</c>.</param>
    public static bool TryParse(string text, out Network network, out bool isExact)
    {
        (network, isExact) = (default, true);
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (!Address.TryParse(Encoding.UTF8.GetBytes(slash < 0 ? text : text[..slash]), out var address))
        {
            return false;
        }
        var most = address.IsV4 ? 32 : 128;
        var length = most;
        if (slash >= 0 && (!int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out length) || length > most))
        {
            return false;
        }
        network = Of(address, length);
        isExact = network.First == address;
        return true;
    }

    /// <inheritdoc/>
    public int CompareTo(Network other) => First != other.First ? First.CompareTo(other.First) : _bits.CompareTo(other._bits);

    /// <summary>The usual text; an address alone carries no length.</summary>
    public override string ToString() => IsOne ? First.ToString() : string.Create(CultureInfo.InvariantCulture, $"{First}/{Length}");

    static Address Cut(Address address, int bits) => bits switch
    {
        0 => default,
        <= 64 => new(address.High & ulong.MaxValue << (64 - bits), 0),
        _ => new(address.High, address.Low & ulong.MaxValue << (128 - bits)),
    };
}
