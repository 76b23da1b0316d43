using System.Text;
using Nameward.Engine.Intelligence;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases;

/// <summary>An address of infrastructure, and where it stands.</summary>
/// <param name="Address">The address.</param>
/// <param name="Place">Its place; null where nothing is known of it.</param>
public sealed record PlacedAddress(HostileText Address, Place? Place)
{
    /// <summary>An address as text with its place; without one where it is none.</summary>
    internal static PlacedAddress Of(HostileText address, IPlaces places) => new(address, address.Kind == HostileKind.Address ? places.Of(address.As(Read)) : null);

    static Address Read(ReadOnlySpan<char> text)
    {
        Span<byte> bytes = stackalloc byte[64];
        return Encoding.Latin1.TryGetBytes(text, bytes, out var length) && Observations.Address.TryParse(bytes[..length], out var address) ? address : Observations.Address.None;
    }
}
