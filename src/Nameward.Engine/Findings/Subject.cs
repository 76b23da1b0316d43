using System.Collections.Immutable;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;
using Nameward.Engine.Transcripts;

namespace Nameward.Engine.Findings;

/// <summary>
/// What a finding is about: one finding for each subject, whatever the number of packets. A subject knows what of the evidence is read again for it, and how
/// it is told; judging it is for detectors.
/// </summary>
public abstract record Subject
{
    /// <summary>Its place among subjects that are equally grave: behaviour before lists.</summary>
    internal abstract int Order { get; }

    /// <summary>Whose part of the evidence is read again; null where nothing needs to be.</summary>
    internal virtual Suspect? ReadAgain => null;

    /// <summary>The tool that it is proved to be spoken by; null where none is.</summary>
    internal virtual ProvedTool? SpokenBy => null;

    /// <summary>Whether content may have gone through it, of which sessions can be rebuilt.</summary>
    internal virtual bool IsChannel => false;

    /// <summary>What it is called.</summary>
    internal abstract SubjectNames Names { get; }

    /// <summary>Codes of the segments of evidence that hold it.</summary>
    internal virtual IEnumerable<OccupiedSet> SegmentsIn(FrozenRollups seen) => [];

    /// <summary>What a finding about it is called.</summary>
    internal abstract Sentence Title(Weighing weighing);

    /// <summary>The clients concerned.</summary>
    /// <param name="transcript">What was read again of it; null where nothing was.</param>
    internal abstract ImmutableArray<AffectedClient> Affected(Transcript? transcript);

    /// <summary>Records that show it without being read again; those of a transcript are shown beside them.</summary>
    internal virtual ImmutableArray<ShownRecord> Shown => [];

    /// <summary>Among how many it was judged, from which the start of its sum follows; null where there is none to follow.</summary>
    internal virtual Sentence? JudgedAmong(Scene scene) => null;

    /// <summary>
    /// Those of all that a client asked. What is read again of a client in a zone is all of it, not that of one day: or what a finding tells would depend on where the evidence was cut into segments.
    /// </summary>
    private protected static IEnumerable<OccupiedSet> SegmentsOf(Address client, FrozenRollups seen) => seen.Servers.Where(use => use.Key.Client == client).Select(use => use.Use.Segments);

    /// <summary>The title that one of the signals gives, where one does.</summary>
    private protected static Sentence? TitleOf(Weighing weighing) => weighing.Signals.Select(signal => signal.Title).OfType<Sentence>().FirstOrDefault();

    /// <summary>Among how many pairs of a client and a zone one was judged.</summary>
    private protected static Sentence AmongPairs(Scene scene) =>
        Sentence.Of($"{Quantity.Of(scene.Seen.Clients, "client")} judged in about {Quantity.Round(scene.Seen.Chances / Math.Max(1.0, scene.Seen.Clients))} zones each");

    /// <summary>Among how many zones one was judged.</summary>
    private protected static Sentence AmongZones(Scene scene) => Sentence.Of($"{Quantity.Of(scene.Seen.ZoneNumberEnd, "zone")} that {Quantity.Of(scene.Seen.Clients, "client")} asked judged");

    /// <summary>What of all clients that could have asked was judged.</summary>
    private protected static Sentence AmongAskers(string what, Scene scene) => Sentence.Of($"{what} of {Quantity.Of(scene.Seen.Clients, "client")} judged");

    /// <summary>What of the clients of the census was judged.</summary>
    private protected static Sentence AmongClients(string what, Scene scene) => Sentence.Of($"{what} of {Quantity.Of(scene.Census.Clients.Length, "client")} judged");
}

/// <summary>A record that shows a subject.</summary>
/// <param name="At">Where it stands.</param>
/// <param name="InWords">What of it matters, where its text cannot be shown.</param>
readonly record struct ShownRecord(SourcePosition At, HostileText InWords);

/// <summary>What a subject is called, part by part; what it is not about is null or empty.</summary>
sealed record SubjectNames
{
    /// <summary>The client.</summary>
    public HostileText? Client { get; init; }
    /// <summary>The zones, the one it is known by first.</summary>
    public ImmutableArray<HostileText> Zones { get; init; } = [];
    /// <summary>The server.</summary>
    public HostileText? Server { get; init; }
    /// <summary>Its port.</summary>
    public int? Port { get; init; }

    /// <summary>The names of what one client did in some zones, at servers of which only a single one is told.</summary>
    public static SubjectNames Of(Address client, ImmutableArray<byte[]> zones, ImmutableArray<Endpoint> servers) => new()
    {
        Client = client.IsNone ? null : HostileText.Address(client),
        Zones = [.. zones.Select(zone => HostileText.Name(zone))],
        Server = servers is [{ Address.IsNone: false } server] ? HostileText.Address(server.Address) : null,
        Port = servers is [{ Port: > 0 } one] ? one.Port : null,
    };
}
