using System.Collections.Immutable;
using System.Text;
using Nameward.Engine.Cases.Alerting;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Tests.Alerting;

/// <summary>One look-up as rules of every language see it: with the fields of a log, and as the packets that it is made of.</summary>
sealed record AlertEvent(DateTime Time, Address Client, Address Server, ushort Port, byte[] Name, ushort Type, ImmutableArray<AlertAnswer> Answers)
{
    /// <summary>The name as logs write it.</summary>
    public string Text => HostileText.Name(Name).Raw;

    public string TypeName => RecordTypes.Name(Type);

    /// <summary>What the neutral rule says to it.</summary>
    public bool Is(AlertCondition condition)
    {
        var message = new DnsMessage { Time = Time, Client = new(Client, 40000), Server = new(Server, Port), Type = Type, Sides = Sides.Query | Sides.Response };
        var writer = new ResourceRecordWriter();
        foreach (var answer in Answers)
        {
            writer.Add(Section.Answer, answer.Type, 60, [], answer.Data);
        }
        return condition is ManyNames many ? many.Form.Fits(Type, Name) : AlertMatch.Is(condition, message, Name, writer.Written);
    }

    /// <summary>Whether the text of a rule fires on what it must, and on nothing else: names of unprintable bytes are longer in some logs than in others.</summary>
    public bool IsAgreed(AlertCondition condition, bool fires) => Is(condition) == fires || (fires && condition is ManyNames many && many.Form.MayFit(Type, Name));

    /// <summary>The response as a packet holds it, names uncompressed (RFC 1035 section 4).</summary>
    public byte[] Response =>
    [
        0, 1, 0x81, 0x80, 0, 1, 0, (byte)Answers.Length, 0, 0, 0, 0, .. Name, (byte)(Type >> 8), (byte)Type, 0, 1,
        .. Answers.SelectMany(answer => (byte[])[.. Name, (byte)(answer.Type >> 8), (byte)answer.Type, 0, 1, 0, 0, 0, 60, (byte)(answer.Data.Length >> 8), (byte)answer.Data.Length, .. answer.Data]),
    ];

    /// <summary>Look-ups of all kinds around what rules look for: it itself, what lies beside it, and what has nothing to do with it.</summary>
    public static ImmutableArray<AlertEvent> Many(int seed, int count)
    {
        var random = new Random(seed);
        string[] names = ["kq7.example", "a.kq7.example", "deep.a.kq7.example", "notkq7.example", "kq7.example.net", "www.example.org", "_sip.kq7.example", "ns1.other.example"];
        string[] addresses = ["203.0.113.66", "203.0.113.6", "198.51.100.53", "192.0.2.9", "10.0.0.53", "10.0.0.54", "2001:db8::66"];
        ushort[] ports = [53, 53, 53, 5300, 853, 54];
        ushort[] types = [RecordTypes.A, RecordTypes.Txt, RecordTypes.Cname, RecordTypes.Ns, RecordTypes.Null];
        return [.. Enumerable.Range(0, count).Select(at => new AlertEvent(new DateTime(2026, 11, 20, 0, 0, 0, DateTimeKind.Utc).AddSeconds(at * 7), Any(addresses[3..]), Any(addresses),
            ports[random.Next(ports.Length)], Name(), types[random.Next(types.Length)], [.. Enumerable.Range(0, random.Next(3)).Select(_ => Answer())]))];

        Address Any(string[] from) => Containing.ContainSamples.Address(from[random.Next(from.Length)]);
        byte[] Name() => Names.Wire(random.Next(2) == 0 ? names[random.Next(names.Length)] : $"{Letters(random.Next(1, 50))}.{names[random.Next(names.Length)]}");
        string Letters(int length) => string.Concat(Enumerable.Range(0, length).Select(_ => "0123456789abcdef"[random.Next(16)])) + (random.Next(4) == 0 ? "-z" : "");
        AlertAnswer Answer() => random.Next(4) switch
        {
            0 => AlertAnswer.Of(Any(addresses)),
            1 => new(RecordTypes.Ns, Names.Wire(names[random.Next(names.Length)])),
            2 => AlertAnswer.Text(Letters(random.Next(1, 200))),
            _ => new(RecordTypes.Cname, Names.Wire(names[random.Next(names.Length)])),
        };
    }
}

/// <summary>A record of an answer.</summary>
sealed record AlertAnswer(ushort Type, byte[] Data)
{
    public static AlertAnswer Of(Address address) => new(address.IsV4 ? RecordTypes.A : RecordTypes.Aaaa, System.Net.IPAddress.Parse($"{address}").GetAddressBytes());

    public static AlertAnswer Text(string text) => new(RecordTypes.Txt, [(byte)text.Length, .. Encoding.ASCII.GetBytes(text)]);

    /// <summary>As logs write it.</summary>
    public string Written => Type switch
    {
        RecordTypes.A or RecordTypes.Aaaa => $"{Address.FromBytes(Data)}",
        RecordTypes.Txt => Encoding.ASCII.GetString(Data[1..]),
        _ => HostileText.Name(Data).Raw,
    };
}
