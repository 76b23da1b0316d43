using Nameward.Engine.Observations;

namespace Nameward.Engine.Profiles;

/// <summary>A network that answers lead to.</summary>
/// <param name="Network">A /24, or a /48 of IPv6.</param>
/// <param name="Addresses">Different addresses in it.</param>
/// <param name="Records">Records with one of them.</param>
public sealed record ProfiledNetwork(Network Network, int Addresses, long Records);
