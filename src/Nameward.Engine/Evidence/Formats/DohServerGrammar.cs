using Nameward.Engine.Evidence.Envelopes;
using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Lines of doh-server: <c>192.0.2.7:0 - - [08/May/2026:07:05:41 +0000] "www.example.org. IN TXT"</c>, one for each question. Beside each stands one in the form of
/// a web server's log, which tells of the request over HTTPS and repeats it.
/// </summary>
sealed class DohServerGrammar : ILogGrammar
{
    static readonly TimeLayout Layout = TimeLayout.Read("dd/MMM/yyyy:HH:mm:ss z", out _)!;

    readonly LogRow _row = new();

    /// <inheritdoc/>
    public bool IsProgram(ReadOnlySpan<byte> program) => program.IsEmpty || program.IndexOf("doh-server"u8) >= 0;

    /// <inheritdoc/>
    /// <remarks>The time stands behind the client.</remarks>
    public LogStamp TakeStamp(scoped ref ReadOnlySpan<byte> message) => default;

    /// <inheritdoc/>
    public Likeness Look(in LogLine line) => Begin(line.Message, DateTime.MinValue).IsObserved ? Likeness.Likely : line.Program.IsEmpty ? Likeness.No : Likeness.Possible;

    /// <inheritdoc/>
    public LineResult Read(in LogLine line, DateTime time, long offset, IBatchWriter rows)
    {
        var result = Begin(line.Message, time);
        if (result.IsObserved)
        {
            _row.End(offset, rows);
        }
        return result;
    }

    LineResult Begin(ReadOnlySpan<byte> message, DateTime written)
    {
        var client = TextWords.Take(ref message);
        if (!TextWords.TryTake(ref message, "- - ["u8))
        {
            return LineResult.Ignored;
        }
        var stamp = TextWords.TakeUntil(ref message, (byte)']');
        if (!TextWords.TryTake(ref message, " \""u8) || message is not [.., (byte)'"'])
        {
            return IsRequest(message) ? LineResult.Ignored : LineResult.Malformed("the question is cut off");
        }
        return Begin(client, stamp, message[..^1], written);
    }

    LineResult Begin(ReadOnlySpan<byte> client, ReadOnlySpan<byte> stamp, ReadOnlySpan<byte> question, DateTime written)
    {
        var type = TextWords.TakeLast(ref question);
        if (!DnsWords.IsClass(TextWords.TakeLast(ref question)))
        {
            return LineResult.Ignored;
        }
        if (!DnsWords.TryEndpoint(client, out var asker))
        {
            return LineResult.Malformed("the client is no address");
        }
        if (!Layout.TryRead(stamp, out var time, out var isUtc))
        {
            (time, isUtc) = (written, true);
        }
        ref var row = ref _row.Begin(isUtc ? time : written, Sides.Query, Leg.Client);
        row.Client = new(asker.Address, 0);
        row.Transport = Transport.Https;
        row.Type = DnsWords.Type(type);
        return _row.TryName(question) ? LineResult.Observed : LineResult.Malformed(LogRow.NoName);
    }

    /// <summary>Whether what stands behind the time is the request over HTTPS, with its status and length behind it.</summary>
    static bool IsRequest(ReadOnlySpan<byte> message) => message.IndexOf("HTTP/"u8) >= 0;
}
