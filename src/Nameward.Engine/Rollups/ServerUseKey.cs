using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>One client's use of one server in one UTC day, as one lane shows it.</summary>
public readonly record struct ServerUseKey(ushort Day, ushort Lane, Address Client, Endpoint Server, Transport Transport) : IComparable<ServerUseKey>
{
    const ushort Conversations = 1 << 15;

    /// <summary>Whether only conversations are shown, and no message.</summary>
    public bool IsConversation => (Lane & Conversations) != 0;

    /// <summary>Number of the format that shows it.</summary>
    public byte Format => (byte)(Lane >> 2);

    /// <summary>The part of a look-up's way that it shows.</summary>
    public Leg Leg => (Leg)(Lane & 3);

    /// <summary>The lane of a format's rows of one leg.</summary>
    public static ushort LaneOf(byte format, Leg leg) => (ushort)(format << 2 | (int)leg);

    /// <summary>The lane of a format's flows; behind all lanes of messages.</summary>
    public static ushort LaneOfFlows(byte format) => (ushort)(Conversations | LaneOf(format, Leg.Wire));

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
