using System.Collections.Immutable;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Transcripts;

namespace Nameward.Engine.Cases;

/// <summary>Which channels are to be rebuilt: those that triage finds, or what some client asked in a zone, found or not.</summary>
public sealed class ChannelChoice
{
    readonly ZoneClients _clients;

    /// <summary>A choice; without any of the three it is every channel that triage finds.</summary>
    /// <param name="client">The client; null for any.</param>
    /// <param name="zone">The zone in canonical wire form; null for any. With it, whoever asked there has a channel.</param>
    /// <param name="tool">Id of the tool that the channel is read as, proved or not; null for the one that is proved.</param>
    public ChannelChoice(Address? client = null, byte[]? zone = null, string? tool = null)
    {
        (Client, Zone, Tool) = (client, zone, tool);
        _clients = new(zone, client);
    }

    /// <summary>The client; null for any.</summary>
    public Address? Client { get; }

    /// <summary>The zone in canonical wire form; null for any.</summary>
    public byte[]? Zone { get; }

    /// <summary>Id of the tool that the channel is read as; null for the one that is proved.</summary>
    public string? Tool { get; }

    /// <summary>The passphrase of the channel, where the user knows it.</summary>
    public string? Secret { get; init; }

    /// <summary>Gathers, while evidence is read, who asked in the zone; null where none is asked for.</summary>
    internal Func<IObservationSink>? Askers => Zone is null ? null : () => _clients;

    /// <summary>The channels, those of findings first and gravest first.</summary>
    internal ImmutableArray<ChosenChannel> Of(ImmutableArray<Finding> findings)
    {
        var found = findings.Where(finding => finding is { Level: >= Level.Medium, Weighing.Subject.IsChannel: true, Transcript: not null })
            .Select(finding => new ChosenChannel(finding.Transcript!.Suspect, finding.Id))
            .Where(channel => Client is not { } client || channel.Suspect.Clients.Contains(client));
        if (Zone is not { } zone)
        {
            return [.. found];
        }
        var inZone = found.Where(channel => channel.Suspect.Zones.Any(its => Suspect.IsIn(its, zone) || Suspect.IsIn(zone, its))).ToList();
        return [.. _clients.Found.Select(client => new ChosenChannel(new SuspectPair(client, [zone]), inZone.Find(channel => channel.Suspect.Clients.Contains(client))?.Finding))
            .OrderBy(channel => channel.Finding is { } finding ? Array.FindIndex([.. findings], other => other.Id == finding) : int.MaxValue)];
    }
}

/// <summary>One channel that is to be rebuilt.</summary>
/// <param name="Suspect">Whose messages it is of.</param>
/// <param name="Finding">Id of the finding about it; null where there is none.</param>
sealed record ChosenChannel(Suspect Suspect, string? Finding);
