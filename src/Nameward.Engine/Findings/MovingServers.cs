using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Findings;

/// <summary>The name server of a zone whose addresses moved about most.</summary>
/// <param name="Name">Its name in canonical wire form.</param>
/// <param name="Moves">Different seconds in which it was found in a range (/16, /32) where it had never been, the first not counted; of one family of addresses.</param>
/// <param name="Ranges">The ranges.</param>
/// <param name="Domains">Registrable domains whose name server it is, at least.</param>
sealed record MovingServers(byte[] Name, int Moves, int Ranges, int Domains)
{
    /// <summary>What is known of a zone; null where no name server of its own is known to have moved.</summary>
    public static MovingServers? Of(ZoneNameServers zone, FrozenRollups seen) =>
        zone.Own.SelectMany(server => Families(server, seen)).Where(server => server.Moves > 0).OrderByDescending(server => server.Moves).ThenBy(server => server.Name, ByteOrder.Instance).FirstOrDefault();

    /// <summary>Each family by itself, or a name that is asked for IPv6 addresses later than for IPv4 would seem to move.</summary>
    static IEnumerable<MovingServers> Families(KnownNameServer server, FrozenRollups seen) =>
        server.Addresses.Select(address => new Place(address.Address, address.Seen.First)).Concat(Asked(server, seen)).GroupBy(place => place.Address.IsV4).Select(family => Of(server, family));

    /// <summary>Where its own name led who asked for it.</summary>
    static IEnumerable<Place> Asked(KnownNameServer server, FrozenRollups seen) => seen.AnswerOf(server.Hash) is not { } name ? []
        : name.Answers.Where(answer => !AnswerNetwork.AddressOf(answer.Network).IsNone).Select(answer => new Place(AnswerNetwork.AddressOf(answer.Network), answer.First));

    static MovingServers Of(KnownNameServer server, IEnumerable<Place> places)
    {
        var ranges = places.GroupBy(place => RovingName.RangeOf(place.Address)).Select(range => range.Min(place => place.First)).ToList();
        return new(server.Name, ranges.Distinct().Count() - 1, ranges.Count, server.Domains);
    }

    readonly record struct Place(Address Address, uint First);
}
