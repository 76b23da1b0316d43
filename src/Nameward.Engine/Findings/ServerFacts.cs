using System.Collections.Immutable;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Findings;

/// <summary>All that the evidence shows of one DNS server, over all days, sources and transports.</summary>
sealed record ServerFacts
{
    /// <summary>Where it listens; port 0 where no source names it.</summary>
    public required Endpoint Server { get; init; }
    /// <summary>Who asked it, and how much.</summary>
    public required ServerTraffic Traffic { get; init; }
    /// <summary>The same for each way that messages travelled.</summary>
    public required ImmutableArray<TransportUse> ByTransport { get; init; }
    /// <summary>Responses of which the header is shown, in all lanes.</summary>
    public required long Headers { get; init; }
    /// <summary>Of these, those that offer recursion.</summary>
    public required long Recursive { get; init; }
    /// <summary>Of these, those that are authoritative.</summary>
    public required long Authoritative { get; init; }
    /// <summary>The lowest different times to live of its answers, in seconds.</summary>
    public required LowestFew Ttls { get; init; }
    /// <summary>Whether messages to it or of it are seen; else only conversations on a port of DNS are, and what was said in them is not.</summary>
    public required bool ShowsMessages { get; init; }
    /// <summary>Whether conversations with it are seen of which the evidence does not say if they were answered.</summary>
    public required bool LeavesOpen { get; init; }
    /// <summary>Whether a log that it wrote itself is among the evidence.</summary>
    public required bool WritesALog { get; init; }
    /// <summary>What it does.</summary>
    public required ServerRole Role { get; init; }
    /// <summary>Why it has this role, and what else is remarkable of it.</summary>
    public required ImmutableArray<Sentence> Reasons { get; init; }
    /// <summary>Who runs it, where it is a well-known public resolver.</summary>
    public required string? Operator { get; init; }
    /// <summary>Whether the site approves it; null where it gave no list.</summary>
    public required bool? IsApproved { get; init; }

    /// <summary>Who asked it, most first.</summary>
    public ImmutableArray<ClientUse> Users => Traffic.Users;
    /// <summary>Queries in the lane that shows most.</summary>
    public long Queries => Traffic.Queries;
    /// <summary>Responses in the same lane.</summary>
    public long Responses => Traffic.Responses;
    /// <summary>First seen, UTC; null where the evidence carries no time.</summary>
    public DateTime? First => Traffic.First;

    /// <summary>Whether it answers: a response was seen, or its own log shows that it is asked.</summary>
    public bool IsAnswering => Responses > 0 || WritesALog;

    /// <summary>Address and port for people; the usual port is left out.</summary>
    public Sentence Name => Server.Port is 53 or 0 ? Sentence.Of($"{Server.Address}") : Sentence.Of($"{Server.Address} port {Server.Port}");
}

/// <summary>What went to a server and back, over all days.</summary>
/// <param name="Users">Who asked it, most first; hosts that no source names are left out.</param>
/// <param name="Queries">Queries in the lane that shows most.</param>
/// <param name="Responses">Responses in the same lane.</param>
/// <param name="First">First seen, UTC; null where the evidence carries no time.</param>
/// <param name="Last">Last seen, UTC.</param>
sealed record ServerTraffic(ImmutableArray<ClientUse> Users, long Queries, long Responses, DateTime? First, DateTime? Last);

/// <summary>The part of it that travelled in one way.</summary>
sealed record TransportUse(Transport Transport, ServerTraffic Traffic);

/// <summary>One client's use of one server, over all days.</summary>
/// <param name="Client">Who asked.</param>
/// <param name="Queries">Queries in the lane that shows most of the server.</param>
/// <param name="Responses">Responses in the same lane.</param>
/// <param name="First">First message, UTC; null where the evidence carries no time.</param>
/// <param name="Last">Last message, UTC.</param>
/// <param name="Seconds">Seconds of Unix time with a message.</param>
/// <param name="Segments">Codes of the segments of evidence that show it.</param>
/// <param name="Names">For a server of the link: lowest hashes of the different names it answered for.</param>
sealed record ClientUse(Address Client, long Queries, long Responses, DateTime? First, DateTime? Last, OccupiedSet Seconds, OccupiedSet Segments, LowestFew Names);
