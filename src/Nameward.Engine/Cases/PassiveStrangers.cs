using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Cases;

/// <summary>Who else has a trait, as the passive DNS of a store remembers it.</summary>
/// <param name="passive">What was asked and answered.</param>
/// <param name="linked">The traits of the cases that are compared: their zones are no strangers.</param>
public sealed class PassiveStrangers(IPassiveDns passive, IEnumerable<CaseTrait> linked) : IStrangers
{
    /// <summary>Rows looked at for one trait: what has so many is common.</summary>
    const int MostRows = 2000;

    const int MostServers = 16;

    readonly HashSet<HostileText> _zones = [.. linked.Where(trait => trait.Kind == TraitKind.Zone).Select(trait => trait.Value)];

    /// <inheritdoc/>
    public long Holding(CaseTrait trait) => trait.Kind switch
    {
        TraitKind.AnswerAddress => Zones(Giving(trait.Value)),
        TraitKind.NameServerAddress => Zones(Giving(trait.Value).Select(row => row.Name).DistinctBy(HostileTextOf).Take(MostServers).SelectMany(Served)),
        TraitKind.NameServer => Zones(Served([.. ConfiguredValue.WireNameOf(trait.Value)])),
        _ => 0,
    };

    IEnumerable<PassiveRow> Giving(HostileText text) => ConfiguredValue.AddressOf(text) is { } address ? passive.Giving(Network.Of(address, address.IsV4 ? 32 : 128)).Take(MostRows) : [];

    IEnumerable<PassiveRow> Served(byte[] server) => server.Length <= 1 ? [] : passive.LeadingTo(server, below: false).Where(row => row.Type == RecordTypes.Ns).Take(MostRows);

    long Zones(IEnumerable<PassiveRow> rows) => rows.Select(row => HostileTextOf(row.Name[PublicSuffixes.Shipped.Cut(row.Name).Start..])).Distinct().Count(zone => !_zones.Contains(zone));

    static HostileText HostileTextOf(byte[] name) => HostileText.Name(name);
}
