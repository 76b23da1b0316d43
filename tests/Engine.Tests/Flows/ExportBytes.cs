using System.Buffers.Binary;
using System.Net;

namespace Nameward.Engine.Tests.Flows;

/// <summary>Bytes of flow exports in network order, as they are put together.</summary>
sealed class ExportBytes
{
    readonly List<byte> _bytes = [];

    /// <summary>2026-11-21 17:31:30 UTC.</summary>
    public const uint Noon = 1_795_282_290;

    public byte[] ToArray() => [.. _bytes];

    public ExportBytes Add(params ReadOnlySpan<byte> bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    public ExportBytes U8(params ReadOnlySpan<int> numbers)
    {
        foreach (var number in numbers)
        {
            _bytes.Add((byte)number);
        }
        return this;
    }

    public ExportBytes U16(params ReadOnlySpan<int> numbers)
    {
        foreach (var number in numbers)
        {
            Add((byte)(number >> 8), (byte)number);
        }
        return this;
    }

    public ExportBytes U32(params ReadOnlySpan<long> numbers)
    {
        foreach (var number in numbers)
        {
            U16((int)(number >> 16) & 0xFFFF, (int)number & 0xFFFF);
        }
        return this;
    }

    public ExportBytes U64(long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        return Add(bytes);
    }

    public ExportBytes Address(params ReadOnlySpan<string> addresses)
    {
        foreach (var address in addresses)
        {
            Add(IPAddress.Parse(address).GetAddressBytes());
        }
        return this;
    }

    /// <summary>A set: its number, its length, what it holds, and zeros up to a multiple of four.</summary>
    public ExportBytes Set(int number, ExportBytes content)
    {
        var padding = (4 - content._bytes.Count % 4) % 4;
        return U16(number, 4 + content._bytes.Count + padding).Add([.. content._bytes]).Add(new byte[padding]);
    }

    /// <summary>A template of pairs of element and length.</summary>
    public static ExportBytes Template(int number, params ReadOnlySpan<int> fields) => new ExportBytes().U16(number, fields.Length / 2).U16(fields);

    /// <summary>A message of NetFlow 9, ten minutes after the exporter's start.</summary>
    public static ExportBytes Nine(int records, int source = 1, uint sent = Noon) => new ExportBytes().U16(9, records).U32(600_000, sent, 7, source);

    /// <summary>A message of IPFIX.</summary>
    public static byte[] Ipfix(ExportBytes sets, int domain = 1, uint sent = Noon) =>
        [.. new ExportBytes().U16(10, 16 + sets._bytes.Count).U32(sent, 7, domain).ToArray(), .. sets._bytes];

    /// <summary>A message of NetFlow 5, ten minutes after the exporter's start.</summary>
    public static ExportBytes Five(int records, int sampling = 0, uint uptime = 600_000) => new ExportBytes().U16(5, records).U32(uptime, Noon, 250_000_000, 7).U8(1, 2).U16(sampling);

    /// <summary>A record of NetFlow 5.</summary>
    public ExportBytes Five(string source, int sourcePort, string destination, int destinationPort, int protocol, int packets, int bytes, uint first = 590_000, uint last = 590_500) =>
        Address(source, destination, "192.0.2.254").U16(1, 2).U32(packets, bytes, first, last).U16(sourcePort, destinationPort).U8(0, 0x1B, protocol, 0).U16(64500, 64501).U8(24, 24).U16(0);
}
