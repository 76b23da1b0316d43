using System.Net;
using System.Text;

namespace Nameward.Engine.Tests.Dnstap;

/// <summary>Writes one frame of dnstap as servers do; what is not set is left out.</summary>
sealed record DnstapMessage
{
    public static readonly DateTime Moment = new(2026, 11, 21, 9, 30, 0, 123, 456, DateTimeKind.Utc);

    public int? Type { get; init; }
    public int? Family { get; init; }
    public int? Protocol { get; init; }
    public byte[]? QueryAddress { get; init; }
    public byte[]? ResponseAddress { get; init; }
    public int? QueryPort { get; init; }
    public int? ResponsePort { get; init; }
    public DateTime? QueryTime { get; init; }
    public byte[]? Query { get; init; }
    public DateTime? ResponseTime { get; init; }
    public byte[]? Response { get; init; }
    public byte[]? Policy { get; init; }

    /// <summary>Fields that the schema does not have, as they stand.</summary>
    public byte[] Unknown { get; init; } = [];

    public static byte[] Ip(string address) => IPAddress.Parse(address).GetAddressBytes();

    /// <summary>A message between a client and a server over UDP.</summary>
    public static DnstapMessage Between(int type, string client, string server) => new()
    {
        Type = type,
        Family = client.Contains(':', StringComparison.Ordinal) ? 2 : 1,
        Protocol = 1,
        QueryAddress = Ip(client),
        ResponseAddress = Ip(server),
        QueryPort = 40123,
        ResponsePort = 53,
    };

    /// <summary>The frame without its length.</summary>
    public byte[] ToFrame()
    {
        List<byte> message = [];
        Number(message, 1, Type);
        Number(message, 2, Family);
        Number(message, 3, Protocol);
        Bytes(message, 4, QueryAddress);
        Bytes(message, 5, ResponseAddress);
        Number(message, 6, QueryPort);
        Number(message, 7, ResponsePort);
        Time(message, 8, QueryTime);
        Bytes(message, 10, Query);
        Time(message, 12, ResponseTime);
        Bytes(message, 14, Response);
        Bytes(message, 15, Policy);
        message.AddRange(Unknown);
        List<byte> frame = [];
        Bytes(frame, 1, Encoding.ASCII.GetBytes("ns1.example"));
        Bytes(frame, 2, Encoding.ASCII.GetBytes("server 1.0"));
        Bytes(frame, 14, [.. message]);
        Number(frame, 15, 1);
        return [.. frame];
    }

    public static void Number(List<byte> to, int field, long? value)
    {
        if (value is { } number)
        {
            Varint(to, (ulong)field << 3);
            Varint(to, (ulong)number);
        }
    }

    public static void Bytes(List<byte> to, int field, byte[]? value)
    {
        if (value is not null)
        {
            Varint(to, (ulong)field << 3 | 2);
            Varint(to, (ulong)value.Length);
            to.AddRange(value);
        }
    }

    static void Time(List<byte> to, int field, DateTime? value)
    {
        if (value is { } time)
        {
            var ticks = (time - DateTime.UnixEpoch).Ticks;
            Number(to, field, ticks / TimeSpan.TicksPerSecond);
            Varint(to, (ulong)(field + 1) << 3 | 5);
            to.AddRange(BitConverter.GetBytes((uint)(ticks % TimeSpan.TicksPerSecond * TimeSpan.NanosecondsPerTick)));
        }
    }

    static void Varint(List<byte> to, ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            to.Add((byte)(value | 0x80));
        }
        to.Add((byte)value);
    }
}
