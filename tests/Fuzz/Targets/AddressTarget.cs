using System.Text;
using Nameward.Engine.Observations;

namespace Nameward.Fuzz.Targets;

/// <summary>Addresses as text: what is read is written so that it reads the same.</summary>
sealed class AddressTarget : IFuzzTarget
{
    public string Id => "address";

    public IReadOnlyList<byte[]> Seeds { get; } = [[.. "192.0.2.1"u8], [.. "2001:db8::1"u8], [.. "::ffff:192.0.2.1"u8], [.. "fe80::1%eth0"u8], [.. "2001:db8:1:2:3:4:5:6"u8]];

    public void Read(byte[] input, Random random)
    {
        if (!Address.TryParse(input, out var address))
        {
            return;
        }
        if (!Address.TryParse(Encoding.UTF8.GetBytes(address.ToString()), out var again) || again != address)
        {
            throw new BrokenContract($"the address {address} does not read as itself");
        }
    }
}
