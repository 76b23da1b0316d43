using System.Buffers;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>
/// What is remembered of one client's flows to one server's port in one UTC day. Counts are of one format's records, of which several exporters may show the same
/// flow: they are for reading and for ratios. They end at the largest number and never wrap. The rest is free of repetition.
/// </summary>
public record struct FlowUse : IKeptState<FlowUse>
{
    const byte HasRhythm = 1, HasTunnel = 2;

    /// <summary>Of no flow.</summary>
    public FlowUse()
    {
    }

    /// <summary>Records that show what the client sent: a source that writes one record for each direction has another one for what came back.</summary>
    public long Asked { get; private set; }

    /// <summary>Records that show that the server answered.</summary>
    public long Answered { get; private set; }

    /// <summary>Records of which the evidence says that no answer was seen; of the others it says neither.</summary>
    public long Unanswered { get; private set; }

    /// <summary>Records of flows that a firewall stopped.</summary>
    public long Denied { get; private set; }

    /// <summary>Records in all.</summary>
    public long Records { get; private set; }

    /// <summary>Bytes from client to server, of those flows of which the evidence says it.</summary>
    public long UpBytes { get; private set; }

    /// <summary>Bytes from server to client, of those flows of which the evidence says it.</summary>
    public long DownBytes { get; private set; }

    /// <summary>Packets from client to server, of those flows of which the evidence says it.</summary>
    public long UpPackets { get; private set; }

    /// <summary>Packets from server to client, of those flows of which the evidence says it.</summary>
    public long DownPackets { get; private set; }

    /// <summary>Most packets that the client sent in one flow.</summary>
    public long MostUpPackets { get; private set; }

    /// <summary>How long the longest flow lasted.</summary>
    public TimeSpan Longest { get; private set; }

    /// <summary>Datagrams of a tunnel (<see cref="TunnelDatagram"/>) from client to server.</summary>
    public long TunnelUp { get; private set; }

    /// <summary>The same from server to client.</summary>
    public long TunnelDown { get; private set; }

    /// <summary>Begin of the first flow, UTC; <see cref="DateTime.MaxValue"/> where the evidence carries no time.</summary>
    public DateTime First { get; private set; } = DateTime.MaxValue;

    /// <summary>End of the last flow, UTC; <see cref="DateTime.MinValue"/> where the evidence carries no time.</summary>
    public DateTime Last { get; private set; } = DateTime.MinValue;

    /// <summary>Begin of the last flow that a firewall stopped, UTC; <see cref="DateTime.MinValue"/> where it stopped none.</summary>
    public DateTime LastDenied { get; private set; } = DateTime.MinValue;

    /// <summary>Begin of the first flow that a firewall let pass, UTC; <see cref="DateTime.MaxValue"/> where none is said to have passed.</summary>
    public DateTime FirstAllowed { get; private set; } = DateTime.MaxValue;

    /// <summary>Flows, each direction's record counted with the other's.</summary>
    public readonly long Flows => Math.Max(Asked, Answered);

    /// <summary>Seconds of Unix time in which a flow begins.</summary>
    internal OccupiedSet Seconds { get; private set; } = new(ServerUse.TimeSteps);

    /// <summary>Codes of the segments of evidence that show it.</summary>
    internal OccupiedSet Segments { get; private set; } = new();

    /// <summary>Seconds of the day in which a short flow begins, for its rhythm; of servers outside alone, null of others.</summary>
    internal OccupiedSeconds? Rhythm { get; private set; }

    /// <summary>Of no flow yet, with a server at this address.</summary>
    internal static FlowUse To(Address server) => new() { Rhythm = server.IsInternal ? null : new() };

    /// <summary>Adds one flow, from the segment of this code.</summary>
    internal void Add(in Flow flow, uint segment)
    {
        Records = FlowCounts.Sum(Records, 1);
        Asked = FlowCounts.Sum(Asked, flow.ShowsClient ? 1 : 0);
        Answered = FlowCounts.Sum(Answered, flow.ShowsServer ? 1 : 0);
        Unanswered = FlowCounts.Sum(Unanswered, flow.IsAnswered == false ? 1 : 0);
        Denied = FlowCounts.Sum(Denied, flow.Verdict == FlowVerdict.Denied ? 1 : 0);
        UpBytes = FlowCounts.Sum(UpBytes, Math.Max(flow.UpBytes, 0));
        DownBytes = FlowCounts.Sum(DownBytes, Math.Max(flow.DownBytes, 0));
        UpPackets = FlowCounts.Sum(UpPackets, Math.Max(flow.UpPackets, 0));
        DownPackets = FlowCounts.Sum(DownPackets, Math.Max(flow.DownPackets, 0));
        MostUpPackets = Math.Max(MostUpPackets, flow.UpPackets);
        Longest = flow.Duration > Longest ? flow.Duration : Longest;
        if (flow.Datagram.Length > 0)
        {
            AddTunnel(flow);
        }
        Segments.Add(segment);
        if (flow.Time == DateTime.MinValue)
        {
            return;
        }
        var (first, last) = FlowTimes.Of(flow);
        (First, Last) = (first < First ? first : First, last > Last ? last : Last);
        AddVerdict(flow);
        Seconds.Add(ServerUse.SecondOf(flow.Time));
        if (flow.ShowsClient && flow.Duration.TotalSeconds <= DnsFlows.LongestExchange)
        {
            Rhythm?.Add((uint)(flow.Time.TimeOfDay.Ticks / TimeSpan.TicksPerSecond));
        }
    }

