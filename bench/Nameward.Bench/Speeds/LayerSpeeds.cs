using System.Globalization;
using System.Text;
using Nameward.Engine.Evidence.Envelopes;

namespace Nameward.Bench.Speeds;

/// <summary>A table of how fast envelopes are taken off that every byte of a log goes through.</summary>
static class LayerSpeeds
{
    const int Size = 64 << 20;

    /// <summary>Measures the layers that give lines.</summary>
    public static void Measure(TextWriter to)
    {
        const string Record = """{"timestamp": "2026-11-21T09:00:00.123Z", "client": {"ip": "192.0.2.7", "port": 40001}, "question": "www.example.net", "type": "A", "rcode": 0, "path": "C:\\Example\\a.exe"}""";
        const string Message = "<30>1 2026-11-21T09:00:00.123Z ns1.example.net named 812 - - client @0x7f04c80d1b50 192.0.2.7#40001 (www.example.net): query: www.example.net IN A +E(0)K (192.0.2.53)";
        to.WriteLine("""
            | Layer | Evidence | MB/s |
            | --- | --- | ---: |
            """);
        Measure("list of JSON", "an array, one object a line", "[\n", Record + ",\n", below => new JsonLinesUnpacker(below), to);
        Measure("list of JSON", "an array of objects written over lines", "[\n", Record.Replace(", \"", ",\n    \"", StringComparison.Ordinal) + ",\n", below => new JsonLinesUnpacker(below), to);
        Measure("list of JSON", "a list of a cloud without white space", "{\"Records\":[", Record.Replace(": ", ":", StringComparison.Ordinal).Replace(", ", ",", StringComparison.Ordinal) + ",", below => new JsonLinesUnpacker(below), to);
        Measure("counted syslog (RFC 6587)", "messages of BIND", "", Message.Length + " " + Message, below => new OctetCountUnpacker(below), to);
    }

    static void Measure(string layer, string evidence, string head, string record, Func<UnpackedBytes, IUnpacker> unpacker, TextWriter to)
    {
        var bytes = Encoding.ASCII.GetBytes(head + string.Concat(Enumerable.Repeat(record, Size / record.Length)));
        var speed = Speed.Of(() =>
        {
            long given = 0;
            using var layers = unpacker(new Held(bytes));
            for (var piece = layers.Next(); !piece.IsEmpty; piece = layers.Next())
            {
                given += piece.Length;
            }
            return given > bytes.Length / 2 ? (bytes.Length, Size / record.Length) : throw new InvalidOperationException("the layer gave less than it was given");
        });
        to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {layer} | {evidence} | {speed.MegabytesPerSecond:N0} |"));
    }

    /// <summary>Bytes in memory, as the lowest layer.</summary>
    sealed class Held(byte[] bytes) : UnpackedBytes
    {
        public override string? Damage => null;

        public override int Fill(Span<byte> to)
        {
            var count = (int)Math.Min(to.Length, bytes.Length - Offset);
            bytes.AsSpan((int)Offset, count).CopyTo(to);
            Offset += count;
            return count;
        }

        public override bool SkipTo(long offset)
        {
            Offset = offset;
            return offset <= bytes.Length;
        }

        public override void Dispose()
        {
        }
    }
}
