using Nameward.Engine.Observations;

namespace Nameward.Transform;

/// <summary>Addresses of a network that no host of a recording has.</summary>
sealed class FreeAddresses(Recording recording, Random random)
{
    readonly HashSet<Address> _taken = [.. recording.All.SelectMany(message => (Address[])[message.Row.Client.Address, message.Row.Server.Address])];

    /// <summary>An address that differs from <paramref name="address"/> in the last 16 bits and is taken from now on.</summary>
    public Address Near(Address address)
    {
        Address near;
        do
        {
            near = address with { Low = (address.Low & ~0xFFFFul) | (uint)random.Next(1, 0xFFFF) };
        }
        while (!_taken.Add(near));
        return near;
    }
}
