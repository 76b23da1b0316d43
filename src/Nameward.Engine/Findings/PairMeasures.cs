namespace Nameward.Engine.Findings;

/// <summary>
/// What is measured of a client in a zone: what its names can carry up and what the answers can carry down, and what else parts a channel from
/// browsing and from look-up services. A name is private when no other client of the evidence asked it. Definitions: docs/detectors.md.
/// </summary>
/// <param name="Names">Distinct names asked, estimated.</param>
/// <param name="PrivateNames">Of these, the private ones.</param>
/// <param name="Queries">Queries of the largest lane.</param>
/// <param name="UpBits">Bits that the private names carry under the model of ordinary labels: dictionary and choice from it.</param>
/// <param name="DownBits">Bits of record data that came back for one name only and to nobody else; where data is not shown, what the sizes of responses can carry.</param>
/// <param name="HostTextBits">Of these, bits of texts, targets and other data beside addresses that came back for names as hosts bear them.</param>
/// <param name="Down">What <paramref name="DownBits"/> rests on.</param>
/// <param name="AnsweredNames">Sampled names for which a time to live is known.</param>
/// <param name="MedianTtlSeconds">Median over these of the longest time to live; null where none is known.</param>
/// <param name="RareTypeShare">Share of the private names asked for NULL, KEY or private types, 0 to 1.</param>
/// <param name="PointerShare">Share of the private names without "_" asked for CNAME, MX or SRV.</param>
/// <param name="TextOrPointerShare">The same with TXT.</param>
/// <param name="MeanPrefixBytes">Mean length of the private names below the zone.</param>
/// <param name="CodedShare">Share of the private names that are written as no host is named (<see cref="Rollups.NameSpelling"/>).</param>
/// <param name="Rhythm">How regularly the client comes back within the UTC day; <see cref="Rhythm.None"/> where days were merged.</param>
/// <param name="OtherClients">Other clients of the zone, relays not counted.</param>
/// <param name="Crowd">Of these, those whose names carry at least a quarter as much.</param>
sealed record PairMeasures(double Names, double PrivateNames, double Queries, double UpBits, double DownBits, double HostTextBits, DownFrom Down, int AnsweredNames,
    double? MedianTtlSeconds, double RareTypeShare, double PointerShare, double TextOrPointerShare, double MeanPrefixBytes, double CodedShare, Rhythm Rhythm, int OtherClients, int Crowd)
{
    /// <summary>When its private names said most.</summary>
    public Bursts Bursts { get; init; }

    /// <summary>The same; without <see cref="Bursts"/>, where the evidence does not tell when it was, as all of it then lies in one second.</summary>
    public PairMeasures WhereTimed(bool areTimed) => areTimed ? this : this with { Bursts = default };

    /// <summary>Bits that went both ways: the lesser of up and down.</summary>
    public double BothWaysBits => Math.Min(UpBits, DownBits);

    /// <summary>Distinct names for each query, at most 1.</summary>
    public double NamesPerQuery => Queries > 0 ? Math.Min(1, Names / Queries) : 0;
}

/// <summary>What the evidence shows of responses.</summary>
enum DownFrom
{
    /// <summary>Nothing.</summary>
    Nothing,
    /// <summary>Their sizes.</summary>
    Sizes,
    /// <summary>Their records.</summary>
    Records,
}
