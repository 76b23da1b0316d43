using System.Buffers.Binary;

namespace Nameward.Engine.Rollups;

/// <summary>
/// Memory for the exact rows of small keys, handed out in steps of four bytes and taken back in lists by size, so that the rows of a key that became
/// large make room for others. A place is a number: the garbage collector sees nothing of it.
/// </summary>
sealed class RowArena
{
    const int Step = 4;
    const int LinkBytes = 4;
    const int FirstBytes = 1024;
    const int LongestSlot = (LinkBytes + CompactRow.MaxBytes + Step - 1) / Step;

    readonly TableMemory<byte> _memory = new();
    int[] _free = [];
    int _next = Step;

    /// <summary>The place that means "none".</summary>
    public const int None = 0;

    /// <summary>Bytes taken from the system.</summary>
    public long Bytes => _memory.Length;

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

    /// <summary>The row at a place, with whatever lies behind it, and the place of the one before it.</summary>
    public ReadOnlySpan<byte> Row(int place, out int previous)
    {
        ReadOnlySpan<byte> slot = Slot(place);
        previous = BinaryPrimitives.ReadInt32LittleEndian(slot);
        return slot[LinkBytes..];
    }

    /// <summary>Gives back the place of a row.</summary>
    public void Release(int place)
    {
        var size = (LinkBytes + CompactRow.LengthOf(Row(place, out _)) + Step - 1) / Step;
        _free = _free.Length == 0 ? new int[LongestSlot + 1] : _free;
        BinaryPrimitives.WriteInt32LittleEndian(Slot(place), _free[size]);
        _free[size] = place;
    }

    /// <summary>Has a row brought to the cache.</summary>
    public void Prefetch(int place) => _memory.Prefetch(place * Step);

    int Take(int steps)
    {
        if (_free.Length > 0 && _free[steps] is not None and var free)
        {
            _free[steps] = BinaryPrimitives.ReadInt32LittleEndian(Slot(free));
            return free;
        }
        var end = _next + steps * Step;
        if (end > _memory.Length)
        {
            _memory.Grow(Math.Max(FirstBytes, Math.Max(end, _memory.Length + _memory.Length / 4)));
        }
        var place = _next / Step;
        _next = end;
        return place;
    }

    Span<byte> Slot(int place) => _memory.Items[(place * Step)..];
}
