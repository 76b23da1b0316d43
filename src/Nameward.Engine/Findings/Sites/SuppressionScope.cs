using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings.Sites;

/// <summary>What falls under a suppression; of several parts all must hold, and at least one is given.</summary>
/// <param name="Zone">All zones of the finding are this one or lie below it, in canonical wire form; null for any.</param>
/// <param name="Client">All hosts concerned lie in it; null for any.</param>
/// <param name="Server">The server of the finding lies in it; null for any.</param>
/// <param name="Detector">Id of the detector of its strongest signal; null for any.</param>
public sealed record SuppressionScope(byte[]? Zone, Network? Client, Network? Server, string? Detector)
{
    /// <summary>Whether nothing is given: all findings would fall under it.</summary>
    public bool IsEmpty => Zone is null && Client is null && Server is null && Detector is null;

    /// <summary>The zone as text; null for any.</summary>
    public HostileText? ZoneName => Zone is { } zone ? HostileText.Name(zone) : null;

    /// <summary>In words: "zone example.net, client 10.0.0.0/8".</summary>
    public Sentence Words
    {
        get
        {
            var parts = new List<Sentence>();
            if (ZoneName is { } zone)
            {
                parts.Add(Sentence.Of($"zone {zone}"));
            }
            Add("client", Client);
            Add("server", Server);
            if (Detector is { } detector)
            {
                parts.Add(Sentence.Of($"detector {detector}"));
            }
            return parts.Count == 0 ? Sentence.Of("") : parts.Skip(1).Aggregate(parts[0], (all, next) => all.Then(", ", next));

            void Add(string what, Network? network)
            {
                if (network is { } range)
                {
                    parts.Add(Sentence.Of($"{what} {(range.IsOne ? HostileText.Address(range.First) : HostileText.Text(range.ToString()))}"));
                }
            }
        }
    }

    /// <summary>Whether a finding of these falls under it.</summary>
    /// <param name="zones">Its zones.</param>
    /// <param name="clients">Addresses of the hosts concerned.</param>
    /// <param name="server">Its server; null where it is about none.</param>
    /// <param name="detector">Id of the detector of its strongest signal.</param>
    public bool Covers(ImmutableArray<HostileText> zones, ImmutableArray<HostileText> clients, HostileText? server, string detector) =>
        (ZoneName is not { } zone || AllLieIn(zones, zone))
        && (Client is not { } network || (!clients.IsEmpty && clients.All(client => LiesIn(client, network))))
        && (Server is not { } servers || (server is { } one && LiesIn(one, servers)))
        && (Detector is null || Detector == detector)
        && !IsEmpty;

    internal string Canonical => $"{(Zone is { } zone ? WireName.ToText(zone) : "-")} {Client?.ToString() ?? "-"} {Server?.ToString() ?? "-"} {Detector ?? "-"}";

    static bool AllLieIn(ImmutableArray<HostileText> zones, HostileText zone) => !zones.IsEmpty && zones.All(one => one == zone || one.IsBelow(zone));

    static bool LiesIn(HostileText address, Network network) => ConfiguredValue.AddressOf(address) is { } known && network.Contains(known);
}
