using System.Collections.Immutable;
using Nameward.Engine.Intelligence;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Findings;

/// <summary>What a finding is about: one finding for each subject, whatever the number of packets.</summary>
public abstract record Subject;

/// <summary>A client and the zone, or the few zones that share a server, in which it may have a channel.</summary>
/// <param name="Client">Who asked.</param>
/// <param name="Zones">The zones in canonical wire form, in order.</param>
/// <param name="Day">UTC day, counted from 1970-01-01; null where days were merged.</param>
/// <param name="Measures">What was measured of it.</param>
/// <param name="Segments">Codes of the segments of evidence that hold it.</param>
/// <param name="Servers">The servers asked, where the evidence names them.</param>
/// <param name="Fleet">Who else asks there.</param>
/// <param name="Others">What the other clients of the zone say.</param>
sealed record Pair(Address Client, ImmutableArray<byte[]> Zones, ushort? Day, PairMeasures Measures, OccupiedSet Segments, ImmutableArray<Endpoint> Servers,
    ZoneFleet Fleet, Crowd Others) : Subject;

/// <summary>A domain that an indicator names, and whoever asked for it.</summary>
sealed record Domain(Indicator Indicator, ImmutableArray<IndicatorHit> Hits) : Subject;

/// <summary>A server that an indicator names, and whoever asked it or was sent to it.</summary>
sealed record Server(Indicator Indicator, ImmutableArray<IndicatorHit> Hits) : Subject;