    void AddTunnel(in Flow flow)
    {
        TunnelUp = FlowCounts.Sum(TunnelUp, flow.ShowsServer ? 0 : 1);
        TunnelDown = FlowCounts.Sum(TunnelDown, flow.ShowsServer ? 1 : 0);
    }

    void AddVerdict(in Flow flow)
    {
        LastDenied = flow.Verdict == FlowVerdict.Denied && flow.Time > LastDenied ? flow.Time : LastDenied;
        FirstAllowed = flow.Verdict == FlowVerdict.Allowed && flow.Time < FirstAllowed ? flow.Time : FirstAllowed;
    }

    /// <inheritdoc/>
    public void Merge(in FlowUse other)
    {
        Records = FlowCounts.Sum(Records, other.Records);
        Asked = FlowCounts.Sum(Asked, other.Asked);
        Answered = FlowCounts.Sum(Answered, other.Answered);
        Unanswered = FlowCounts.Sum(Unanswered, other.Unanswered);
        Denied = FlowCounts.Sum(Denied, other.Denied);
        UpBytes = FlowCounts.Sum(UpBytes, other.UpBytes);
        DownBytes = FlowCounts.Sum(DownBytes, other.DownBytes);
        UpPackets = FlowCounts.Sum(UpPackets, other.UpPackets);
        DownPackets = FlowCounts.Sum(DownPackets, other.DownPackets);
        MostUpPackets = Math.Max(MostUpPackets, other.MostUpPackets);
        TunnelUp = FlowCounts.Sum(TunnelUp, other.TunnelUp);
        TunnelDown = FlowCounts.Sum(TunnelDown, other.TunnelDown);
        Longest = other.Longest > Longest ? other.Longest : Longest;
        First = other.First < First ? other.First : First;
        Last = other.Last > Last ? other.Last : Last;
        LastDenied = other.LastDenied > LastDenied ? other.LastDenied : LastDenied;
        FirstAllowed = other.FirstAllowed < FirstAllowed ? other.FirstAllowed : FirstAllowed;
        Seconds.Merge(other.Seconds);
        Segments.Merge(other.Segments);
        if (other.Rhythm is { } rhythm)
        {
            (Rhythm ??= new()).Merge(rhythm);
        }
    }

    /// <inheritdoc/>
    public readonly void WriteTo(IBufferWriter<byte> to)
    {
        foreach (var count in (ReadOnlySpan<long>)[Records, Asked, Answered, Unanswered, Denied, UpBytes, DownBytes, UpPackets, DownPackets, MostUpPackets, Longest.Ticks, First.Ticks, Last.Ticks, LastDenied.Ticks, FirstAllowed.Ticks])
        {
            to.U64((ulong)count);
        }
        Seconds.WriteTo(to);
        Segments.WriteTo(to);
        var hasTunnel = (TunnelUp | TunnelDown) != 0;
        to.Byte((byte)((Rhythm is null ? 0 : HasRhythm) | (hasTunnel ? HasTunnel : 0)));
        if (hasTunnel)
        {
            to.U64((ulong)TunnelUp);
            to.U64((ulong)TunnelDown);
        }
        Rhythm?.WriteTo(to);
    }

    /// <inheritdoc/>
    public static FlowUse ReadFrom(ref StateReader from)
    {
        var use = ReadAlways(ref from);
        var has = from.Byte();
        if ((has & HasTunnel) != 0)
        {
            (use.TunnelUp, use.TunnelDown) = (FlowCounts.ReadFrom(ref from), FlowCounts.ReadFrom(ref from));
        }
        use.Rhythm = (has & HasRhythm) != 0 ? OccupiedSeconds.ReadFrom(ref from) : null;
        return use;
    }

    /// <summary>What every use has; the rest is written only where there is something of it, so that blocks of before it was known can be read.</summary>
    static FlowUse ReadAlways(ref StateReader from) => new()
    {
        Records = FlowCounts.ReadFrom(ref from),
        Asked = FlowCounts.ReadFrom(ref from),
        Answered = FlowCounts.ReadFrom(ref from),
        Unanswered = FlowCounts.ReadFrom(ref from),
        Denied = FlowCounts.ReadFrom(ref from),
        UpBytes = FlowCounts.ReadFrom(ref from),
        DownBytes = FlowCounts.ReadFrom(ref from),
        UpPackets = FlowCounts.ReadFrom(ref from),
        DownPackets = FlowCounts.ReadFrom(ref from),
        MostUpPackets = FlowCounts.ReadFrom(ref from),
        Longest = new(FlowCounts.ReadFrom(ref from)),
        First = FlowTimes.ReadFrom(ref from),
        Last = FlowTimes.ReadFrom(ref from),
        LastDenied = FlowTimes.ReadFrom(ref from),
        FirstAllowed = FlowTimes.ReadFrom(ref from),
        Seconds = OccupiedSet.ReadFrom(ref from, ServerUse.TimeSteps),
        Segments = OccupiedSet.ReadFrom(ref from),
    };
}
