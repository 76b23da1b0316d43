using System.Text;
using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Rebuilding.Encoders;
using Nameward.Engine.Tests.Transcripts;
using Xunit;

namespace Nameward.Engine.Tests.Rebuilding;

/// <summary>Sessions with bytes changed at random, as an adversary may make them: no exception, and no figure that contradicts another.</summary>
public class HostileSessionsTests
{
    static readonly string[] Tools = ["dns2tcp", "dnscat2", "saitama", "dnsexfiltrator", "ozymandns", "sliver", "cobalt-strike", "dnstt"];

    [Fact]
    public void NoChangeOfBytesBreaksADecoder() => Break(300);

    [Fact]
    [Trait("tier", "ci")]
    public void NoChangeOfBytesBreaksADecoderInManyTries() => Break(10_000);

    static void Break(int tries)
    {
        for (var seed = 0; seed < tries; seed++)
        {
            var random = new Random(seed);
            var talk = Damage.Talk(Damage.Shake(random, [.. Sessions(random, seed % Tools.Length).Select(question => Change(random, question))], 0.2));
            foreach (var session in talk.Rebuilt(Tools[seed % Tools.Length], secret: "1234"))
            {
                foreach (var side in new[] { session.Up, session.Down })
                {
                    Assert.True(side.Low <= (side.High ?? long.MaxValue) && (side.Recovered ?? 0) <= (side.High ?? long.MaxValue) && side.Gaps >= 0, $"seed {seed}: {CaptureSessions.Figures(session)}");
                }
            }
        }
    }

    static List<Question> Sessions(Random random, int tool) => tool switch
    {
        0 => [.. new Dns2TcpEncoder(random, 7, RecordTypes.Txt).Begin("ssh"), .. new Dns2TcpEncoder(random, 7, RecordTypes.Txt).Exchanges(20).Select(exchange => exchange.Question)],
        1 => random.Next(2) == 0 ? new Dnscat2Encoder(random, 7).Sealed([(1, 2), (3, 4), (5, 6), (7, 8)])
            : [.. new Dnscat2Encoder(random, 7).Clear(Damage.Bytes(random, 200), [0, 0, 0, 9, 0, 1, 0, 2, .. Damage.Bytes(random, 100)], isCommand: true).Select(exchange => exchange.Question)],
        2 => new SaitamaEncoder(80, random.Next(1_296, 40_000)) is var agent ? [agent.Greet(), .. agent.Task(Damage.Bytes(random, 20)), .. agent.Result(SaitamaEncoder.Packed(Damage.Bytes(random, 60)))] : [],
        3 => [new("init.MRXHG5DBOAXGG33OMYXHI6DUPQYTG.base64", RecordTypes.Txt, Talk.Txt("OK")), .. Enumerable.Range(0, 13).Select(i => new Question($"{i}.r747Clg-tK5pUdkH0R12{i}", RecordTypes.Txt, Talk.Txt($"{i}")))],
        5 => new SliverEncoder(random, 7, keepsCase: random.Next(2) == 0) is var implant ? [.. implant.Begin().Concat(implant.Send(300)).Concat(implant.Fetch(400)).Select(part => part.Question)] : [],
        6 => new CobaltStrikeEncoder(random, 0x19997CF2, 0) is var beacon ? [.. beacon.Post(100).Concat(beacon.Post(300)).Concat(beacon.Post(50)).Concat(beacon.Fetch(5)).Select(name => name.Question)] : [],
        7 => [.. new DnsttEncoder(random, 7).Speak(20).Select(name => name.Question)],
        _ => [.. Enumerable.Range(0, 8).Select(i => new Question($"knjuqljsfyyc2t3qmvxfgu2.{random.Next(99)}-{i}.id-7.up", RecordTypes.A, [1, 2, 3, 4])),
            .. Enumerable.Range(0, 8).Select(i => new Question($"{8 * i}-{random.Next(999)}.id-7.down", RecordTypes.Txt, Talk.Txt(Convert.ToBase64String(Encoding.ASCII.GetBytes("SSH-2.0-")))))],
    };

    static Question Change(Random random, Question question)
    {
        const string Likely = "abcdefghijklmnopqrstuvwxyz0123456789+/-_?=";
        var labels = question.Labels.ToCharArray();
        var answer = question.Answer?.ToArray();
        for (var i = random.Next(6) / 2; i > 0; i--)
        {
            var at = random.Next(labels.Length);
            labels[at] = labels[at] == '.' ? '.' : Likely[random.Next(Likely.Length)];
            if (answer is { Length: > 1 })
            {
                answer[random.Next(1, answer.Length)] = (byte)random.Next(256);
            }
        }
        return question with { Labels = new(labels), Answer = answer };
    }
}
