using System.Buffers.Binary;
using System.Net;
using System.Text;

namespace Nameward.App.Tests.Settings;

/// <summary>Writes a database in the MaxMind DB format 2.0 (https://maxmind.github.io/MaxMind-DB/): a tree of records of 24 bits over IPv6, the data, and what it says of itself.</summary>
sealed class MmdbWriter(string type, DateTime built)
{
    const int RecordBits = 24, Separator = 16, V4InV6 = 96;
    const int Empty = -1;

    static readonly byte[] Marker = [0xAB, 0xCD, 0xEF, .. "MaxMind.com"u8];

    readonly List<int[]> _nodes = [[Empty, Empty]];
    readonly List<byte> _data = [];

    /// <summary>Where the next record will stand.</summary>
    public int Length => _data.Count;

    /// <summary>The major version that the file claims.</summary>
    public ushort Major { get; init; } = 2;

    /// <summary>Adds a network with its record.</summary>
    public MmdbWriter Add(string network, object record) => Add(network, Encode(record));

    /// <summary>Adds a network with a record of any bytes.</summary>
    public MmdbWriter Add(string network, byte[] record)
    {
        var at = Length;
        _data.AddRange(record);
        var (address, length) = (IPAddress.Parse(network.Split('/')[0]), int.Parse(network.Split('/')[1], System.Globalization.CultureInfo.InvariantCulture));
        var bytes = address.GetAddressBytes();
        if (bytes.Length == 4)
        {
            (bytes, length) = ([.. new byte[12], .. bytes], length + V4InV6);
        }
        var node = 0;
        for (var bit = 0; bit < length; bit++)
        {
            var side = bytes[bit / 8] >> 7 - bit % 8 & 1;
            if (bit == length - 1)
            {
                _nodes[node][side] = -2 - at;
                break;
            }
            if (_nodes[node][side] == Empty)
            {
                _nodes.Add([Empty, Empty]);
                _nodes[node][side] = _nodes.Count - 1;
            }
            node = _nodes[node][side];
        }
        return this;
    }

    /// <summary>Leads both sides of a node, the last so far, to one new node.</summary>
    public void Join(int node)
    {
        _nodes[node] = [node + 1, node + 1];
        _nodes.Add([Empty, Empty]);
    }

    /// <summary>The file.</summary>
    public byte[] Build()
    {
        using var file = new MemoryStream();
        foreach (var side in _nodes.SelectMany(node => node))
        {
            var value = side == Empty ? _nodes.Count : side < Empty ? _nodes.Count + Separator - 2 - side : side;
            file.Write([(byte)(value >> 16), (byte)(value >> 8), (byte)value]);
        }
        file.Write(new byte[Separator]);
        file.Write([.. _data]);
        file.Write(Marker);
        file.Write(Encode(new Dictionary<string, object>
        {
            ["binary_format_major_version"] = Major,
            ["binary_format_minor_version"] = (ushort)0,
            ["build_epoch"] = (ulong)new DateTimeOffset(built).ToUnixTimeSeconds(),
            ["database_type"] = type,
            ["description"] = new Dictionary<string, object> { ["en"] = "invented" },
            ["ip_version"] = (ushort)6,
            ["languages"] = new object[] { "en" },
            ["node_count"] = (uint)_nodes.Count,
            ["record_size"] = (ushort)RecordBits,
        }));
        return file.ToArray();
    }

    /// <summary>A value as data of the format.</summary>
    public static byte[] Encode(object value) => value switch
    {
        string text => [.. Head(2, Encoding.UTF8.GetByteCount(text)), .. Encoding.UTF8.GetBytes(text)],
        ushort number => [.. Head(5, 2), (byte)(number >> 8), (byte)number],
        uint number => [.. Head(6, 4), .. BigEndian(number)[4..]],
        ulong number => [.. Head(9, 8), .. BigEndian(number)],
        object[] items => [.. Head(11, items.Length), .. items.SelectMany(Encode)],
        Dictionary<string, object> map => [.. Head(7, map.Count), .. map.SelectMany(pair => Encode(pair.Key).Concat(Encode(pair.Value)))],
        byte[] raw => raw,
        _ => throw new ArgumentException(value.GetType().Name),
    };

    /// <summary>The control bytes of a value: its type, and its size.</summary>
    public static byte[] Head(int type, int size)
    {
        var (first, more) = size < 29 ? (size, Array.Empty<byte>()) : size < 285 ? (29, [(byte)(size - 29)]) : (30, new byte[] { (byte)(size - 285 >> 8), (byte)(size - 285) });
        return type < 8 ? [(byte)(type << 5 | first), .. more] : [(byte)first, (byte)(type - 7), .. more];
    }

    static byte[] BigEndian(ulong number)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, number);
        return bytes;
    }
}
