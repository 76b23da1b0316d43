using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>Hashes of servers. A site has few, so the ones met last are not computed again.</summary>
sealed class ServerHashes
{
    const int Places = 64;

    readonly KnownServer[] _known = new KnownServer[Places];

    /// <summary>The hashes of a server, its port and how it is spoken to.</summary>
    public ServerHash Of(in Endpoint server, Transport transport)
    {
        ref var known = ref _known[(int)(server.Address.Low ^ server.Address.Low >> 32 ^ (ulong)transport) & (Places - 1)];
        if (known.Server != server || known.Transport != transport || !known.IsSet)
        {
            known = new(server, transport, Compute(server, transport), true);
        }
        return known.Hash;
    }

    static ServerHash Compute(in Endpoint server, Transport transport) =>
        new(WyHash.Of(server.Address.Low, WyHash.Of(server.Address.High, (ulong)transport << 16 | server.Port)), CompactRowWriter.ServerHash(server));

    readonly record struct KnownServer(Endpoint Server, Transport Transport, ServerHash Hash, bool IsSet);
}

/// <summary>The hashes of a server.</summary>
/// <param name="WithTransport">64 bits of it and of how it is spoken to.</param>
/// <param name="Short"><see cref="CompactRowWriter.ServerHash"/>.</param>
readonly record struct ServerHash(ulong WithTransport, uint Short);
