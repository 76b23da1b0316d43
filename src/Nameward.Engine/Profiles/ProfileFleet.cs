namespace Nameward.Engine.Profiles;

/// <summary>What the rest of the evidence looks like.</summary>
/// <param name="Clients">Clients in all.</param>
/// <param name="AuthoritativeServers">Servers that answer with authority, for whatever zone.</param>
public sealed record ProfileFleet(int Clients, int AuthoritativeServers);
