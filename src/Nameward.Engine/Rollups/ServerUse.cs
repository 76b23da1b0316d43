using System.Buffers;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>What is remembered of one client's use of one server. Counts are additive, and so of one lane; the rest is free of repetition.</summary>
public sealed class ServerUse
{
    /// <summary>Steps of time that are told apart: 4 seconds in a quarter of an hour, 9 minutes in a day.</summary>
    internal const int TimeSteps = 256;

    /// <summary>Different times to live that are told apart.</summary>
    internal const int FewTtls = 5;

    /// <summary>Different names that are told apart of a host that answers for its link.</summary>
    internal const int FewNames = 8;

    /// <summary>Queries that the client sent to the server.</summary>
    public long Queries { get; private set; }

    /// <summary>Responses that the server gave.</summary>
    public long Responses { get; private set; }

    /// <summary>Responses of which the header bits are shown.</summary>
    public long Headers { get; private set; }

    /// <summary>Responses of these that offer recursion (RA).</summary>
    public long Recursive { get; private set; }

    /// <summary>Responses of these that are authoritative (AA).</summary>
    public long Authoritative { get; private set; }

    /// <summary>First message, UTC; <see cref="DateTime.MaxValue"/> where the evidence carries no time.</summary>
    public DateTime First { get; private set; } = DateTime.MaxValue;

    /// <summary>Last message, UTC.</summary>
    public DateTime Last { get; private set; } = DateTime.MinValue;

    /// <summary>Seconds of Unix time with a message.</summary>
    internal OccupiedSet Seconds { get; private set; } = new(TimeSteps);

    /// <summary>Codes of the segments of evidence that show it.</summary>
    internal OccupiedSet Segments { get; private set; } = new();

    /// <summary>The lowest different times to live of records that answered, in seconds.</summary>
    internal LowestFew Ttls { get; } = new(FewTtls);

    /// <summary>Of a host that answers for its link: the lowest hashes of the different names it answered for.</summary>
    internal LowestFew Names { get; } = new(FewNames);

    /// <summary>Whether flows leave open if the server answered: a firewall's log of what it let pass.</summary>
    internal bool LeavesOpen { get; private init; }

    /// <summary>What flows show of it: each is a query, and a response where the server was seen to answer. It shares what the flows remember.</summary>
    internal static ServerUse Of(in FlowUse flows) => new()
    {
        Queries = flows.Asked,
        Responses = flows.Answered,
        LeavesOpen = flows.Answered == 0 && flows.Asked > flows.Unanswered,
        First = flows.First,
        Last = flows.Last,
        Seconds = flows.Seconds,
        Segments = flows.Segments,
    };

    /// <summary>Adds what a line has counted.</summary>
    internal void AddCounts(int queries, int responses, int headers, int recursive, int authoritative)
    {
        Queries += queries;
        Responses += responses;
        Headers += headers;
        Recursive += recursive;
        Authoritative += authoritative;
    }

    /// <summary>Widens the time between the first and the last message.</summary>
    internal void AddTimes(DateTime first, DateTime last)
    {
        First = first < First ? first : First;
        Last = last > Last ? last : Last;
    }

    /// <summary>Remembers for which name a host of the link answered.</summary>
    internal void AddName(in DnsMessage message)
    {
        if ((message.Sides & Sides.Response) != 0 && message.Type is RecordTypes.A or RecordTypes.Aaaa)
        {
            Names.Add((uint)message.NameHash);
        }
    }

    /// <summary>Takes in another part.</summary>
    public void Merge(ServerUse other)
    {
        Queries += other.Queries;
        Responses += other.Responses;
        Headers += other.Headers;
        Recursive += other.Recursive;
        Authoritative += other.Authoritative;
        First = other.First < First ? other.First : First;
        Last = other.Last > Last ? other.Last : Last;
        Seconds.Merge(other.Seconds);
        Segments.Merge(other.Segments);
        Ttls.Merge(other.Ttls);
        Names.Merge(other.Names);
    }

    /// <summary>A time as a second of Unix time; never <see cref="uint.MaxValue"/>.</summary>
    internal static uint SecondOf(DateTime time) => (uint)Math.Clamp((time - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerSecond, 0, uint.MaxValue - 1);

    internal void WriteTo(IBufferWriter<byte> to)
    {
        to.U64((ulong)Queries);
        to.U64((ulong)Responses);
        to.U64((ulong)Headers);
        to.U64((ulong)Recursive);
        to.U64((ulong)Authoritative);
        to.U64((ulong)First.Ticks);
        to.U64((ulong)Last.Ticks);
        Seconds.WriteTo(to);
        Segments.WriteTo(to);
        Ttls.WriteTo(to);
        Names.WriteTo(to);
    }

    internal static ServerUse ReadFrom(ref StateReader from)
    {
        var use = new ServerUse
        {
            Queries = (long)from.U64(),
            Responses = (long)from.U64(),
            Headers = (long)from.U64(),
            Recursive = (long)from.U64(),
            Authoritative = (long)from.U64(),
            First = Ticks(from.U64()),
            Last = Ticks(from.U64()),
            Seconds = OccupiedSet.ReadFrom(ref from, TimeSteps),
            Segments = OccupiedSet.ReadFrom(ref from),
        };
        use.Ttls.ReadFrom(ref from);
        use.Names.ReadFrom(ref from);
        return use;
    }

    static DateTime Ticks(ulong ticks) => new((long)Math.Min(ticks, (ulong)DateTime.MaxValue.Ticks), DateTimeKind.Utc);
}
