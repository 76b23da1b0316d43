using System.Collections.Immutable;
using Nameward.Engine.Intelligence;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;
using Nameward.Engine.Transcripts;

namespace Nameward.Engine.Findings;

/// <summary>What a finding is about: one finding for each subject, whatever the number of packets.</summary>
public abstract record Subject;

/// <summary>A client and the zone, or the few zones that share a server, in which it may have a channel.</summary>
/// <param name="Client">Who asked.</param>
/// <param name="Number">The client's number in <paramref name="Fleet"/>.</param>
/// <param name="Zones">The zones in canonical wire form, in order.</param>
/// <param name="Day">UTC day, counted from 1970-01-01; null where days were merged.</param>
/// <param name="Measures">What was measured of it.</param>
/// <param name="Segments">Codes of the segments of evidence that hold it.</param>
/// <param name="Servers">The servers asked, where the evidence names them.</param>
/// <param name="Fleet">Who else asks there.</param>
/// <param name="Others">What the other clients of the zone say.</param>
sealed record Pair(Address Client, int Number, ImmutableArray<byte[]> Zones, ushort? Day, PairMeasures Measures, OccupiedSet Segments, ImmutableArray<Endpoint> Servers,
    ZoneFleet Fleet, Crowd Others) : Subject
{
    /// <summary>The tool that its transcript is proved to be spoken by; null where none is, or it was not read again yet.</summary>
    public ProvedTool? Tool { get; init; }

    /// <summary>What was measured of a channel whose names share no zone, of which <see cref="Zones"/> are then a few; null where it goes through its zones.</summary>
    public Scatter? Scatter { get; init; }
}

/// <summary>A domain that an indicator names, and whoever asked for it.</summary>
sealed record Domain(Indicator Indicator, ImmutableArray<IndicatorHit> Hits) : Subject;

/// <summary>A server that an indicator names, and whoever asked it or was sent to it.</summary>
sealed record ListedServer(Indicator Indicator, ImmutableArray<IndicatorHit> Hits) : Subject;

/// <summary>A DNS server, or what it does to one of its clients alone.</summary>
/// <param name="Facts">What is known of it.</param>
/// <param name="Client">The one client that is answered otherwise; null where it is about the server as a whole.</param>
/// <param name="Contradictions">Answers of it that contradict those of others; null where there are none.</param>
/// <param name="Channels">Channels that end at it.</param>
sealed record Server(ServerFacts Facts, Address? Client, Contradictions? Contradictions, ImmutableArray<Weighing> Channels) : Subject;

/// <summary>A client and the servers that it asks around those that the others use.</summary>
/// <param name="Client">Who asks.</param>
/// <param name="Around">Servers outside that answered it.</param>
/// <param name="Flows">Servers outside of which only conversations on a port of DNS are seen.</param>
/// <param name="Others">Other clients that do the like.</param>
sealed record Host(Address Client, ImmutableArray<ServerOfClient> Around, ImmutableArray<FlowsToServer> Flows, int Others) : Subject;

/// <summary>A client that asks for names that the evidence does not show whole.</summary>
/// <param name="Client">Who asks.</param>
/// <param name="Use">What is known of it in one UTC day.</param>
/// <param name="Others">Other clients that ask for any.</param>
sealed record HiddenNames(Address Client, HiddenNameUse Use, int Others) : Subject;

/// <summary>A zone that one client alone asks, and by the clock.</summary>
/// <param name="Client">Who asks.</param>
/// <param name="Zone">The zone in canonical wire form.</param>
/// <param name="Rhythm">How regularly, in one UTC day.</param>
/// <param name="MedianTtlSeconds">Median over names of the longest time to live of their answers; null where none is known.</param>
/// <param name="Host">What else the client asks by the clock.</param>
/// <param name="Segments">Codes of the segments of evidence that hold it.</param>
/// <param name="Servers">The servers asked, where the evidence names them.</param>
sealed record Beacon(Address Client, byte[] Zone, Rhythm Rhythm, double? MedianTtlSeconds, HostClock Host, OccupiedSet Segments, ImmutableArray<Endpoint> Servers) : Subject;

/// <summary>How many zones a client asks in one UTC day, and how many of these by the clock.</summary>
readonly record struct HostClock(int Zones, int Timed);
