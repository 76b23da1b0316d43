using System.Collections.Immutable;

namespace Nameward.Engine.Observations;

/// <summary>Which records of one source are wanted as they lie there.</summary>
/// <param name="Positions">Their positions: byte offsets, or numbers of packets.</param>
/// <param name="Streams">Ends of TCP conversations that are wanted with all their packets, in either order: a message may lie in several.</param>
public sealed record CarveWish(IReadOnlySet<long> Positions, IReadOnlySet<(Endpoint One, Endpoint Other)> Streams);

/// <summary>The records of one source as they lie there.</summary>
/// <param name="Files">A log of the same lines with what its reader needs before them, or captures, one for each kind of link.</param>
/// <param name="Records">Records in them.</param>
/// <param name="Missing">Records that could not be found again.</param>
public sealed record CarvedSource(ImmutableArray<CarvedFile> Files, long Records, long Missing);

/// <summary>One file of carved records.</summary>
/// <param name="Extension">"pcap", "log".</param>
/// <param name="Content">Its bytes.</param>
public sealed record CarvedFile(string Extension, byte[] Content);
