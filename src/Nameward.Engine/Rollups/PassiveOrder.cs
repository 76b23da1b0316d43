using System.Buffers.Binary;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>The order of passive rows, and the key of what they lead to: the same for every store.</summary>
public static class PassiveOrder
{
    /// <summary>What begins the key of data that is a name, an IPv4 and an IPv6 address.</summary>
    const byte Name = 1, V4 = 4, V6 = 6;

    /// <summary>Rows by name (RFC 4034 section 6.1), type and data, with the keys of name and data.</summary>
    public static IReadOnlyList<KeyedRow> Sorted(IEnumerable<PassiveRow> rows)
    {
        List<KeyedRow> sorted = [.. rows.Select(row => new KeyedRow(row, NameKey.Of(row.Name), DataKey(row.Type, row.Data)))];
        sorted.Sort(Compare);
        return sorted;
    }

    /// <summary>The key of a row's data: empty for none, an address behind its family, a name as <see cref="NameKey"/>.</summary>
    /// <exception cref="ArgumentException">The data is neither.</exception>
    public static byte[] DataKey(ushort type, ReadOnlySpan<byte> data) => (type, data.Length) switch
    {
        (_, 0) => [],
        (RecordTypes.A, 4) => [V4, .. data],
        (RecordTypes.Aaaa, 16) => [V6, .. data],
        _ => [Name, .. NameKey.Of(data)],
    };

    /// <summary>The data of a key.</summary>
    /// <exception cref="InvalidDataException">It is no key of data.</exception>
    public static byte[] Data(ReadOnlySpan<byte> key) => key switch
    {
        [] => [],
        [Name, .. var name] => NameKey.ToName(name),
        [V4, .. { Length: 4 } address] => address.ToArray(),
        [V6, .. { Length: 16 } address] => address.ToArray(),
        _ => throw new InvalidDataException("a key is that of no data"),
    };

    /// <summary>The lowest and the highest key of data that is an address of a network.</summary>
    public static (byte[] Lowest, byte[] Highest) KeysOf(Network network)
    {
        var (first, length) = (network.First, network.Length);
        if (first.IsV4)
        {
            var last = first.V4 | (length == 32 ? 0 : uint.MaxValue >> length);
            return (V4Key(first.V4), V4Key(last));
        }
        var high = length >= 64 ? 0 : ulong.MaxValue >> length;
        var low = length >= 128 ? 0 : length <= 64 ? ulong.MaxValue : ulong.MaxValue >> (length - 64);
        return (V6Key(first.High, first.Low), V6Key(first.High | high, first.Low | low));
    }

    /// <summary>The lowest key of data that is a name or lies below it, and the lowest above all those.</summary>
    public static (byte[] From, byte[] Above) KeysOf(ReadOnlySpan<byte> name)
    {
        var key = NameKey.Of(name);
        return ([Name, .. key], NameKey.Above(key) is { } above ? [Name, .. above] : [Name + 1]);
    }

    static int Compare(KeyedRow one, KeyedRow other)
    {
        var names = one.Name.AsSpan().SequenceCompareTo(other.Name);
        var order = names != 0 ? names : one.Row.Type.CompareTo(other.Row.Type);
        return order != 0 ? order : one.Data.AsSpan().SequenceCompareTo(other.Data);
    }

    static byte[] V4Key(uint address)
    {
        var key = new byte[5];
        key[0] = V4;
        BinaryPrimitives.WriteUInt32BigEndian(key.AsSpan(1), address);
        return key;
    }

    static byte[] V6Key(ulong high, ulong low)
    {
        var key = new byte[17];
        key[0] = V6;
        BinaryPrimitives.WriteUInt64BigEndian(key.AsSpan(1), high);
        BinaryPrimitives.WriteUInt64BigEndian(key.AsSpan(9), low);
        return key;
    }
}

/// <summary>A row with what it is sorted by.</summary>
/// <param name="Row">The row.</param>
/// <param name="Name">Key of its name: <see cref="NameKey"/>.</param>
/// <param name="Data">Key of its data: <see cref="PassiveOrder.DataKey"/>.</param>
public readonly record struct KeyedRow(PassiveRow Row, byte[] Name, byte[] Data);
