using Nameward.Engine.Observations;
using Nameward.Engine.Transcripts;
using Nameward.Engine.Transcripts.Decoders;

namespace Nameward.Fuzz.Targets;

/// <summary>
/// The decoders of tools, on talks that may be anything: a proof says what it rests on, the same talk is proved alike each time, and talk by chance alone is
/// nobody's.
/// </summary>
sealed class DecoderTarget(IReadOnlyList<byte[]> seeds) : IFuzzTarget
{
    /// <summary>Bytes that all decoders together may allocate for one talk.</summary>
    const long MostAllocated = 256 << 20;

    const int MostNoise = 60;

    /// <summary>Alphabets that tools write their data in, and all bytes.</summary>
    static readonly byte[][] Alphabets =
    [
        [.. "0123456789abcdef"u8], [.. "abcdefghijklmnopqrstuvwxyz234567"u8], [.. "abcdefghijklmnopqrstuvwxyz012345"u8], [.. "ab1c2d3e4f5g6h7j8k9m0npqrtuvwxyz"u8],
        [.. "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"u8], [.. Enumerable.Range(0, 256).Select(value => (byte)value)],
    ];

    static readonly ushort[] Types = [RecordTypes.A, RecordTypes.Aaaa, RecordTypes.Txt, RecordTypes.Null, RecordTypes.Cname, RecordTypes.Mx, RecordTypes.Key, RecordTypes.Srv];

    public string Id => "decoders";

    public IReadOnlyList<byte[]> Seeds => seeds;

    public void Read(byte[] input, Random random)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Check(input);
        if (GC.GetAllocatedBytesForCurrentThread() - before is > MostAllocated and var allocated)
        {
            throw new BrokenContract($"{allocated} bytes allocated for one talk, {MostAllocated} are the limit");
        }
        if (DecoderList.Identify(Talk.Read(Noise(random))) is { } tool)
        {
            throw new BrokenContract($"talk by chance is {Say(tool)}");
        }
    }

    static void Check(byte[] input)
    {
        var transcript = Talk.Read(input);
        foreach (var proof in Conversations.Of(transcript).SelectMany(conversation => DecoderList.All.Select(decoder => DecoderList.Prove(decoder, conversation))).OfType<ProvedTool>())
        {
            CheckProof(proof, transcript.Messages.Length);
        }
        var (first, second) = (Say(DecoderList.Identify(transcript)), Say(DecoderList.Identify(Talk.Read(input))));
        if (first != second)
        {
            throw new BrokenContract($"the same talk is {first}, then {second}");
        }
    }

    static string Say(ProvedTool? tool) => tool is null ? "no tool" : $"{tool.Tool} with {tool.Agreed} that agree and {tool.Bits} bits";

    static void CheckProof(ProvedTool proof, int messages)
    {
        if (proof.Agreed < ProvedTool.FewestTransactions || proof.Bits < ProvedTool.FewestBits || proof.Disagreed >= proof.Agreed || proof.DecidedAt < 0 || proof.DecidedAt >= messages)
        {
            throw new BrokenContract($"{proof.Tool} is proved by {proof.Agreed} that agree, {proof.Disagreed} that disagree, {proof.Bits} bits, with message {proof.DecidedAt} of {messages}");
        }
    }

    /// <summary>Questions of symbols by chance, each answered by bytes by chance.</summary>
    static byte[] Noise(Random random)
    {
        var talk = new List<byte>();
        var (alphabet, length) = (Alphabets[random.Next(Alphabets.Length)], random.Next(1, 62));
        for (var left = random.Next(MostNoise); left > 0; left--)
        {
            var message = new DnsMessage { Type = Types[random.Next(Types.Length)], Sides = Sides.Query };
            byte[] prefix = [(byte)length, .. random.GetItems(alphabet, length)];
            Talk.Write(talk, message, prefix, []);
            var data = new byte[random.Next(80)];
            random.NextBytes(data);
            Talk.Write(talk, message with { Sides = Sides.Response }, prefix, data);
        }
        return [.. talk];
    }
}
