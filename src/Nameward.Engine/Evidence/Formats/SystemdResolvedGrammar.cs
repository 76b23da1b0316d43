using Nameward.Engine.Evidence.Envelopes;
using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Lines of <c>resolvectl monitor</c> (<c>monitor_query_dump</c> in src/resolve/resolvectl.c): <c>→ Q: www.example.net IN A</c> is a question, <c>→ C:</c> one
/// whose alias led to it, <c>← S:</c> how the look-up ended, and each <c>← A:</c> a record of the response. Where the terminal has no arrows they are <c>-&gt;</c>
/// and <c>&lt;-</c>. With <c>--json</c> all of a look-up is one object.
/// </summary>
/// <remarks>
/// A record stands at its own name, which is not the one that was asked for where aliases led there; to join the lines by their order would be a guess, for
/// journals drop lines. Records are <see cref="Leg.Internal"/>, as those of dnsmasq are; how the look-up ended has no name, and is left out.
/// </remarks>
sealed class SystemdResolvedGrammar : ILogGrammar
{
    readonly LogRow _row = new();

    // Most logs are text.
    SystemdResolvedJson Json => field ??= new(_row);

    /// <inheritdoc/>
    public bool IsProgram(ReadOnlySpan<byte> program) => program.IsEmpty || program.StartsWith("resolvectl"u8) || program.StartsWith("systemd-resolve"u8);

    /// <inheritdoc/>
    public LogStamp TakeStamp(scoped ref ReadOnlySpan<byte> message) => default;

    /// <inheritdoc/>
    public Likeness Look(in LogLine line) => Begin(line.Message, DateTime.MinValue).IsObserved ? Likeness.Likely : Likeness.No;

    /// <inheritdoc/>
    public LineResult Read(in LogLine line, DateTime time, long offset, IBatchWriter rows)
    {
        var result = Begin(line.Message, time);
        if (result.IsObserved)
        {
            _row.End(offset, rows, line.Message[0] == '{' ? Json.Records : _row.Records.Written);
        }
        return line.HasHeader && result.Because == NoLine ? LineResult.Ignored : result;
    }

    const string NoLine = "no line of resolvectl monitor";

    /// <summary>Reads a line; what is observed stands in the row then.</summary>
    LineResult Begin(ReadOnlySpan<byte> text, DateTime time)
    {
        if (text[0] == '{')
        {
            return Json.Read(text, time);
        }
        if (TextWords.TryTake(ref text, "→ "u8) || TextWords.TryTake(ref text, "-> "u8))
        {
            _row.Begin(time, Sides.Query, Leg.Client);
            return TextWords.TryTake(ref text, "Q: "u8) || TextWords.TryTake(ref text, "C: "u8) ? Question(text) : LineResult.Malformed(NoLine);
        }
        if (!TextWords.TryTake(ref text, "← "u8) && !TextWords.TryTake(ref text, "<- "u8))
        {
            return LineResult.Malformed(NoLine);
        }
        if (TextWords.TryTake(ref text, "A: "u8))
        {
            _row.Begin(time, Sides.Response, Leg.Internal);
            return Answer(text);
        }
        return text.StartsWith("S: "u8) ? LineResult.Ignored : LineResult.Malformed(NoLine);
    }

    /// <summary><c>NAME CLASS TYPE</c>: a space in a name is written <c>\032</c>.</summary>
    LineResult Question(ReadOnlySpan<byte> text)
    {
        var name = TextWords.Take(ref text);
        if (!DnsWords.IsClass(TextWords.Take(ref text)) || text.IsEmpty)
        {
            return LineResult.Malformed("fewer fields than a question has");
        }
        _row.Message.Type = DnsWords.Type(text);
        return _row.TryName(name) ? LineResult.Observed : LineResult.Malformed(LogRow.NoName);
    }

    /// <summary><c>NAME CLASS TYPE DATA</c>.</summary>
    LineResult Answer(ReadOnlySpan<byte> text)
    {
        var name = TextWords.Take(ref text);
        var isClass = DnsWords.IsClass(TextWords.Take(ref text));
        var type = DnsWords.Type(TextWords.Take(ref text));
        if (!isClass || text.IsEmpty)
        {
            return LineResult.Malformed("fewer fields than a record has");
        }
        ref var message = ref _row.Message;
        message.ShowsAnswers = true;
        message.Type = LogRow.AskedBy(type, Section.Answer);
        if (!_row.TryName(name))
        {
            return LineResult.Malformed(LogRow.NoName);
        }
        return _row.Records.TryAdd(type, ResourceRecord.UnknownTtl, [], text) ? LineResult.Observed : LineResult.Malformed(RecordTexts.TooLong);
    }
}
