using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Capture;

/// <summary>The ends of one direction of a conversation.</summary>
/// <param name="Source">Who sends.</param>
/// <param name="Destination">Who receives.</param>
readonly record struct StreamEnds(Endpoint Source, Endpoint Destination)
{
    /// <summary>The other direction.</summary>
    public StreamEnds Turned => new(Destination, Source);

    /// <summary>Whether the sender's end is the one that names the conversation whichever of both speaks first: the lower address, then the lower port.</summary>
    public bool IsNaming
    {
        get
        {
            var order = Source.Address.CompareTo(Destination.Address);
            return order < 0 || (order == 0 && Source.Port <= Destination.Port);
        }
    }

    /// <summary>Where the conversation of a protocol stands in a table; meant to be asked of the naming end alone.</summary>
    public ulong Hash(byte protocol) =>
        Hashing.Of(Source.Address, Destination.Address, (ulong)protocol << 32 | (uint)(Source.Port << 16) | Destination.Port);
}
