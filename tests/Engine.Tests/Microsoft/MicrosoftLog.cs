using System.Globalization;
using System.Text;
using Nameward.Engine.Evidence;
using Nameward.Engine.Evidence.Formats;
using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Formats;

namespace Nameward.Engine.Tests.Microsoft;

/// <summary>Lines of the debug log, and what is read of them.</summary>
static class MicrosoftLog
{
    public static readonly MicrosoftDebug Format = new();

    /// <summary>A client's query, with the date and time and the name as they stand.</summary>
    public static string Query(string time, string name = "(1)a(7)example(0)") =>
        $"{time} 0A4C PACKET  00000203A51C4E70 UDP Rcv 10.20.1.17      3a5f   Q [0001   D   NOERROR] A      {name}\n";

    public static byte[] Bytes(params string[] lines) => Encoding.UTF8.GetBytes(string.Concat(lines));

    public static byte[] Queries(params string[] times) => Bytes([.. times.Select(time => Query(time))]);

    /// <summary>What each record became: the time of its message in UTC, "ignored", or why it is malformed.</summary>
    public static string[] Read(byte[] bytes, SourceContext? source = null) => Read(bytes, Format.Open(source ?? Feeding.Source));

    public static string[] Read(byte[] bytes, IRecordReader reader)
    {
        var seen = new Seen();
        reader.Read(bytes, isLast: true, seen);
        return [.. seen.Records];
    }

    sealed class Seen : IBatchWriter
    {
        public List<string> Records { get; } = [];

        public void Message(in DnsMessage row, ReadOnlySpan<byte> rawName, ReadOnlySpan<byte> answers) =>
            Records.Add(row.Time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));

        public void Flow(in Flow row, ReadOnlySpan<byte> rule) => throw new InvalidOperationException("the debug log shows no flows");

        public void Ignored(long offset) => Records.Add("ignored");

        public void Malformed(long offset, string because) => Records.Add(because);
    }
}
