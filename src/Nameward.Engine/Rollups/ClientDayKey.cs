using System.Buffers;
using System.Buffers.Binary;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>One host in one UTC day, as one format shows it: one that began flows, or one that asked for names that it does not show whole.</summary>
/// <param name="Day">The UTC day in which it did: see <see cref="RollupSink.DayOf"/>.</param>
/// <param name="Format">Number of the format.</param>
/// <param name="Client">The host.</param>
public readonly record struct ClientDayKey(ushort Day, byte Format, Address Client) : IComparable<ClientDayKey>, IKept<ClientDayKey>
{
    const int Size = 19;

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
    public int CompareTo(ClientDayKey other)
    {
        var order = Day.CompareTo(other.Day);
        order = order != 0 ? order : Client.CompareTo(other.Client);
        return order != 0 ? order : Format.CompareTo(other.Format);
    }

    /// <inheritdoc/>
    public void WriteTo(IBufferWriter<byte> to)
    {
        Fill(to.GetSpan(Size));
        to.Advance(Size);
    }

    /// <inheritdoc/>
    public static ClientDayKey ReadFrom(ref StateReader from) => new(from.U16(), from.Byte(), new(from.U64(), from.U64()));

    void Fill(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, Day);
        bytes[2] = Format;
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[3..], Client.High);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[11..], Client.Low);
    }
}
