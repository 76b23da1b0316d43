using System.Buffers.Binary;

namespace Nameward.Engine.Rollups;

/// <summary>
/// Memory for the exact rows of small keys: blocks of equal-sized chunks, handed out in steps of eight bytes and taken back in lists by size, so
/// that the rows of a key that became large make room for others. A place is a number, not a reference: the garbage collector sees a few arrays.
/// </summary>
sealed class RowArena
{
    const int ChunkBits = 16;
    const int ChunkBytes = 1 << ChunkBits;
    const int Step = 8;
    const int LinkBytes = 4;
    const int LongestSlot = (LinkBytes + CompactRow.MaxBytes + Step - 1) / Step;

    readonly List<byte[]> _chunks = [];
    readonly int[] _free = new int[LongestSlot + 1];
    int _next;

    /// <summary>The place that means "none".</summary>
    public const int None = 0;

    /// <summary>Bytes taken from the system.</summary>
    public long Bytes => (long)_chunks.Count << ChunkBits;

    /// <summary>Keeps a row, linked to the one kept before it for the same key.</summary>
    /// <returns>Its place.</returns>
    public int Keep(ReadOnlySpan<byte> row, int previous)
    {
        var place = Take((LinkBytes + row.Length + Step - 1) / Step);
        var slot = Slot(place);
        BinaryPrimitives.WriteInt32LittleEndian(slot, previous);
        row.CopyTo(slot[LinkBytes..]);
        return place;
    }

    /// <summary>The row at a place, and the place of the one before it.</summary>
    public ReadOnlySpan<byte> Row(int place, out int previous)
    {
        ReadOnlySpan<byte> slot = Slot(place);
        previous = BinaryPrimitives.ReadInt32LittleEndian(slot);
        slot = slot[LinkBytes..];
        return slot[..CompactRow.LengthOf(slot)];
    }

    /// <summary>Gives back the place of a row.</summary>
    public void Release(int place)
    {
        var size = (LinkBytes + Row(place, out _).Length + Step - 1) / Step;
        BinaryPrimitives.WriteInt32LittleEndian(Slot(place), _free[size]);
        _free[size] = place;
    }

    int Take(int steps)
    {
        if (_free[steps] is not None and var free)
        {
            _free[steps] = BinaryPrimitives.ReadInt32LittleEndian(Slot(free));
            return free;
        }
        var bytes = steps * Step;
        if (_chunks.Count == 0 || _next + bytes > ChunkBytes)
        {
            _chunks.Add(GC.AllocateUninitializedArray<byte>(ChunkBytes));
            _next = _chunks.Count == 1 ? Step : 0;
        }
        var place = ((_chunks.Count - 1) << ChunkBits | _next) / Step;
        _next += bytes;
        return place;
    }

    Span<byte> Slot(int place)
    {
        var at = (long)place * Step;
        return _chunks[(int)(at >> ChunkBits)].AsSpan((int)(at & (ChunkBytes - 1)));
    }
}
