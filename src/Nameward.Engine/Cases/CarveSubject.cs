using System.Collections.Immutable;
using Nameward.Engine.Observations;
using Nameward.Engine.Transcripts;

namespace Nameward.Engine.Cases;

/// <summary>What a recorded finding is about, as far as it tells which records of the evidence are of it.</summary>
/// <param name="Clients">The clients, and those as whom their look-ups are seen again; none where the finding is of all.</param>
/// <param name="Zones">The zones in canonical wire form; none where it is of a server or of hosts.</param>
/// <param name="Server">The server, where the finding is about one; port 0 for any.</param>
/// <param name="Quoted">Records that the finding quotes: path of the source, and position there.</param>
public sealed record CarveSubject(ImmutableHashSet<Address> Clients, ImmutableArray<byte[]> Zones, Endpoint? Server, ImmutableArray<(HostileText Path, long Position)> Quoted)
{
    /// <summary>Whether a message is of it: in its zones and of its clients; where it has no zone, of its server.</summary>
    internal bool Holds(in DnsMessage message, ReadOnlySpan<byte> name)
    {
        if (!Zones.IsEmpty)
        {
            return IsOfClient(message.Client.Address) && IsInZone(name);
        }
        return Server is { } server && IsOf(message.Server, server) && IsOfClient(message.Client.Address);
    }

    /// <summary>Whether a flow is of it: between its clients and its server.</summary>
    internal bool Holds(in Flow flow) => Zones.IsEmpty && Server is { } server && IsOf(flow.Server, server) && IsOfClient(flow.Client.Address);

    bool IsOfClient(Address client) => Clients.IsEmpty || Clients.Contains(client);

    bool IsInZone(ReadOnlySpan<byte> name)
    {
        foreach (var zone in Zones)
        {
            if (Suspect.IsIn(name, zone))
            {
                return true;
            }
        }
        return false;
    }

    static bool IsOf(Endpoint seen, Endpoint server) => seen.Address == server.Address && (server.Port == 0 || seen.Port == 0 || seen.Port == server.Port);
}
