using System.Buffers;
using System.Buffers.Binary;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>One client's flows to one server's port in one UTC day, as one format shows them.</summary>
/// <param name="Day">The UTC day in which the flow began: see <see cref="RollupSink.DayOf"/>.</param>
/// <param name="Format">Number of the format: the same flow may be seen by several sources, and formats are never counted together.</param>
/// <param name="Client">Who began.</param>
/// <param name="Server">With whom.</param>
/// <param name="Protocol">IP protocol number; 0 where the evidence does not say.</param>
public readonly record struct FlowUseKey(ushort Day, byte Format, Address Client, Endpoint Server, byte Protocol) : IComparable<FlowUseKey>, IKept<FlowUseKey>
{
    const int Size = 38;

    /// <inheritdoc/>
    public ulong Hash
    {
        get
        {
            Span<byte> bytes = stackalloc byte[Size];
            Fill(bytes);
            return WyHash.Of(bytes, NameHashing.Seed);
        }
    }

    /// <inheritdoc/>
    public int CompareTo(FlowUseKey other)
    {
        var order = Day.CompareTo(other.Day);
        order = order != 0 ? order : Client.CompareTo(other.Client);
        order = order != 0 ? order : Server.Address.CompareTo(other.Server.Address);
        order = order != 0 ? order : Server.Port.CompareTo(other.Server.Port);
        order = order != 0 ? order : Protocol.CompareTo(other.Protocol);
        return order != 0 ? order : Format.CompareTo(other.Format);
    }

    /// <inheritdoc/>
    public void WriteTo(IBufferWriter<byte> to)
    {
        Fill(to.GetSpan(Size));
        to.Advance(Size);
    }

    /// <inheritdoc/>
    public static FlowUseKey ReadFrom(ref StateReader from)
    {
        var (day, format, protocol) = (from.U16(), from.Byte(), from.Byte());
        return new(day, format, new(from.U64(), from.U64()), new(new(from.U64(), from.U64()), from.U16()), protocol);
    }

    void Fill(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, Day);
        bytes[2] = Format;
        bytes[3] = Protocol;
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[4..], Client.High);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[12..], Client.Low);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[20..], Server.Address.High);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[28..], Server.Address.Low);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[36..], Server.Port);
    }
}
