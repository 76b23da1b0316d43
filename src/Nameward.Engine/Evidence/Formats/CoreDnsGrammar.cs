using Nameward.Engine.Evidence.Envelopes;
using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Lines of CoreDNS: <c>[INFO] 192.0.2.7:50759 - 29008 "A IN example.org. udp 41 false 4096" NOERROR qr,rd,ra 68 0.037990251s</c>. No time stands before them
/// since 1.7; <c>2026/11/21 09:30:01</c> or one of ISO 8601 did in 1.2 to 1.6. <c>kubectl logs --prefix</c> adds the pod. A line of the plugin <c>errors</c> is
/// the failure of a look-up that has its own line, seen inside the server, and has no client.
/// </summary>
sealed class CoreDnsGrammar : ILogGrammar
{
    /// <summary>The code of the answer that a plugin's failure gives (<c>errors</c> is told of SERVFAIL alone).</summary>
    const ushort ServFail = 2;

    /// <summary>Bytes of <c>2026/11/21 09:30:01</c>.</summary>
    const int GoTimeBytes = 19;

    static readonly byte[][] Levels = [[.. "[INFO] "u8], [.. "[ERROR] "u8], [.. "[WARNING] "u8], [.. "[DEBUG] "u8], [.. "[FATAL] "u8], [.. "[PANIC] "u8]];

    readonly LogRow _row = new();

    /// <inheritdoc/>
    public bool IsProgram(ReadOnlySpan<byte> program) => program.IsEmpty || program.IndexOf("coredns"u8) >= 0;

    /// <inheritdoc/>
    public LogStamp TakeStamp(scoped ref ReadOnlySpan<byte> message)
    {
        var rest = message;
        if (rest.StartsWith("[pod/"u8))
        {
            TextWords.Take(ref rest);
            message = rest;
        }
        if (LogStamp.TryTakeIso(ref rest, out var stamp) || TryTakeGo(ref rest, out stamp))
        {
            message = rest;
        }
        return stamp;
    }

    /// <inheritdoc/>
    public Likeness Look(in LogLine line)
    {
        if (Begin(line.Message, DateTime.MinValue).IsObserved)
        {
            return Likeness.Likely;
        }
        var message = line.Message;
        var isSignature = message.StartsWith("CoreDNS-"u8) || (TryTakeLevel(ref message) && message.StartsWith("plugin/"u8));
        return isSignature || !line.Program.IsEmpty ? Likeness.Possible : Likeness.No;
    }

    /// <inheritdoc/>
    public LineResult Read(in LogLine line, DateTime time, long offset, IBatchWriter rows)
    {
        var result = Begin(line.Message, time);
        if (result.IsObserved)
        {
            _row.End(offset, rows);
        }
        var message = line.Message;
        var isKnown = result.IsObserved || result.Because is not null || line.HasHeader || TryTakeLevel(ref message) || IsBanner(message);
        return isKnown ? result : LineResult.Malformed("no line of a CoreDNS log");
    }

    LineResult Begin(ReadOnlySpan<byte> message, DateTime time)
    {
        if (TextWords.TryTake(ref message, "[INFO] "u8))
        {
            return IsLookUp(message) ? CoreDnsBody.Read(message, time, _row) : LineResult.Ignored;
        }
        return TextWords.TryTake(ref message, "[ERROR] plugin/errors: "u8) ? Failure(message, time) : LineResult.Ignored;
    }

    /// <summary>Whether a message begins with an address and a port: those of plugins begin with a word.</summary>
    static bool IsLookUp(ReadOnlySpan<byte> message) => DnsWords.TryEndpoint(TextWords.Take(ref message), out _) || message.StartsWith("- "u8);

    /// <summary><c>rcode name type: text</c>; of failures that are gathered there is a count and no name.</summary>
    LineResult Failure(ReadOnlySpan<byte> text, DateTime time)
    {
        ref var message = ref _row.Begin(time, Sides.Response, Leg.Internal);
        var isCode = Numbers.TryUInt16(TextWords.Take(ref text), out var rcode);
        var name = CoreDnsBody.TakeName(ref text);
        var type = TextWords.Take(ref text);
        if (!isCode || name is not [.., (byte)'.'] || type is not [_, .., (byte)':'])
        {
            return LineResult.Ignored;
        }
        (message.Rcode, message.Type) = (rcode == 0 ? ServFail : rcode, DnsWords.Type(type));
        return _row.TryName(name) ? LineResult.Observed : LineResult.Malformed(LogRow.NoName);
    }

    static bool TryTakeLevel(scoped ref ReadOnlySpan<byte> message)
    {
        foreach (var level in Levels)
        {
            if (TextWords.TryTake(ref message, level))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>What is written when it starts: zones and ports (<c>.:53</c>, <c>dns://.:53</c>), the version, the system.</summary>
    static bool IsBanner(ReadOnlySpan<byte> message)
    {
        var port = message[(message.LastIndexOf((byte)':') + 1)..];
        return message.StartsWith("CoreDNS-"u8) || message.StartsWith("linux/"u8) || message.StartsWith("windows/"u8) || message.StartsWith("darwin/"u8)
            || message.StartsWith("maxprocs: "u8) || (!message.Contains((byte)' ') && port.Length < message.Length && Numbers.TryUInt16(port, out _));
    }

    static bool TryTakeGo(ref ReadOnlySpan<byte> text, out LogStamp stamp)
    {
        stamp = default;
        if (text.Length <= GoTimeBytes || text[4] != '/' || text[7] != '/' || text[10] != ' ' || text[13] != ':' || text[GoTimeBytes] != ' ')
        {
            return false;
        }
        Span<byte> iso = stackalloc byte[GoTimeBytes];
        text[..GoTimeBytes].CopyTo(iso);
        (iso[4], iso[7]) = ((byte)'-', (byte)'-');
        stamp = LogStamp.Iso(iso);
        text = text[(GoTimeBytes + 1)..];
        return true;
    }
}
