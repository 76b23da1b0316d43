using System.Buffers.Binary;

namespace Nameward.Engine.Intelligence;

/// <summary>The bytes of names, addresses and references of a pack, one behind the other.</summary>
sealed class PackText
{
    /// <summary>Bytes before the text of a reference: its length, little-endian.</summary>
    public const int LengthBytes = 2;

    byte[] _bytes = new byte[4096];
    int _used;

    /// <summary>The bytes from a place on.</summary>
    public ReadOnlySpan<byte> From(int place) => _bytes.AsSpan(place, _used - place);

    /// <summary>Adds bytes and tells where they begin.</summary>
    public int Add(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Next(bytes.Length));
        _used += bytes.Length;
        return _used - bytes.Length;
    }

    /// <summary>Adds bytes behind their length and tells where the length begins.</summary>
    public int AddWithLength(ReadOnlySpan<byte> bytes)
    {
        var start = _used;
        BinaryPrimitives.WriteUInt16LittleEndian(Next(LengthBytes), (ushort)bytes.Length);
        _used += LengthBytes;
        Add(bytes);
        return start;
    }

    /// <summary>All bytes.</summary>
    public byte[] ToArray() => _bytes.AsSpan(0, _used).ToArray();

    Span<byte> Next(int count)
    {
        if (_bytes.Length - _used < count)
        {
            Array.Resize(ref _bytes, Math.Max(checked(_bytes.Length * 2), _used + count));
        }
        return _bytes.AsSpan(_used, count);
    }
}
