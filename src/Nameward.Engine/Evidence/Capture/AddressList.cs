using System.Runtime.CompilerServices;
using System.Text;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Capture;

/// <summary>The first few addresses of a list in a message.</summary>
ref struct AddressList
{
    /// <summary>More DNS servers than any host asks.</summary>
    const int Most = 16;

    /// <summary>Room for one address and what stands before it.</summary>
    const int RoomForOne = 48;

    Addresses _addresses;

    /// <summary>Room that all of them take as text.</summary>
    public const int Room = Most * RoomForOne;

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Adds those that a value is made of, each of <paramref name="size"/> bytes.</summary>
    public void AddAll(ReadOnlySpan<byte> value, int size)
    {
        for (; value.Length >= size && Count < Most; value = value[size..])
        {
            _addresses[Count++] = Address.FromBytes(value[..size]);
        }
    }

    /// <summary>Writes them with commas between.</summary>
    /// <returns>Bytes written.</returns>
    public readonly int Write(Span<byte> to)
    {
        var used = 0;
        for (var i = 0; i < Count; i++)
        {
            used += i == 0 ? 0 : Encoding.ASCII.GetBytes(", ", to[used..]);
            used += Encoding.ASCII.GetBytes(_addresses[i].ToString(), to[used..]);
        }
        return used;
    }

    [InlineArray(Most)]
    struct Addresses
    {
        Address _first;
    }
}
