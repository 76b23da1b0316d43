using System.Text;
using Nameward.Engine.Evidence.Envelopes;

namespace Nameward.Fuzz.Targets;

/// <summary>Envelopes around lines. A line means the same whatever lines came before it, and what is in it is never longer than it.</summary>
sealed class UnwrapperTarget : IFuzzTarget
{
    /// <summary>Bytes that all lines of one input may allocate: the buffers of four wrappers, which grow with the longest line.</summary>
    const long FixedBytes = 64 << 10, BytesPerByte = 16;

    public string Id => "line-unwrapper";

    public IReadOnlyList<byte[]> Seeds { get; } =
    [
        .. new[]
        {
            "<30>Nov 21 09:30:01 gw named[812]: queries: info: client 192.0.2.7#1\n<13>1 2026-11-21T09:30:01.5+01:00 gw unbound 812 - [x@1 a=\"b\\]\"] text\nNov 21 09:30:01 gw dnsmasq: text",
            """{"@timestamp":"2026-11-21T09:30:01.000Z","message":"<30>Nov 21 09:30:01 gw named[812]: a \"text\"","process":{"name":"named"}}""",
            """{"log":"[INFO] 192.0.2.7:1 - 1 \"A IN example. udp 41 false 512\"\n","stream":"stdout","time":"2026-11-21T09:30:01.123456789Z"}""",
            """{"__REALTIME_TIMESTAMP":"1795251601500000","SYSLOG_IDENTIFIER":"unbound","MESSAGE":[91,56,49,50,93]}""",
            """{"preview":false,"result":{"_raw":"{\"log\":\"{\\\"message\\\":\\\"text\\\"}\"}","_time":"1795251601"}}""",
            """{"event":{"original":"Nov 21 09:30:01 gw named[1]: text"},"host":{"name":"gw"}}""",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    public void Read(byte[] input, Random random)
    {
        var (used, allocated) = (new LineUnwrapper(), 0L);
        foreach (var range in input.AsSpan().Split((byte)'\n'))
        {
            var line = input.AsSpan(range);
            var before = GC.GetAllocatedBytesForCurrentThread();
            var behindOthers = used.Unwrap(line);
            allocated += GC.GetAllocatedBytesForCurrentThread() - before;
            Same(behindOthers, new LineUnwrapper().Unwrap(line));
            if (behindOthers.Message.Length > line.Length || behindOthers.Program.Length > line.Length)
            {
                throw new BrokenContract($"{behindOthers.Message.Length} bytes of a message in a line of {line.Length}");
            }
        }
        if (allocated > FixedBytes + BytesPerByte * input.Length)
        {
            throw new BrokenContract($"{allocated} bytes allocated for {input.Length}");
        }
    }

    static void Same(in LogLine one, in LogLine other)
    {
        if (!one.Message.SequenceEqual(other.Message) || !one.Program.SequenceEqual(other.Program) || one.HasHeader != other.HasHeader || one.Stamp != other.Stamp)
        {
            throw new BrokenContract("a line is taken out of its envelopes otherwise behind other lines");
        }
    }
}
