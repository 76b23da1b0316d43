using Nameward.Engine.Observations;

namespace Nameward.Engine.Tests.Capture;

/// <summary>Makes random frames of DNS messages: of every section and type, with owners and names of every shape, some of them damaged.</summary>
static class OddResponses
{
    static readonly string[] Names = ["www.Example.com", "a.b.c.example.co.uk", ".", "x1.dyndns.org", "t.EXAMPLE", $"{new string('q', 63)}.{new string('Z', 40)}.net"];
    static readonly ushort[] Types = [1, 28, 16, 5, 2, 15, 6, 33, 35, 17, 46, 47, 41, 65, 10, 250];

    /// <summary>The next frame.</summary>
    public static byte[] Frame(Random random)
    {
        var message = Message(random);
        if (random.Next(4) == 0)
        {
            message[random.Next(message.Length)] = (byte)random.Next(256);
        }
        message = random.Next(20) == 0 ? message[..random.Next(message.Length)] : message;
        var isV6 = random.Next(4) == 0;
        var datagram = random.Next(3) == 0 ? Frames.Udp(40000, 53, message) : Frames.Udp(53, 40000 + random.Next(9), message);
        return isV6 ? Frames.Ethernet(Frames.V6(datagram), 0x86DD) : Frames.Ethernet(Frames.V4(datagram, from: $"10.0.0.{random.Next(1, 9)}"));
    }

    static byte[] Message(Random random)
    {
        var counts = Enumerable.Range(0, 3).Select(_ => (ushort)random.Next(4)).ToArray();
        var flags = (ushort)(random.Next(5) == 0 ? random.Next(0x10000) : 0x8000 | (random.Next(0x10000) & 0x07FF));
        var message = MessageBuilder.Header(flags, 1, counts[0], counts[1], counts[2], (ushort)random.Next(0x10000)).Question(Names[random.Next(Names.Length)], Types[random.Next(Types.Length)]);
        for (var records = counts.Sum(count => count); records > 0; records--)
        {
            var type = Types[random.Next(Types.Length)];
            message.Record(Owner(random), type, Data(type, random), (uint)random.NextInt64(1L << 32));
        }
        return message.ToArray();
    }

    static byte[] Owner(Random random) => random.Next(8) switch
    {
        0 => [0],
        1 => [0xC0, (byte)(12 + random.Next(8))],
        2 => MessageBuilder.WireOf(Names[random.Next(Names.Length)]),
        3 => [2, 110, 115, 0xC0, 12],
        _ => [0xC0, 12],
    };

    static byte[] Data(ushort type, Random random)
    {
        byte[] name = random.Next(3) == 0 ? [3, .. "cdn"u8, 0xC0, 12] : Owner(random);
        return type switch
        {
            RecordTypes.Cname or RecordTypes.Ns => name,
            RecordTypes.Mx => [0, 10, .. name],
            RecordTypes.Srv => [0, 1, 0, 2, 0, 53, .. name],
            RecordTypes.Soa => [.. name, .. Owner(random), .. new byte[20]],
            17 => [.. name, .. Owner(random)],
            46 => [.. new byte[18], .. name, 1, 2, 3],
            47 => [.. name, 0, 1, 0x40],
            35 => [0, 1, 0, 2, 1, 115, 0, 0, .. name],
            _ => Enumerable.Range(0, random.Next(random.Next(3) == 0 ? 90 : 34)).Select(_ => (byte)random.Next(256)).ToArray(),
        };
    }
}
