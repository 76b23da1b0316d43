using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings;

/// <summary>What a client asked one server, where the names lie each in a zone of its own: see <see cref="ScatterTally"/>.</summary>
/// <param name="Zones">Zones asked there.</param>
/// <param name="DataZones">Of these, those of which most messages are about names that are spelled as data and that no other client asked.</param>
/// <param name="AnsweredZones">Of the data zones, those with a name that was given data which no other name got.</param>
/// <param name="Suffixes">Different top-level domains of these that no list has.</param>
/// <param name="ShowsAnswers">Whether the evidence shows the records of responses.</param>
readonly record struct ScatterMeasures(int Zones, int DataZones, int AnsweredZones, int Suffixes, bool ShowsAnswers);

/// <summary>A channel whose names share no zone: client and server alone are its ends.</summary>
/// <param name="Measures">What was measured.</param>
/// <param name="Server">The server asked.</param>
/// <param name="Shared">Chained hashes of names that other clients asked, too.</param>
sealed record Scatter(ScatterMeasures Measures, Endpoint Server, ImmutableHashSet<ulong> Shared);
