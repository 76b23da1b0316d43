using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>Hashes of servers. A site has few, so the ones met last are not computed again.</summary>
sealed class ServerHashes
{
    const int Places = 64;

    readonly (Endpoint Server, Transport Transport, ulong Hash)[] _known = new (Endpoint, Transport, ulong)[Places];

    /// <summary>64 bits that stand for a server, its port and how it is spoken to.</summary>
    public ulong Of(in Endpoint server, Transport transport)
    {
        ref var known = ref _known[(int)(server.Address.Low ^ server.Address.Low >> 32 ^ (ulong)transport) & (Places - 1)];
        if (known.Server != server || known.Transport != transport || known.Hash == 0)
        {
            known = (server, transport, Compute(server, transport));
        }
        return known.Hash;
    }

    static ulong Compute(in Endpoint server, Transport transport) =>
        WyHash.Of(server.Address.Low, WyHash.Of(server.Address.High, (ulong)transport << 16 | server.Port));
}
