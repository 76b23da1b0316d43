using Nameward.Engine.Observations;

namespace Nameward.Transform.Transformations;

/// <summary>
/// Another zone and another address of the client. The zones are of one length, and every label below the zone stays: nothing that a detector may judge has
/// changed.
/// </summary>
sealed class Rename : ITransformation
{
    /// <inheritdoc/>
    public string Text => "rename";

    /// <inheritdoc/>
    public Recording Apply(Recording recording, Random random)
    {
        var free = new FreeAddresses(recording, random);
        var addresses = recording.Clients.ToDictionary(client => client, free.Near);
        Address Other(Address address) => addresses.GetValueOrDefault(address, address);
        var renamed = recording.Each(message => message.Between(Other)) with { Clients = [.. recording.Clients.Select(Other)] };
        foreach (var zone in recording.Subjects.Select(WireNames.ZoneOf))
        {
            var swap = new ZoneSwap(zone, RandomZone.Like(zone, random));
            renamed = renamed.Each(swap.Of) with { Subjects = [.. renamed.Subjects.Select(swap.Of)] };
        }
        return renamed;
    }
}
