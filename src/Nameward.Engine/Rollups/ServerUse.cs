using System.Buffers;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>One client's use of one server in one UTC day, as one lane shows it.</summary>
public readonly record struct ServerUseKey(ushort Day, ushort Lane, Address Client, Endpoint Server, Transport Transport) : IComparable<ServerUseKey>
{
    /// <inheritdoc/>
    public int CompareTo(ServerUseKey other)
    {
        var order = Day.CompareTo(other.Day);
        order = order != 0 ? order : Client.CompareTo(other.Client);
        order = order != 0 ? order : Server.Address.CompareTo(other.Server.Address);
        order = order != 0 ? order : Server.Port.CompareTo(other.Server.Port);
        order = order != 0 ? order : Transport.CompareTo(other.Transport);
        return order != 0 ? order : Lane.CompareTo(other.Lane);
    }
}

/// <summary>What is remembered of it.</summary>
public sealed class ServerUse
{
    /// <summary>Queries that the client sent to the server.</summary>
    public long Queries { get; private set; }

    /// <summary>Responses that the server gave.</summary>
    public long Responses { get; private set; }

    /// <summary>First message, UTC; <see cref="DateTime.MaxValue"/> where the evidence carries no time.</summary>
    public DateTime First { get; private set; } = DateTime.MaxValue;

    /// <summary>Last message, UTC.</summary>
    public DateTime Last { get; private set; } = DateTime.MinValue;

    /// <summary>Header bits seen in any response.</summary>
    public HeaderBits Header { get; private set; }

    /// <summary>Counts one message.</summary>
    public void Add(in DnsMessage message)
    {
        Queries += (message.Sides & Sides.Query) != 0 ? 1 : 0;
        if ((message.Sides & Sides.Response) != 0)
        {
            Responses++;
            Header |= message.Header;
        }
        if (message.Time != DateTime.MinValue)
        {
            First = message.Time < First ? message.Time : First;
            Last = message.Time > Last ? message.Time : Last;
        }
    }

    /// <summary>Takes in another part.</summary>
    public void Merge(ServerUse other)
    {
        Queries += other.Queries;
        Responses += other.Responses;
        Header |= other.Header;
        First = other.First < First ? other.First : First;
        Last = other.Last > Last ? other.Last : Last;
    }

    internal void WriteTo(IBufferWriter<byte> to)
    {
        to.U64((ulong)Queries);
        to.U64((ulong)Responses);
        to.U64((ulong)First.Ticks);
        to.U64((ulong)Last.Ticks);
        to.Byte((byte)Header);
    }

    internal static ServerUse ReadFrom(ref StateReader from) => new()
    {
        Queries = (long)from.U64(),
        Responses = (long)from.U64(),
        First = Ticks(from.U64()),
        Last = Ticks(from.U64()),
        Header = (HeaderBits)from.Byte(),
    };

    static DateTime Ticks(ulong ticks) => new((long)Math.Min(ticks, (ulong)DateTime.MaxValue.Ticks), DateTimeKind.Utc);
}
