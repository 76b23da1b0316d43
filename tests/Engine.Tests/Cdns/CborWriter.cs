using System.Text;

namespace Nameward.Engine.Tests.Cdns;

/// <summary>Writes CBOR (RFC 8949) as C-DNS uses it.</summary>
sealed class CborWriter
{
    readonly List<byte> _bytes = [];

    public int Length => _bytes.Count;

    public byte[] ToArray() => [.. _bytes];

    public CborWriter Raw(params byte[] bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    public CborWriter Int(long value) => value >= 0 ? Head(0, (ulong)value) : Head(1, (ulong)(-1 - value));

    public CborWriter Bytes(params byte[] value) => Head(2, (ulong)value.Length).Raw(value);

    public CborWriter Text(string value) => Head(3, (ulong)value.Length).Raw(Encoding.ASCII.GetBytes(value));

    public CborWriter Array(int count) => Head(4, (ulong)count);

    public CborWriter Map(int count) => Head(5, (ulong)count);

    public CborWriter OpenArray() => Raw(0x9F);

    public CborWriter OpenMap() => Raw(0xBF);

    public CborWriter Break() => Raw(0xFF);

    public CborWriter Ints(params long[] values)
    {
        Array(values.Length);
        foreach (var value in values)
        {
            Int(value);
        }
        return this;
    }

    /// <summary>A map of integers; key and value by turns.</summary>
    public CborWriter Fields(params long[] keysAndValues)
    {
        Map(keysAndValues.Length / 2);
        foreach (var value in keysAndValues)
        {
            Int(value);
        }
        return this;
    }

    public CborWriter Add(CborWriter item) => Raw(item.ToArray());

    CborWriter Head(int major, ulong argument)
    {
        var type = (byte)(major << 5);
        return argument switch
        {
            < 24 => Raw((byte)(type | (byte)argument)),
            <= byte.MaxValue => Raw((byte)(type | 24), (byte)argument),
            <= ushort.MaxValue => Raw((byte)(type | 25), (byte)(argument >> 8), (byte)argument),
            <= uint.MaxValue => Raw((byte)(type | 26)).BigEndian(argument, 4),
            _ => Raw((byte)(type | 27)).BigEndian(argument, 8),
        };
    }

    CborWriter BigEndian(ulong value, int bytes)
    {
        for (var shift = 8 * (bytes - 1); shift >= 0; shift -= 8)
        {
            _bytes.Add((byte)(value >> shift));
        }
        return this;
    }
}
