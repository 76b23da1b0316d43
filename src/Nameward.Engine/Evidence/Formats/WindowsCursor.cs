using System.Buffers.Binary;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// A place in a chunk of an event log. A read past the end gives zeros, moves to the end and is remembered, so that one check behind several reads is enough.
/// </summary>
ref struct WindowsCursor(ReadOnlySpan<byte> chunk, int at, int end)
{
    /// <summary>The longest name of an element or attribute that is read whole.</summary>
    public const int LongestName = 128;

    readonly ReadOnlySpan<byte> _chunk = chunk;
    readonly int _end = end;

    /// <summary>Offset in the chunk of the next read.</summary>
    public int Position { get; private set; } = at;

    /// <summary>Whether no read went past the end.</summary>
    public bool IsSound { get; private set; } = at <= end;

    /// <summary>Whether nothing is left.</summary>
    public readonly bool IsAtEnd => Position >= _end;

    /// <summary>Bytes left.</summary>
    public readonly int Left => Math.Max(_end - Position, 0);

    /// <summary>The bytes left.</summary>
    public readonly ReadOnlySpan<byte> Rest => _chunk.Slice(Position, Left);

    /// <summary>The next byte, without moving; 0 at the end.</summary>
    public readonly byte Peek() => IsAtEnd ? (byte)0 : _chunk[Position];

    /// <summary>A cursor at another place of the chunk, which ends with it; unsound where that is outside.</summary>
    public readonly WindowsCursor At(int position) => (uint)position <= (uint)_chunk.Length ? new(_chunk, position, _chunk.Length) : new(_chunk, _chunk.Length, 0);

    /// <summary>A cursor over the next bytes alone; unsound where there are not so many.</summary>
    public readonly WindowsCursor Part(int length) => length <= Left ? new(_chunk, Position, Position + length) : new(_chunk, _chunk.Length, 0);

    /// <summary>Steps over bytes.</summary>
    public void Skip(int bytes) => Take(bytes);

    /// <summary>Reads bytes; none where there are not so many.</summary>
    public ReadOnlySpan<byte> ReadBytes(int count) => Take(count);

    /// <summary>Reads a byte.</summary>
    public byte ReadByte() => Take(1) is [var value] ? value : (byte)0;

    /// <summary>Reads a number of two bytes.</summary>
    public ushort ReadUInt16() => Take(sizeof(ushort)) is { IsEmpty: false } bytes ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : (ushort)0;

    /// <summary>Reads a number of four bytes.</summary>
    public uint ReadUInt32() => Take(sizeof(uint)) is { IsEmpty: false } bytes ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : 0;

    /// <summary>
    /// Reads a name: its offset in the chunk, where stand the offset of another name, a hash, its length and UTF-16. Where that is right here, it is stepped over.
    /// </summary>
    /// <returns>Bytes written; what is not ASCII becomes a question mark, as no name that is asked for has any.</returns>
    public int ReadName(scoped Span<byte> name)
    {
        const int BeforeLength = 6, Around = 10;
        var offset = (int)Math.Min(ReadUInt32(), int.MaxValue);
        var entry = At(offset);
        entry.Skip(BeforeLength);
        int length = entry.ReadUInt16();
        var text = entry.ReadBytes(2 * length);
        if (offset == Position)
        {
            Skip(Around + 2 * length);
        }
        IsSound &= entry.IsSound;
        length = Math.Min(text.Length / 2, Math.Min(name.Length, LongestName));
        for (var i = 0; i < length; i++)
        {
            var unit = BinaryPrimitives.ReadUInt16LittleEndian(text[(2 * i)..]);
            name[i] = unit < 0x80 ? (byte)unit : (byte)'?';
        }
        return length;
    }

    ReadOnlySpan<byte> Take(int count)
    {
        if ((uint)count > (uint)Left)
        {
            (Position, IsSound) = (Math.Max(_end, Position), false);
            return [];
        }
        var bytes = _chunk.Slice(Position, count);
        Position += count;
        return bytes;
    }
}
