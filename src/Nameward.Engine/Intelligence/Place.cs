using Nameward.Engine.Observations;

namespace Nameward.Engine.Intelligence;

/// <summary>Where an address stands, as a database tells it that the user brought: in whose network, and in which country. At least one of it is known.</summary>
/// <param name="Asn">Number of the autonomous system that announces it (RFC 6793); null where it is not told.</param>
/// <param name="Organisation">Whose network that is; empty where it is not told.</param>
/// <param name="Country">The country, mostly as two letters (ISO 3166-1); empty where it is not told. Of an address of many places it is no more than the holder's.</param>
public sealed record Place(uint? Asn, HostileText Organisation, HostileText Country)
{
    /// <summary>The place in words: "AS64500 Example Hosting, NL".</summary>
    public Sentence Words => (Network, Country.IsEmpty) switch
    {
        (null, _) => Sentence.Of($"{Country}"),
        ({ } network, true) => network,
        ({ } network, false) => network.Then(", ", Sentence.Of($"{Country}")),
    };

    Sentence? Network => (Asn, Organisation.IsEmpty) switch
    {
        (null, true) => null,
        (null, false) => Sentence.Of($"{Organisation}"),
        ({ } asn, true) => Sentence.Of($"AS{asn}"),
        ({ } asn, false) => Sentence.Of($"AS{asn} {Organisation}"),
    };
}
